import type {
  ChoiceItem,
  FillItem,
  JudgeItem,
  QuizItem,
  QuizOption,
  QuizPaper,
  QuizSource,
  ShortItem,
} from "../core/model/quiz.ts";

const QUOTE = "全市行政机关负责人出庭应诉率95.8%，受理行政复议申请301件，审结276件。";

/** A report of an invented place as the proof of an item. */
export function quizSource(changes: Partial<QuizSource> = {}): QuizSource {
  return {
    ...{ reportId: "qingxi-2023", file: "qingxi-2023.txt", title: "青溪市2023年法治政府建设情况报告" },
    ...{ issuer: "青溪市人民政府", region: "南江省青溪市", year: 2023, section: ["一、规范行政执法", "（一）应诉"] },
    ...{ quote: QUOTE, start: 120, end: 120 + QUOTE.length },
    ...changes,
  };
}

const base = (id: string) => ({
  ...{
    id: id.padStart(16, "0"),
    difficulty: "recall" as const,
    chapter: "一、规范行政执法",
    label: "原文摘录" as const,
  },
  ...{ review: "unreviewed" as const, sources: [quizSource()] as const, explanation: `原文：“${QUOTE}”` },
});

/** Options from their texts; the places that are correct count from 0. */
export function quizOptions(texts: readonly string[], ...correct: readonly number[]): QuizOption[] {
  return texts.map((text, place) => ({ text, correct: correct.includes(place) }));
}

export function singleItem(changes: Partial<ChoiceItem> = {}): ChoiceItem {
  return {
    ...{ ...base("a1"), type: "single", stem: "青溪市2023年行政机关负责人出庭应诉率是多少？" },
    options: quizOptions(["91.4%", "95.8%", "93.2%", "98.5%"], 1),
    ...changes,
  };
}

export function multipleItem(changes: Partial<ChoiceItem> = {}): ChoiceItem {
  return {
    ...{ ...base("a2"), type: "multiple", difficulty: "distinguish" },
    stem: "下列关于青溪市2023年行政复议工作的数据，哪些与报告一致？",
    options: quizOptions(["受理301件", "审结276件", "受理215件", "审结188件"], 0, 1),
    ...changes,
  };
}

export function judgeItem(changes: Partial<JudgeItem> = {}): JudgeItem {
  return {
    ...{ ...base("a3"), type: "judge", stem: "青溪市2023年受理行政复议申请215件。", correct: false },
    explanation: `应为301件，215件是2022年的数据。原文：“${QUOTE}”`,
    ...changes,
  };
}

export function fillItem(changes: Partial<FillItem> = {}): FillItem {
  return {
    ...{ ...base("a4"), type: "fill", stem: "青溪市2023年受理行政复议申请____件，审结____件。" },
    answers: [["301", "301件"], ["276"]],
    ...changes,
  };
}

export function shortItem(changes: Partial<ShortItem> = {}): ShortItem {
  return {
    ...{ ...base("a5"), type: "short", difficulty: "combine", label: "由多份报告计算" },
    stem: "青溪市2023年行政复议受理数比2022年增加了多少件？请写出依据。",
    points: ["增加86件", "2022年受理215件，2023年受理301件"],
    sources: [
      quizSource(),
      quizSource({ reportId: "qingxi-2022", title: "青溪市2022年度法治政府建设情况报告", year: 2022 }),
    ],
    ...changes,
  };
}

/** One item of each type, two judge and two fill; nothing that a model worded. */
export const QUIZ_ITEMS: readonly QuizItem[] = [
  singleItem(),
  multipleItem(),
  judgeItem(),
  judgeItem({ id: "00000000000000a6", stem: "青溪市2023年审结行政复议案件276件。", correct: true }),
  fillItem(),
  fillItem({ id: "00000000000000a7", stem: "青溪市2023年行政机关负责人出庭应诉率为____。", answers: [["95.8%"]] }),
  shortItem(),
];

export function quizPaper(items: readonly QuizItem[] = QUIZ_ITEMS, changes: Partial<QuizPaper> = {}): QuizPaper {
  return { title: "青溪市法治政府建设测验", seed: 7, items, shortfall: [], ...changes };
}
