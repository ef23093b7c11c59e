import { describe, expect, it } from "vitest";
import type { AskedQuestion } from "../shared/page-links.ts";
import { addRecent } from "./recent-questions.ts";

const asked = (question: string, years: number[] = []): AskedQuestion => ({
  question,
  regions: [],
  years,
  reports: [],
});

describe("recent questions", () => {
  it("have the latest first and none twice", () => {
    const list = addRecent(addRecent(addRecent([], asked("甲")), asked("乙")), asked("甲"));
    expect(list).toEqual([asked("甲"), asked("乙")]);
  });

  it("tell the same words about another year apart", () => {
    expect(addRecent([asked("甲", [2022])], asked("甲", [2023]))).toHaveLength(2);
  });

  it("are kept only so far back", () => {
    let list = [asked("0")];
    for (let row = 1; row < 40; row++) list = addRecent(list, asked(String(row)));
    expect(list).toHaveLength(20);
    expect(list[0]?.question).toBe("39");
  });
});
