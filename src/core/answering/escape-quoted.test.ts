import { describe, expect, it } from "vitest";
import { citeQuote, fakeAnswer } from "../../testing/fake-assistant.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { escapeQuoted } from "./escape-quoted.ts";

const REPORT = sampleReport();

/** An answer that quotes these words as its only citation. */
function answerWith(quote: string, answer = `95.5% [1]\n\n${quote} [1]`) {
  const citation = { ...citeQuote(REPORT, REPORT.text.slice(0, 5), 1), quote };
  return escapeQuoted(fakeAnswer({ answer, citations: [citation] })).answer;
}

describe("Markdown in what a report says", () => {
  it.each([
    ["成功率为95.5%，**加粗**[1]。", String.raw`成功率为95.5%，\*\*加粗\*\*\[1\]。`],
    ["[1]为上年数据，成功率为95.5%。", String.raw`\[1\]为上年数据，成功率为95.5%。`],
    [String.raw`路径为C:\*，成功率为95.5%[12]`, String.raw`路径为C:\\*，成功率为95.5%\[12\]`],
    ["- 成功率为95.5%。", String.raw`\- 成功率为95.5%。`],
    ["- **成功率**为95.5%。", String.raw`\- \*\*成功率\*\*为95.5%。`],
    ["3. 成功率为95.5%。", String.raw`3\. 成功率为95.5%。`],
    ["# 成功率为95.5%。", String.raw`\# 成功率为95.5%。`],
    ["成功率为95.5%。", "成功率为95.5%。"],
  ])("is escaped where the answer quotes it: %s", (quote, escaped) => {
    expect(answerWith(quote)).toBe(`95.5% [1]\n\n${escaped} [1]`);
  });

  it("is escaped where only a part is quoted", () => {
    const answer = answerWith("全市调解成功率为95.5%[1]，比上年提高。", "成功率为95.5%[1] [1]");
    expect(answer).toBe(String.raw`成功率为95.5%\[1\] [1]`);
  });

  it("is left alone where it is the answer's own", () => {
    for (const own of ["- 成功率为95.5%。 [1][2]\n- 另一项 [2]", "| 甲 | 乙 |\n| --- | --- |\n| 丙 [1] | 丁 [1] |"])
      expect(answerWith("成功率为95.5%。", own)).toBe(own);
  });
});
