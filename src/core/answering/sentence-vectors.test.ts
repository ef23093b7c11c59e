import { expect, it } from "vitest";
import { createFakeEmbedder } from "../../testing/fake-embedder.ts";
import { createSentenceVectors } from "./sentence-vectors.ts";

const QUESTION = "行政复议";
const TEXTS = ["办理行政复议案件。", "开展普法宣传。", "培训执法人员。", "清理规范性文件。"];

it("compares each text alike, however few vectors are kept", async () => {
  const roomy = createSentenceVectors(createFakeEmbedder());
  const all = await roomy.similarTo(QUESTION, TEXTS, { most: 100 });
  expect([...all.keys()]).toEqual(TEXTS);
  const cramped = createSentenceVectors(createFakeEmbedder());
  for (const most of [3, 1, 0])
    for (const texts of [TEXTS.slice(0, 2), TEXTS.slice(1), TEXTS, TEXTS.toReversed()]) {
      const some = await cramped.similarTo(QUESTION, texts, { most });
      for (const text of texts) expect([text, some.get(text)]).toEqual([text, all.get(text)]);
    }
});

it("makes the vector of a text once while it is kept", async () => {
  const embedder = createFakeEmbedder();
  const made: string[] = [];
  const sentences = createSentenceVectors({
    ...embedder,
    embedPassages: (texts, options) => {
      made.push(...texts);
      return embedder.embedPassages(texts, options);
    },
  });
  for (let turn = 0; turn < 3; turn++) await sentences.similarTo(QUESTION, TEXTS, { most: 10 });
  expect(made).toEqual(TEXTS);
});
