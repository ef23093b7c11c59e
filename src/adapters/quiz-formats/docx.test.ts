import fc from "fast-check";
import { parseHTML } from "linkedom";
import mammoth from "mammoth";
import { describe, expect, it } from "vitest";
import type { KeyPlace } from "../../core/ports/quiz-exporter.ts";
import { nastyPaper } from "../../testing/nasty-paper.ts";
import { fillItem, QUIZ_ITEMS, quizPaper, singleItem } from "../../testing/quiz-paper.ts";
import { expectItem, flat, type ReadItem, writePaper } from "../../testing/read-back.ts";
import { orderByType } from "./paper-layout.ts";

/** Paragraphs as another reader of Word files sees them; columns part at tabs. */
async function readParagraphs(bytes: Uint8Array): Promise<string[]> {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  const { document } = parseHTML("<html><body></body></html>");
  document.body.innerHTML = value.replaceAll("<br />", "\n");
  return [...document.body.children].map((element) => element.textContent ?? "");
}

/** Questions stand before the page of keys; each begins with its number, and its options with their letters. */
function readItems(paragraphs: readonly string[]): ReadItem[] {
  const end = paragraphs.indexOf("参考答案与解析");
  const keys = paragraphs.slice(end).flatMap((text) => /^(?:\d+\. )?答案：(.*)　〔[^〕]+〕$/su.exec(text)?.[1] ?? []);
  const body = paragraphs.slice(0, end < 0 ? undefined : end);
  const starts = body.flatMap((text, place) => (/^\d+\. /u.test(text) ? [place] : []));
  return starts.map((start, place) => {
    const rows = body.slice(start + 1, starts[place + 1]).filter((text) => /^[A-Z]\. /u.test(text));
    const options = rows.flatMap((row) => row.split("\t")).map((text) => flat(text).replace(/^[A-Z]\. /u, ""));
    const stem = flat(body[start] ?? "")
      .replace(/^\d+\. /u, "")
      .replace(/（ ）$/u, "");
    const key = flat(keys[place] ?? "");
    return { stem, options, key: options.length > 0 ? [...key] : [key] };
  });
}

const read = async (keys?: KeyPlace) => readParagraphs((await writePaper(quizPaper(), "docx", { keys })).bytes);

describe("a paper for Word", () => {
  it("is read back by another reader: items by type, keys on pages of their own", async () => {
    const items = readItems(await read());
    expect(items.slice(0, 4)).toEqual(orderByType(quizPaper()).items.slice(0, 4).map(expectItem));
    expect(items.slice(4).map(({ key }) => key[0])).toEqual([
      ...["301 或 301件；276", "95.8%", "1．增加86件 2．2022年受理215件，2023年受理301件"],
    ]);
  });

  it("has a title, a line for the name, and a heading for each type", async () => {
    const paragraphs = await read();
    expect(paragraphs[0]).toBe("青溪市法治政府建设测验");
    expect(paragraphs[1]).toMatch(/单位：_+　姓名：_+　得分：_+/u);
    expect(paragraphs.filter((text) => /^[一二三四五]、.+每题____分）$/u.test(text))).toEqual([
      "一、单项选择题（共1题，每题只有一个正确选项，每题____分）",
      "二、多项选择题（共1题，每题有两个或两个以上正确选项，每题____分）",
      "三、判断题（共2题，正确的打“√”，错误的打“×”，每题____分）",
      "四、填空题（共2题，在横线上填写，每题____分）",
      "五、简答题（共1题，写出要点和依据，每题____分）",
    ]);
  });

  it("puts key, explanation and source behind each item where that is wanted", async () => {
    const paragraphs = await read("after");
    expect(paragraphs).not.toContain("参考答案与解析");
    const key = paragraphs.indexOf("答案：B　〔原文摘录〕");
    expect(paragraphs[key - 1]).toMatch(/^A\. 91\.4%\tB\. 95\.8%/u);
    expect(paragraphs[key + 1]).toMatch(/^解析：原文/u);
    expect(paragraphs[key + 2]).toBe(
      "出处：《青溪市2023年法治政府建设情况报告》（青溪市人民政府） › 一、规范行政执法 › （一）应诉",
    );
  });

  it("tells no key on the copy that is handed out", async () => {
    expect((await read("none")).join("\n")).not.toMatch(/答案|解析|出处：/u);
  });

  it("names the items that a model worded by the numbers they have on the paper", async () => {
    const late = singleItem({ label: "AI 生成" });
    const { bytes } = await writePaper(quizPaper([fillItem(), ...QUIZ_ITEMS, late]), "docx");
    const paragraphs = await readParagraphs(bytes);
    expect(paragraphs[2]).toMatch(/^含“AI 生成”内容：第2题由 AI 改写题面。/u);
    expect(paragraphs.filter((text) => text.includes("〔AI 生成〕"))).toHaveLength(1);
  });

  it("keeps every sign", async () => {
    await fc.assert(
      fc.asyncProperty(nastyPaper, async (paper) => {
        const { bytes } = await writePaper(paper, "docx");
        const paragraphs = await readParagraphs(bytes);
        const items = readItems(paragraphs.slice(2));
        const ordered = orderByType(paper).items;
        expect(items).toHaveLength(ordered.length);
        for (const [place, item] of ordered.entries()) {
          const expected = expectItem(item);
          expect([items[place]?.stem, items[place]?.options]).toEqual([expected.stem, expected.options]);
          if (item.type === "fill" || item.type === "short") {
            for (const answer of expected.key) expect(items[place]?.key[0]).toContain(answer);
          } else expect(items[place]?.key).toEqual(expected.key);
        }
      }),
      { numRuns: 15 },
    );
  });
});
