import { describe, expect, it } from "vitest";
import { OPTION_NAMES, readWidgetOptions } from "./widget-options.ts";

const read = (given: Record<string, string>) => readWidgetOptions((name) => given[name] ?? null);

describe("the chat box's attributes", () => {
  it("need not be there, and may be empty", () => {
    const { options, faults } = read({});
    expect(options).toMatchObject({
      mode: "corner",
      position: "bottom-right",
      offset: { x: 24, y: 24 },
      title: "法问",
    });
    expect(faults).toEqual([]);
    expect(read(Object.fromEntries(OPTION_NAMES.map((name) => [name, " "])))).toEqual({ options, faults: [] });
  });

  it("say where the box stands, what it looks like and what it says", () => {
    const { options, faults } = read({
      ...{ mode: "inline", position: "top-left", offset: "16, 96", accent: "#C00", theme: "dark", text: "large" },
      ...{ title: "问年报", greeting: "请提问", questions: "出庭应诉率是多少？| 受理复议多少件？ ｜" },
    });
    expect(faults).toEqual([]);
    expect(options).toEqual({
      ...{ mode: "inline", position: "top-left", offset: { x: 16, y: 96 }, accent: "#cc0000", theme: "dark" },
      ...{ text: "large", title: "问年报", greeting: "请提问", questions: ["出庭应诉率是多少？", "受理复议多少件？"] },
    });
  });

  it.each([
    ["mode", "popup"],
    ["position", "center"],
    ["offset", "-5"],
    ["offset", "10 20 30"],
    ["offset", "2000"],
    ["offset", "1em"],
    ["accent", "red"],
    ["accent", "#12"],
    ["accent", "#17508f;background:url(//x)"],
    ["theme", "auto"],
    ["text", "huge"],
    ["title", "问".repeat(21)],
    ["greeting", "问".repeat(201)],
    ["questions", "一|二|三|四|五|六|七"],
    ["questions", "问".repeat(101)],
  ])("that are not understood fall back and are named: %s=%s", (name, value) => {
    const { options, faults } = read({ [name]: value, title: name === "title" ? value : "问年报" });
    expect(options).toEqual(read(name === "title" ? {} : { title: "问年报" }).options);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^data-${name}="[\\s\\S]* 不对：应为.*已按默认值处理`));
  });

  it("take one number for both sides", () => {
    expect(read({ offset: "40" }).options.offset).toEqual({ x: 40, y: 40 });
    expect(read({ offset: "0 1000" }).options.offset).toEqual({ x: 0, y: 1000 });
  });
});
