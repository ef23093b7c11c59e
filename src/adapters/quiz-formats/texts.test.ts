import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import markdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { nastyPaper } from "../../testing/nasty-paper.ts";
import { quizPaper } from "../../testing/quiz-paper.ts";
import { expectItem, flat, htmlText, type ReadItem, writePaper } from "../../testing/read-back.ts";
import { orderByType } from "./paper-layout.ts";

const stripLetter = (text: string) => flat(text).replace(/^[A-H]\. /u, "");
const splitKey = (item: ReadItem, key: string): readonly string[] =>
  item.options.length > 0 ? [...key] : key === "正确" || key === "错误" ? [key] : [key];

describe("a paper for Anki", () => {
  const readNotes = (text: string): string[][] =>
    parse(text, { delimiter: "\t", comment: "#", comment_no_infix: true, quote: '"' });

  function readNote([front = "", back = ""]: readonly string[]): ReadItem {
    const [stem = "", ...options] = front.split("<br>").map((line) => flat(htmlText(line)));
    const key = htmlText(/<b>答案：<\/b>(.*?)<br><b>解析：/su.exec(back)?.[1] ?? "");
    const item = { stem: stem.replace(/^【..题】/u, ""), options: options.map(stripLetter), key: [] };
    return { ...item, key: splitKey(item, flat(key)) };
  }

  it("begins with headers that Anki knows, and has three columns", async () => {
    const { text } = await writePaper(quizPaper(), "anki");
    expect(text.split("\n").slice(0, 4)).toEqual([
      ...["#separator:tab", "#html:true", "#columns:正面\t背面\t标签", "#tags column:3"],
    ]);
    expect(readNotes(text).every((note) => note.length === 3)).toBe(true);
    expect(readNotes(text)[0]?.[2]).toBe("法问::单选题 法问::识记 法问::原文摘录 法问::南江省青溪市 法问::2023年");
  });

  it("is read back: stem and options in front, key behind", async () => {
    const { text, items } = await writePaper(quizPaper(), "anki");
    const read = readNotes(text).map(readNote);
    expect(read.slice(0, 4)).toEqual(items.slice(0, 4).map(expectItem));
    expect(read[4]?.key).toEqual(["301 或 301件；276"]);
  });

  it("keeps every sign without a quotation mark, a tab or a line break of its own", async () => {
    await fc.assert(
      fc.asyncProperty(nastyPaper, async (paper) => {
        const { text, items } = await writePaper(paper, "anki");
        const notes = readNotes(text);
        expect(notes).toHaveLength(items.length);
        for (const [place, item] of items.entries()) {
          const [front = "", back = "", tags = ""] = notes[place] ?? [];
          const expected = expectItem(item);
          const shown = flat(htmlText(front));
          expect(shown).toContain(expected.stem);
          for (const option of expected.options) expect(shown).toContain(option);
          for (const answer of expected.key) expect(flat(htmlText(back))).toContain(answer);
          expect(tags.split(" ").every((tag) => /^法问::[^:\s]+$/u.test(tag))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** Reads `A. B. C. D. / 答案： / 解析：` as the platforms do: by the beginnings of lines. */
function readExamText(text: string): ReadItem[] {
  const blocks = text.split("\r\n\r\n").slice(1);
  return blocks.map((block) => {
    const [first = "", ...lines] = block.trim().split("\r\n");
    const read = /^\d+\. (.*)\[(..题)\]$/u.exec(first);
    const options = lines.filter((line) => /^[A-Z]\. /u.test(line)).map(stripLetter);
    const key = lines[options.length]?.replace(/^答案：/u, "") ?? "";
    expect(lines).toHaveLength(options.length + 2);
    expect(lines.at(-1)).toMatch(/^解析：/u);
    const keys = read?.[2] === "单选题" || read?.[2] === "多选题" ? [...key] : [flat(key)];
    return { stem: flat(read?.[1] ?? ""), options, key: keys };
  });
}

describe("a paper as text for exam platforms", () => {
  it("gives each stem, option, key and explanation a line", async () => {
    const { text, items } = await writePaper(quizPaper(), "exam-txt");
    const read = readExamText(text);
    expect(read.slice(0, 4)).toEqual(items.slice(0, 4).map(expectItem));
    expect(read.slice(4).flatMap(({ key }) => key)).toEqual([
      ...["301|276", "95.8%", "增加86件；2022年受理215件，2023年受理301件"],
    ]);
  });

  it("keeps every sign, and never lets a text begin a line of its own", async () => {
    await fc.assert(
      fc.asyncProperty(nastyPaper, async (paper) => {
        const written = await writePaper(paper, "exam-txt").catch(() => undefined);
        if (written === undefined) return;
        const read = readExamText(written.text);
        expect(read).toHaveLength(written.items.length);
        for (const [place, item] of written.items.entries()) {
          const expected = expectItem(item);
          expect([read[place]?.stem, read[place]?.options]).toEqual([expected.stem, expected.options]);
          if (item.type !== "fill" && item.type !== "short") expect(read[place]?.key).toEqual(expected.key);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("a paper as Markdown", () => {
  const render = (text: string) => {
    const { document } = parseHTML("<html><body></body></html>");
    document.body.innerHTML = markdownIt({ html: true }).render(text).replaceAll("<br>", " ");
    return [...document.body.children];
  };

  /** Paragraphs that begin with a number, the list behind them, and keys in the order of the items. */
  function readMarkdown(text: string): ReadItem[] {
    const elements = render(text);
    const texts = elements.map((element) => flat(element.textContent ?? ""));
    const keys = texts.flatMap((line) => (line.startsWith("答案： ") ? [line.slice(4)] : []));
    const starts = elements.flatMap((element, place) =>
      element.tagName === "P" && /^<strong>\d+\.<\/strong>/u.test(element.innerHTML) ? [place] : [],
    );
    return starts.map((start, place) => {
      const list = elements[start + 1];
      const options = list?.tagName === "UL" ? [...list.children].map((one) => stripLetter(one.textContent ?? "")) : [];
      const item = { stem: texts[start]?.replace(/^\d+\. /u, "") ?? "", options, key: [] };
      return { ...item, key: splitKey(item, keys[place] ?? "") };
    });
  }

  it.each(["end", "after"] as const)("is read back by another reader, keys at %s", async (keys) => {
    const { text } = await writePaper(quizPaper(), "markdown", { keys });
    const read = readMarkdown(text);
    expect(read.slice(0, 4)).toEqual(orderByType(quizPaper()).items.slice(0, 4).map(expectItem));
    expect(read[4]?.key).toEqual(["301 或 301件；276"]);
  });

  it("tells no key where none is wanted", async () => {
    const { text } = await writePaper(quizPaper(), "markdown", { keys: "none" });
    expect(text).not.toMatch(/答案|解析|出处：/u);
  });

  it("keeps every sign: none makes HTML, emphasis, lists or headings", async () => {
    await fc.assert(
      fc.asyncProperty(nastyPaper, async (paper) => {
        const { text } = await writePaper(paper, "markdown");
        const read = readMarkdown(text);
        const { items } = orderByType(paper);
        expect(read).toHaveLength(items.length);
        for (const [place, item] of items.entries()) {
          const expected = expectItem(item);
          expect([read[place]?.stem, read[place]?.options]).toEqual([expected.stem, expected.options]);
          if (item.type === "fill" || item.type === "short") {
            for (const answer of expected.key) expect(read[place]?.key[0]).toContain(answer);
          } else expect(read[place]?.key).toEqual(expected.key);
        }
      }),
      { numRuns: 50 },
    );
  });
});
