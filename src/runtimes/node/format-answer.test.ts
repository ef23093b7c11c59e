import { describe, expect, it } from "vitest";
import type { Answer } from "../../core/model/answer.ts";
import { formatAnswer, formatHits } from "./format-answer.ts";

const SOURCE = {
  reportId: "yunze-2023",
  file: "yunze-2023.txt",
  title: "云泽市2023年法治政府建设年度报告",
  issuer: "云泽市人民政府",
  region: "某省云泽市",
  year: 2023,
  section: ["二、执法", "（一）监督"],
  context: { region: null, year: null, plan: false },
  start: 10,
  end: 20,
};

const ANSWER: Answer = {
  outcome: "answered",
  lead: "四十七件（云泽市，2023年）",
  answer: "四十七件（云泽市，2023年）[1]\n\n全年**办结**复议案件四十七件。[1]",
  citations: [{ ...SOURCE, marker: 1, quote: "全年办结复议案件四十七件。", rawQuote: "", rawStart: 0, rawEnd: 0 }],
  figures: [],
  understood: { regions: [], years: [], indicators: [] },
  label: "原文摘录",
  followUps: ["云泽市2022年呢？"],
  backend: "extractive",
};

describe("formatAnswer", () => {
  it("tells a part of the year, another year and a plan under the source", () => {
    const context = { region: null, year: 2024, period: "上半年", plan: true };
    const citations = ANSWER.citations.map((citation) => ({ ...citation, context }));
    expect(formatAnswer({ ...ANSWER, citations })).toContain("（上半年，所述为2024年，计划）");
  });
  it("reads from the answer down to where it stands", () => {
    expect(formatAnswer(ANSWER)).toBe(
      [
        "四十七件（云泽市，2023年）[1]",
        "",
        "全年办结复议案件四十七件。[1]",
        "",
        "出处",
        "[1] 云泽市2023年法治政府建设年度报告（某省云泽市，2023年）",
        "    二、执法 › （一）监督",
        "    “全年办结复议案件四十七件。”",
        "",
        "还可以问",
        "  云泽市2022年呢？",
        "",
        "（原文摘录 · extractive）",
        "",
      ].join("\n"),
    );
  });

  it("tells at the end how the answer was made", () => {
    const notes = ["语言模型连不上，以下为原文摘录。"];
    expect(formatAnswer({ ...ANSWER, notes })).toMatch(
      /\n\n语言模型连不上，以下为原文摘录。\n（原文摘录 · extractive）\n$/,
    );
  });
  it("puts the lead first when the answer does not begin with it", () => {
    const text = formatAnswer({ ...ANSWER, lead: "资料里没有。", answer: "现有报告没有提到。", citations: [] });
    expect(text.startsWith("资料里没有。\n\n现有报告没有提到。\n\n")).toBe(true);
    expect(text).not.toContain("出处");
  });

  it("lets no byte of a report steer the terminal", () => {
    const [citation] = ANSWER.citations;
    const quote = "\u001b[2J\u001b]0;标题\u0007办结\r四十七件";
    const text = formatAnswer({ ...ANSWER, citations: citation ? [{ ...citation, quote }] : [] });
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(text).toContain("四十七件");
  });
});

describe("formatHits", () => {
  it("numbers the passages and says where each stands", () => {
    const hit = { ...SOURCE, passageId: "p", text: "办结四十七件。", score: 0.5, scores: {} };
    const understood = { regions: [], years: [], indicators: [] };
    expect(formatHits({ hits: [hit, { ...hit, year: null, region: "" }], understood })).toBe(
      [
        "1. 云泽市2023年法治政府建设年度报告（某省云泽市，2023年）",
        "    二、执法 › （一）监督　得分 0.500",
        "    办结四十七件。",
        "",
        "2. 云泽市2023年法治政府建设年度报告",
        "    二、执法 › （一）监督　得分 0.500",
        "    办结四十七件。",
        "",
      ].join("\n"),
    );
  });

  it("says so when nothing was found", () => {
    expect(formatHits({ hits: [], understood: { regions: [], years: [], indicators: [] } })).toContain("没有找到");
  });
});
