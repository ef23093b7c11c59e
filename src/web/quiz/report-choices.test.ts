import { expect, it } from "vitest";
import { findReports } from "./report-choices.ts";

const report = (title: string, region: string, year: number | null) => ({
  title,
  region,
  year,
  issuer: "",
  file: "x.txt",
});
const REPORTS = [
  report("青溪市2022年度报告", "南江省青溪市", 2022),
  report("青溪市2023年度报告", "南江省青溪市", 2023),
  report("云岭县2023年度报告", "南江省青溪市云岭县", 2023),
  report("海湾市报告", "东海省海湾市", null),
];
const titles = (words: string, region = "", year?: number) =>
  findReports(REPORTS, { words, region, year }).map(({ title }) => title);

it("finds reports by words, place and year together", () => {
  expect(titles("")).toHaveLength(4);
  expect(titles("青溪 2023")).toEqual(["青溪市2023年度报告", "云岭县2023年度报告"]);
  expect(titles("２０２２")).toEqual(["青溪市2022年度报告"]);
  expect(titles("", "南江省青溪市", 2023)).toEqual(["青溪市2023年度报告", "云岭县2023年度报告"]);
  expect(titles("云岭", "东海省")).toEqual([]);
});
