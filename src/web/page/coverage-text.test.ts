import { describe, expect, it } from "vitest";
import { coveredRegions, shortCoverage } from "./coverage-text.ts";

const region = (name: string, ...years: number[]) => ({ region: name, years, reports: 1 });

describe("what is covered", () => {
  it("names each region with its years in order", () => {
    const regions = [region("云泽市", 2023, 2022), region("月港区", 2024)];
    expect(coveredRegions({ regions }, 8)).toEqual(["云泽市（2022、2023年）", "月港区（2024年）"]);
  });

  it("says when a year or a region is not known", () => {
    expect(coveredRegions({ regions: [region("")] }, 8)).toEqual(["地区不明（年份不详）"]);
  });

  it("counts the regions it does not name", () => {
    const regions = Array.from({ length: 12 }, (_, row) => region(`第${row}区`, 2023));
    const lines = coveredRegions({ regions }, 8);
    expect(lines).toHaveLength(9);
    expect(lines.at(-1)).toBe("等 12 个地区");
  });

  it("tells the number of reports and the day of the last update", () => {
    expect(shortCoverage({ reports: 1, builtAt: "2026-01-05T12:00:00Z" })).toBe("收录 1 份报告，2026年1月5日更新");
  });
});
