import { expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

it.each([
  ["哪个县办理的行政复议案件最多？", { reason: "no_evidence" }],
  ["2022年培训了多少名执法人员？", { reason: "year_not_covered", lead: expect.stringContaining("2022年") }],
])("names no year that a question does not name, where there is no report: %s", async (question, declined) => {
  const answer = await askInvented()(question);
  expect(answer).toMatchObject({ outcome: "abstained", ...declined });
  expect(answer.lead).not.toMatch(/：。/u);
});
