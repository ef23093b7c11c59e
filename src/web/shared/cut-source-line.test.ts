import { expect, it } from "vitest";
import { cutSourceLine } from "./cut-source-line.ts";
import { parseMarkdown } from "./markdown.ts";

it("cuts the line of sources, and nothing that a report says", () => {
  const cut = (answer: string) => cutSourceLine(parseMarkdown(answer)).length;
  expect(cut("97.4% [1]\n\n全市97.4%。 [1]\n\n出处：《云泽市2023年…》第二部分 [1]")).toBe(2);
  expect(cut("97.4% [1]\n\n出处：本表由统计部门提供。")).toBe(2);
  expect(cut("- 出处：某处 [1]")).toBe(1);
});
