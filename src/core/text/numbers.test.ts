import { describe, expect, it } from "vitest";
import { parseArabicNumber, parseChineseNumeral } from "./numbers.ts";

describe("parseChineseNumeral", () => {
  it.each([
    ["三", 3],
    ["十", 10],
    ["十二", 12],
    ["二十五", 25],
    ["一千三百万", 13_000_000],
    ["两百零八", 208],
    ["二〇二三", 2023],
  ])("reads %s", (text, value) => expect(parseChineseNumeral(text)).toBe(value));
  it("refuses text that is no numeral", () => {
    expect(parseChineseNumeral("甲")).toBeNull();
    expect(parseChineseNumeral("")).toBeNull();
  });
});

describe("parseArabicNumber", () => {
  it("reads separators and multipliers without binary dust", () => {
    expect(parseArabicNumber("1,613")).toBe(1613);
    expect(parseArabicNumber("6.8", "万")).toBe(68_000);
  });
});
