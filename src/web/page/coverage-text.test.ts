import { describe, expect, it } from "vitest";
import { coveredRegions, shortCoverage } from "./coverage-text.ts";

const report = (region: string, year: number | null) => ({
  id: region,
  file: "a.txt",
  title: "某报告",
  issuer: "",
  region,
  level: "",
  year,
  date: null,
  passages: 1,
  chars: 1,
});
const list = (...reports: ReturnType<typeof report>[]) => ({ reports, builtAt: "2026-01-05T12:00:00Z", examples: [] });

describe("what is covered", () => {
  it("names each region once with its years in order", () => {
    const reports = [report("云泽市", 2023), report("月港区", 2024), report("云泽市", 2022)];
    expect(coveredRegions(list(...reports))).toEqual(["云泽市（2022、2023年）", "月港区（2024年）"]);
  });

  it("says when a year is not known, and falls back on the title", () => {
    expect(coveredRegions(list(report("", null)))).toEqual(["某报告（年份不详）"]);
  });

  it("counts the regions it does not name", () => {
    const many = Array.from({ length: 12 }, (_, row) => report(`第${row}区`, 2023));
    const lines = coveredRegions(list(...many));
    expect(lines).toHaveLength(9);
    expect(lines.at(-1)).toBe("等 12 个地区");
  });

  it("tells the number of reports and the day of the last update", () => {
    expect(shortCoverage(list(report("云泽市", 2023)))).toBe("收录 1 份报告，2026年1月5日更新");
  });
});
