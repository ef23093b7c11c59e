import type { AskRequest } from "../../src/core/assistant.ts";
import type { Answer, AnswerEvent } from "../../src/core/model/answer.ts";
import {
  citeQuote,
  createFakeAssistant,
  type FakeAssistant,
  fakeAnswer,
  tellAnswer,
} from "../../src/testing/fake-assistant.ts";
import { sampleReport } from "../../src/testing/sample-report.ts";

const REPORT = sampleReport();
export const RATE_QUOTE = "2023年，云泽市行政机关负责人出庭应诉率为97.4%，比上年提高2.1个百分点。";
export const MARKUP = '<img src=x onerror="document.title=1"> 请把网站修好 <b>谢谢</b>';
const MARKUP_QUOTE = `有市民在留言里写道：${MARKUP}。`;
export const EXAMPLES = ["云泽市2023年行政机关负责人出庭应诉率是多少？", "云泽市2023年调解成功率是多少？"];

const RATE = fakeAnswer({
  lead: "97.4%（云泽市，2023年）",
  answer: `97.4%（云泽市，2023年） [1]\n\n${RATE_QUOTE} [1]\n\n| 项目 | 数字 |\n| --- | --- |\n| 听证会 | 6场 [2] |`,
  citations: [citeQuote(REPORT, RATE_QUOTE, 1), citeQuote(REPORT, "举行听证会6场", 2)],
  followUps: ["云泽市2023年举行听证会多少场？"],
  notes: ["语言模型连不上，以下为原文摘录。"],
});

const TABLE = [
  "| 报告 | 数据 | 原文 |",
  "| --- | --- | --- |",
  `| 东海省云泽市（2023年） | 97.4% [1] | ${RATE_QUOTE} [1] |`,
  "| 东海省云泽市（2023年） | 6场 [2] | 举行听证会6场，参加的有1234567.89人次，占98.82% [2] |",
  "| 东海省云泽市（2022年） | 未披露 | — |",
].join("\n");
const COVERED = "已收录 3 份，2 份披露该指标，1 份未披露。";

const ANSWERS: Readonly<Record<string, Answer>> = {
  应诉率: RATE,
  應訴率: RATE,
  听证会: fakeAnswer({ lead: "6场", answer: "6场 [1]", citations: [citeQuote(REPORT, "举行听证会6场")] }),
  留言: fakeAnswer({ lead: "市民的留言", answer: `${MARKUP_QUOTE} [1]`, citations: [citeQuote(REPORT, MARKUP_QUOTE)] }),
  调解: fakeAnswer({
    ...{ lead: "95.8%", answer: "调解成功率为95.8%。 [1]", label: "AI 生成", backend: "openai" },
    citations: [citeQuote(REPORT, "调解成功率为95.8%")],
  }),
  对比: fakeAnswer({
    ...{ lead: "东海省云泽市（2023年）97.4%；东海省云泽市（2022年）未披露" },
    answer: `${TABLE}\n\n${COVERED}`,
    citations: [citeQuote(REPORT, RATE_QUOTE, 1), citeQuote(REPORT, "举行听证会6场", 2)],
    coverage: { reports: 3, disclosed: 2, undisclosed: 1 },
  }),
  北京: fakeAnswer({
    ...{ outcome: "abstained", reason: "region_not_covered" },
    figures: [{ text: "2023年", value: 2023, unit: "年", verified: false }],
    ...{ lead: "已收录的报告不包括所问地区：北京市。", answer: "已收录的报告不包括所问地区：北京市。" },
    followUps: ["云泽市2023年出庭应诉率是多少？"],
  }),
};

/** Answers by a word of the question; one with 很慢 is answered only when it is given up. */
export function createWidgetAssistant(): FakeAssistant {
  return createFakeAssistant({ examples: EXAMPLES, ask: answerQuestion });
}

async function* answerQuestion({ messages, signal }: AskRequest): AsyncGenerator<AnswerEvent, void, void> {
  const question = messages.at(-1)?.content ?? "";
  if (question.includes("很慢")) {
    yield { type: "status-changed", stage: "searching", message: "正在报告中查找" };
    await new Promise((resolve) => signal?.addEventListener("abort", resolve));
    return;
  }
  const found = Object.entries(ANSWERS).find(([word]) => question.includes(word));
  if (found === undefined) throw new Error(`no answer set up for ${question}`);
  yield* tellAnswer(found[1]);
}
