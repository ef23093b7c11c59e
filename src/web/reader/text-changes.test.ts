import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { repairText } from "../../core/text/repair-text.ts";
import { createRandom, writeCleanText } from "../../testing/clean-text.ts";
import { alignLines, findChanges, rawSpan } from "./text-changes.ts";

const converter = createOpenccScriptConverter();

/** A repaired text as the API gives it. */
function repaired(raw: string) {
  const { text, offsets } = repairText(raw, { converter });
  return { text, source: { raw, offsets: [...offsets.runs] } };
}

const RAW = "雲澤市報告\r\n一、法治建設(shè)\r\n辦理案件12件。\r\n打印 关闭窗口\r\n完。";

describe("what was changed in a text", () => {
  it("is each replaced, put in and cut place, in order", () => {
    const { text, source } = repaired(RAW);
    const changes = findChanges(text, source);
    const told = changes.map(({ start, end, rawStart, rawEnd }) => [
      RAW.slice(rawStart, rawEnd),
      text.slice(start, end),
    ]);
    expect(told[0]).toEqual(["雲澤", "云泽"]);
    expect(told.some(([before, after]) => before?.includes("(shè)") && !after?.includes("shè"))).toBe(true);
    for (const [before, after] of told) expect(before).not.toBe(after);
  });

  it("leaves the same text on both sides of every change", () => {
    for (const seed of [1, 2, 3]) {
      const raw = writeCleanText(createRandom(seed)).replaceAll("设", "设(shè)").replaceAll("办", "辦");
      const { text, source } = repaired(raw);
      let start = 0;
      let rawStart = 0;
      for (const change of findChanges(text, source)) {
        expect(text.slice(start, change.start)).toBe(raw.slice(rawStart, change.rawStart));
        start = change.end;
        rawStart = change.rawEnd;
      }
      expect(text.slice(start)).toBe(raw.slice(rawStart));
    }
  });

  it("is nothing in a text that needed no repair", () => {
    const { text, source } = repaired("云泽市报告\n完。\n");
    expect(findChanges(text, source)).toEqual([]);
  });
});

describe("lines beside their source", () => {
  it("leave out nothing of either", () => {
    const { text, source } = repaired(RAW);
    const lines = alignLines(text, source);
    expect(lines.map(({ start, end }) => text.slice(start, end)).join("\n")).toBe(text.replace(/\n$/, ""));
    expect(lines.map(({ rawStart, rawEnd }) => RAW.slice(rawStart, rawEnd)).join("")).toBe(RAW);
    const built = lines.find(({ start, end }) => text.slice(start, end).startsWith("一、"));
    expect(RAW.slice(built?.rawStart, built?.rawEnd)).toMatch(/^一、法治建設\(shè\)/);
  });

  it("are one empty line for an empty text", () => {
    expect(alignLines("", { raw: "打印", offsets: [] })).toEqual([{ start: 0, end: 0, rawStart: 0, rawEnd: 2 }]);
  });

  it("finds the source of a span", () => {
    const { text, source } = repaired(RAW);
    const start = text.indexOf("办理案件12件。");
    const span = rawSpan({ start, end: start + "办理案件12件。".length }, source);
    expect(RAW.slice(span.start, span.end)).toBe("辦理案件12件。");
  });
});
