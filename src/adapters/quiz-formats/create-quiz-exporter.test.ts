import fc from "fast-check";
import jszip from "jszip";
import { describe, expect, it } from "vitest";
import type { QuizItem } from "../../core/model/quiz.ts";
import { nastyPaper } from "../../testing/nasty-paper.ts";
import {
  fillItem,
  judgeItem,
  QUIZ_ITEMS,
  quizPaper,
  quizSource,
  shortItem,
  singleItem,
} from "../../testing/quiz-paper.ts";
import { writePaper } from "../../testing/read-back.ts";
import { createQuizExporter, QUIZ_FORMATS } from "./create-quiz-exporter.ts";
import { readQuizFile } from "./json.ts";
import { nameFile } from "./name-file.ts";

const exporter = createQuizExporter();
const IDS = QUIZ_FORMATS.map(({ id }) => id);

/** Everything that stands in a file, packed ones unpacked. */
async function allText(bytes: Uint8Array): Promise<string> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return new TextDecoder().decode(bytes);
  const files = Object.values((await jszip.loadAsync(bytes)).files);
  return (await Promise.all(files.map((file) => file.async("string")))).join("\n");
}

describe("exporting a paper", () => {
  it("knows eleven formats, each under an id of its own", () => {
    expect(IDS).toEqual([
      ...["docx", "markdown", "xlsx", "exam-xlsx", "exam-txt", "csv", "moodle-xml", "gift", "kahoot", "anki", "json"],
    ]);
    expect(new Set(QUIZ_FORMATS.map(({ extension }) => extension)).size).toBe(IDS.length);
  });

  it("refuses an unknown format and names those that there are", async () => {
    const asked = exporter.export(quizPaper(), "exe");
    await expect(asked).rejects.toMatchObject({ code: "bad-request", field: "format" });
    await expect(asked).rejects.toThrow(/^没有“exe”这种格式；可以用的有：docx（Word 试卷）、.+、json（JSON 数据）$/u);
  });

  it.each(IDS)("refuses an empty paper as %s", async (id) => {
    const asked = exporter.export(quizPaper([]), id);
    await expect(asked).rejects.toMatchObject({ code: "bad-request", message: "这份卷子没有题目：请先出题再导出" });
  });

  it("makes no file when no item fits, and says why", async () => {
    const asked = exporter.export(quizPaper([fillItem(), shortItem()]), "kahoot");
    await expect(asked).rejects.toThrow(
      "这份卷子的 2 道题都放不进“Kahoot 竞答”：Kahoot 的导入表没有填空题；Kahoot 的导入表没有简答题。请换一种格式，或换题型再出",
    );
  });

  it.each(IDS.filter((id) => id !== "json"))("leaves out of %s by name what no file can ask", async (id) => {
    const broken: readonly QuizItem[] = [
      judgeItem({ stem: " \u0000 " }),
      singleItem({ options: [{ text: "甲", correct: true }] }),
      fillItem({ stem: "没有空", answers: [["一"]] }),
      shortItem({ points: ["\u0007"] }),
    ];
    const { leftOut } = await exporter.export(quizPaper([singleItem(), ...broken]), id);
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      ...["题干是空的", "选项应为 2 到 26 个", "题干里的空（____）有 0 个，答案有 1 个，应一样多", "没有答案要点"],
    ]);
  });

  it.each(IDS)("carries the label of what a model worded in %s", async (id) => {
    const { bytes } = await exporter.export(quizPaper([singleItem(), singleItem({ label: "AI 生成" })]), id);
    expect(await allText(bytes)).toContain("AI 生成");
    const plain = await exporter.export(quizPaper([singleItem()]), id);
    expect(await allText(plain.bytes)).not.toContain("AI 生成");
  });

  it.each(IDS.filter((id) => id !== "kahoot"))("tells report, section and quote in %s", async (id) => {
    const sources = [quizSource({ title: "云泽报告", section: ["三、普法"], quote: "开展宣讲430场次。" })] as const;
    const item = singleItem({ sources, explanation: "见报告。", edited: true });
    const text = await allText((await exporter.export(quizPaper([item]), id)).bytes);
    for (const part of ["云泽报告", "三、普法", "开展宣讲430场次。"]) expect(text).toContain(part);
    if (id !== "json") expect(text).toContain("已人工修改");
  });

  it.each(IDS.filter((id) => id !== "kahoot"))("keeps a very long stem whole in %s", async (id) => {
    const stem = `${"很长的题干".repeat(4000)}。`;
    const { bytes, leftOut } = await exporter.export(quizPaper([singleItem({ stem })]), id);
    expect(leftOut).toEqual([]);
    expect(await allText(bytes)).toContain(stem);
  });

  it("writes any paper as any format, or says why not", async () => {
    await fc.assert(
      fc.asyncProperty(nastyPaper, fc.constantFrom(...IDS), async (paper, id) => {
        const file = await exporter.export(paper, id).catch((error) => error);
        if (file instanceof Error) expect(file).toMatchObject({ name: "FawenError", code: "bad-request" });
        else expect(file.bytes.length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the JSON file of a paper", () => {
  it("is read back to the letter, whatever the texts hold", async () => {
    await fc.assert(
      fc.asyncProperty(nastyPaper, async (paper) => {
        const { text } = await writePaper(paper, "json");
        expect(readQuizFile(text)).toEqual(JSON.parse(JSON.stringify(paper)));
      }),
      { numRuns: 50 },
    );
  });

  it("adds no field that the paper did not have", async () => {
    const paper = quizPaper(QUIZ_ITEMS);
    expect(readQuizFile((await writePaper(paper, "json")).text)).toStrictEqual(paper);
  });

  it("refuses what it did not write, and names the place", async () => {
    expect(() => readQuizFile("{")).toThrow("这不是 JSON 文件");
    const { text } = await writePaper(quizPaper(), "json");
    expect(() => readQuizFile(text.replace('"version": 1', '"version": 2'))).toThrow(/（version：/u);
    expect(() => readQuizFile(text.replace('"recall"', '"guess"'))).toThrow(/paper\.items\.0\.difficulty/u);
  });
});

describe("the name of a file", () => {
  it.each([
    ["青溪市 法治测验", "青溪市 法治测验.docx"],
    ["../../etc/passwd", "etc passwd.docx"],
    ['a\\b/c:d*e?f"g<h>i|j', "a b c d e f g h i j.docx"],
    ["\u202Excod.exe", "xcod.exe.docx"],
    ["CON", "法治测验.docx"],
    [" . \n", "法治测验.docx"],
    ["-rf", "rf.docx"],
    ["长".repeat(300), `${"长".repeat(50)}.docx`],
  ])("of %j is safe", (title, name) => {
    expect(nameFile(title, "docx")).toBe(name);
  });
});
