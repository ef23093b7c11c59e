import { expect, test } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createSampleSearchable } from "../../testing/sample-library.ts";
import { planQuestion } from "./plan-question.ts";
import { understoodOf } from "./understood-of.ts";

const { reports } = createSampleSearchable().library;
const converter = createOpenccScriptConverter();
const understand = (content: string) => understoodOf(planQuestion([{ role: "user", content }], reports, converter));

test.each([
  ["青溪市2022年出庭应诉率是多少？", "figure"],
  ["青溪市2022年审结行政复议案件多少件？", "count"],
  ["青溪市2022年推出的线上平台叫什么？", "name"],
  ["青溪市2022年有哪些短板？", "list"],
  ["青溪市2022年有没有公布权责清单？", "yes_no"],
  ["青溪市和云岭县谁的出庭应诉率高？", "comparison"],
  ["青溪市2022和2023年的出庭应诉率", "comparison"],
  ["哪个地方出庭应诉率最高？", "ranking"],
  ["概括青溪市2022年报告的主要内容", "summary"],
  ["青溪市2022年怎样推进数字政府？", "fact"],
])("tells what kind of answer is wanted: %s", (question, wanted) => {
  expect(understand(question).wanted).toBe(wanted);
});

test("names the indicator, or what is counted where the question has no name for it", () => {
  expect(understand("青溪市2022年出庭应诉率是多少？").indicators).toEqual(["出庭应诉率"]);
  expect(understand("青溪市和云岭县谁的出庭应诉率高？").indicators).toEqual(["出庭应诉率"]);
  expect(understand("青溪市2022年收到行政复议申请多少件？").indicators).toEqual(["收到行政复议申请"]);
  expect(understand("青溪市2022年怎样推进数字政府？").indicators).toEqual([]);
});
