import { expect, it } from "vitest";
import { indicatorChoices, likeIndicators } from "./indicator-choices.ts";

const indicator = (canonical: string, reports: number) => ({ canonical, reports, units: ["件"] });
const STANDARD = [
  indicator("行政复议审结件数", 5),
  indicator("行政复议纠错率", 4),
  indicator("行政复议受理件数", 3),
  indicator("法律援助案件数", 2),
];
const labels = (typed: string, found: typeof STANDARD = []) =>
  indicatorChoices(typed, STANDARD, { indicators: found, rows: [] }).map(({ label }) => label);

it("offers all, most widely disclosed first, before anything is typed and for what several say", () => {
  expect(labels("")).toEqual(STANDARD.map(({ canonical }) => canonical));
  expect(labels("复议")).toEqual(["行政复议审结件数", "行政复议纠错率", "行政复议受理件数"]);
});

it("puts the name most like what is typed first, where no name says it all", () => {
  expect(labels("行政复议案件受理数", STANDARD)[0]).toBe("行政复议受理件数");
  expect(labels("行政复议案件审结数", STANDARD)[0]).toBe("行政复议审结件数");
});

it("puts the very name first", () => {
  const more = [indicator("规范性文件审查件数", 5), indicator("审查件数", 1)];
  const choices = indicatorChoices("审查件数", more, undefined);
  expect(choices[0]?.label).toBe("审查件数");
});

it("offers names like one that nobody knows, the most alike first, and none that is another thing", () => {
  expect(likeIndicators("复议受理案件", STANDARD).map(({ label }) => label)).toEqual([
    "行政复议受理件数",
    "行政复议审结件数",
  ]);
  expect(likeIndicators("道路里程", STANDARD)).toEqual([]);
});
