import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createSampleSearchable } from "../../testing/sample-library.ts";
import { createAssistant } from "../create-assistant.ts";
import { extractAnswer } from "./extract-answer.ts";
import { planQuestion } from "./plan-question.ts";
import { understoodOf } from "./understood-of.ts";

const text = [
  "松陵市2023年度法治政府建设情况报告",
  "一、公共法律服务",
  "成立首家外省律师事务所驻松陵代表处，这是该所在省会以外设立的第一家代表处。",
  "沙坪公证处位于沙坪大道18号。",
  "二、社会治理",
  "在乡村设立“榕树头”议事点，群众的急难愁盼由网格员上门收集。",
  "老人、病人不便出门的，由服务队上门办理。",
  "建设智慧法治平台。",
  "二〇二三年在各个村居的“乡音驿站”里由年高德劭的乡贤长者陪同前来述说烦心事的邻里坐下细细聊开又再三劝慰宽解并且听取他们的意见和建议共计18312人次。",
].join("\n");
const searchable = createSampleSearchable([{ file: "r.txt", region: "南江省松陵市", year: 2023, text }]);
const converter = createOpenccScriptConverter();
const assistant = createAssistant({ current: () => searchable, converter, embedder: null });
const ask = (content: string) => assistant.answer({ messages: [{ role: "user", content }] });

describe("what is asked for an address", () => {
  it("is not answered by a sentence that says only that the thing was set up", async () => {
    expect((await ask("松陵市2023年外省律师事务所驻松陵代表处在什么地址？")).outcome).toBe("abstained");
  });

  it("is answered by a street and a number", async () => {
    const { outcome, answer } = await ask("松陵市2023年沙坪公证处的地址？");
    expect(outcome).not.toBe("abstained");
    expect(answer).toContain("沙坪大道18号");
  });
});

describe("an answer that only its meaning led to", () => {
  /** The answer where an embedder finds these sentences so near. */
  function answering(question: string, near: readonly (readonly [text: string, similarity: number])[]) {
    const plan = planQuestion([{ role: "user", content: question }], searchable.library.reports, converter);
    const scores = { lexical: 0, title: 0, window: 0, closeness: 0, numbers: 0, chapter: 0, official: 0, vector: 0.5 };
    const passages = searchable.library.passages.map((_, row) => ({
      row,
      score: 0.5,
      scores: { ...scores, coverage: 0, slots: 1 },
    }));
    return extractAnswer({
      searchable,
      plan,
      passages,
      accept: () => true,
      understood: understoodOf(plan),
      converter,
      similarity: new Map(near),
    });
  }

  it("says so in its lead and tells what else may be meant, each with its own marker", () => {
    const told = answering("松陵走不动路的人咋整", [
      ["老人、病人不便出门的，由服务队上门办理。", 0.7],
      ["在乡村设立“榕树头”议事点，群众的急难愁盼由网格员上门收集。", 0.6],
      ["建设智慧法治平台。", 0.1],
    ]);
    expect(told).toMatchObject({ outcome: "partial", lead: expect.stringMatching(/^意思最接近的原文：老人、病人/u) });
    expect(told.answer).toContain("也可能是：\n\n- 在乡村设立");
    expect(told.answer).not.toContain("智慧法治平台");
    expect(told.citations.map(({ quote }) => quote)).toHaveLength(2);
  });

  it("is not cut inside a number", () => {
    const [, long = ""] = text.split("建设智慧法治平台。\n");
    const { lead } = answering("松陵闹心了找谁唠", [[long, 0.8]]);
    expect(lead).toMatch(/^意思最接近的原文：.*…$/u);
    expect(lead).not.toMatch(/\d…$/u);
  });

  it("is not shown where the sentence tells of the whole and a part of it is asked", () => {
    const near = [["全年受理花卉大棚搭建申请312件。", 0.9]] as const;
    expect(answering("松陵一整年收到的大棚单子里，其中种兰花的有多少", near).outcome).toBe("abstained");
  });
});
