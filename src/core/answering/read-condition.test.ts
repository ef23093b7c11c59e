import { describe, expect, it } from "vitest";
import { readCondition } from "./read-condition.ts";

describe("readCondition", () => {
  const holds = (question: string, ...values: number[]) =>
    values.map((value) => readCondition(question)?.condition.holds(value));

  it("reads which figures a question wants by a bound", () => {
    expect(holds("哪些地方的满意率没有达到100%", 99.9, 100)).toEqual([true, false]);
    expect(holds("哪些地方满意率不到95%", 94, 95)).toEqual([true, false]);
    expect(holds("哪些地方满意率低于95%", 94, 95)).toEqual([true, false]);
    expect(holds("谁的满意率不低于95%", 94, 95)).toEqual([false, true]);
    expect(holds("谁的满意率没有超过95%", 95, 96)).toEqual([true, false]);
    expect(holds("谁的满意率超过95%", 95, 96)).toEqual([false, true]);
    expect(holds("谁的满意率达到100%", 99, 100)).toEqual([false, true]);
    expect(holds("谁的满意率在98%以上", 97.9, 98)).toEqual([false, true]);
    expect(holds("谁的满意率100%", 99, 100)).toEqual([false, true]);
    expect(holds("哪里的满意率不是100%", 99, 100)).toEqual([true, false]);
  });

  it("reads large numbers in their base unit", () => {
    expect(readCondition("哪些地方公证超过1.5万件")?.condition).toMatchObject({ bound: 15_000, unit: "件" });
  });

  it("takes no year for a bound", () => {
    expect(readCondition("2023年哪里的满意率最高")).toBeNull();
    expect(readCondition("是2023年的吗")).toBeNull();
  });

  it("gives the question without the bound", () => {
    expect(readCondition("哪些地方满意率没有达到100%")?.rest.trim()).toBe("哪些地方满意率");
  });
});
