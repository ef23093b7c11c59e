import { describe, expect, it } from "vitest";
import { collect } from "../../testing/collect.ts";
import { cutSentences } from "./rephrase-cut-sentences.ts";

async function* pieces(text: string, length: number) {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

describe("a stream is cut into the same sentences however it comes", () => {
  it.each([
    ["Chinese stops", "受理8件[1]。办结6件[1]！", ["受理8件[1]。", "办结6件[1]！"]],
    [
      "markers behind the stop",
      "受理8件。[1][2]办结6件。【3】 再办。",
      ["受理8件。[1][2]", "办结6件。【3】", "再办。"],
    ],
    ["full-width markers", "受理8件。［1］办结6件。", ["受理8件。［1］", "办结6件。"]],
    ["decimals", "应诉率98.82%。[1]另有1.5万件。", ["应诉率98.82%。[1]", "另有1.5万件。"]],
    ["half-width stops", "应诉率98.82%.[1] 办结6件. 完", ["应诉率98.82%.[1]", "办结6件.", "完"]],
    ["lines and lists", "- 受理8件[1]\n\n1. 办结6件[2]\n", ["- 受理8件[1]", "1. 办结6件[2]"]],
    ["rows of a table", "| 甲 | 8件 |\n| --- | --- |\n", ["| 甲 | 8件 |", "| --- | --- |"]],
    ["closing quotation marks", "他说“办完。”[1]又来。", ["他说“办完。”[1]", "又来。"]],
    ["brackets that are no markers", "受理8件。（其中3件调解）办结。", ["受理8件。", "（其中3件调解）办结。"]],
    ["no stop at the end", "受理8件。办结", ["受理8件。", "办结"]],
  ])("%s", async (_, text, sentences) => {
    for (let length = 1; length <= text.length; length++)
      expect(await collect(cutSentences(pieces(text, length)))).toEqual(sentences);
  });
});

describe("a sentence of a stream that waits or breaks", () => {
  const cutUntil = async (stream: AsyncIterable<string>) => {
    const sentences: string[] = [];
    try {
      for await (const sentence of cutSentences(stream)) sentences.push(sentence);
    } catch {
      sentences.push("broken");
    }
    return sentences;
  };

  it("goes out at once when its marker stands before the stop", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const sentences = cutSentences(
      (async function* () {
        yield "办结6件[1]。";
        await held;
        yield "再办。";
      })(),
    );
    expect(await sentences.next()).toEqual({ done: false, value: "办结6件[1]。" });
    release();
    expect(await sentences.next()).toEqual({ done: false, value: "再办。" });
  });

  it("is not lost with what broke behind it; a half one is", async () => {
    const breaking = (text: string) =>
      cutUntil(
        (async function* () {
          yield text;
          throw new Error("reset");
        })(),
      );
    expect(await breaking("办结6件。[1]")).toEqual(["办结6件。[1]", "broken"]);
    expect(await breaking("办结6件，另")).toEqual(["broken"]);
  });
});
