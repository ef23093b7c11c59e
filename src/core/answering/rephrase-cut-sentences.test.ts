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
