import { describe, expect, it } from "vitest";
import { splitClauses, splitSentences } from "./sentences.ts";

const sentences = (text: string): string[] => splitSentences(text).map((span) => text.slice(span.start, span.end));
const clauses = (text: string): string[] => splitClauses(text).map((span) => text.slice(span.start, span.end));

describe("splitSentences", () => {
  it("ends sentences at full stops and at line ends", () => {
    expect(sentences("一、工作情况\n完成三项任务。效果好！还有问题？\n")).toEqual([
      "一、工作情况",
      "完成三项任务。",
      "效果好！",
      "还有问题？",
    ]);
  });

  it("goes on behind a full stop inside a quotation or a title", () => {
    expect(sentences("窗口贴出“可以办。不用跑。”的告示。另一人来访。")).toEqual([
      "窗口贴出“可以办。不用跑。”的告示。",
      "另一人来访。",
    ]);
    expect(sentences("印发《规则。试行》，全面执行。结束。")).toEqual(["印发《规则。试行》，全面执行。", "结束。"]);
  });

  it("ends with a quotation that ends its sentence", () => {
    expect(sentences("他说：“依法办。”会议结束。")).toEqual(["他说：“依法办。”", "会议结束。"]);
    expect(sentences("他强调“依法办。”的要求。")).toEqual(["他强调“依法办。”的要求。"]);
  });

  it("survives quotes that were never closed", () => {
    expect(sentences("打造“法治乡村品牌。第二句。\n第三句”。")).toEqual([
      "打造“法治乡村品牌。",
      "第二句。",
      "第三句”。",
    ]);
  });

  it("cuts lists at semicolons and where the full stop between items was lost", () => {
    expect(sentences("一是健全制度；二是强化监督；三是压实责任。")).toEqual([
      "一是健全制度；",
      "二是强化监督；",
      "三是压实责任。",
    ]);
    expect(sentences("处理投诉3件；答复来信5封。")).toEqual(["处理投诉3件；答复来信5封。"]);
    expect(sentences("一是组织各单位人员参加年度业务培训和考试，二是开展检查。")).toEqual([
      "一是组织各单位人员参加年度业务培训和考试，",
      "二是开展检查。",
    ]);
  });

  it("stays inside the given span and trims white space", () => {
    const text = "前句。  中句。后句。";
    expect(splitSentences(text, 3, 8)).toEqual([{ start: 5, end: 8 }]);
    expect(splitSentences("")).toEqual([]);
  });
});

describe("splitClauses", () => {
  it("cuts at commas and semicolons outside of quotations and numbers", () => {
    expect(clauses("检查企业1,200家，打造“快办，好办”品牌；结束。")).toEqual([
      "检查企业1,200家，",
      "打造“快办，好办”品牌；",
      "结束。",
    ]);
  });
});
