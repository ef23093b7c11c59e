import { parseConfig } from "../src/config.ts";
import { openEmbedder } from "../src/runtimes/node/create-embedder.ts";
import { createRandom, writeCleanText } from "../src/testing/clean-text.ts";
import type { EmbedderFacts } from "./embedder-bench.ts";

const PASSAGES = 1000;
const PASSAGE_CHARS = 300;
const QUESTIONS = 300;
const QUESTION_CHARS = 25;

const start = performance.now();
const { embedder, warmUp, close } = await openEmbedder(parseConfig(process.env));
if (embedder === null) throw new Error("EMBEDDER=none: nothing to measure");
await warmUp();
const loadMs = performance.now() - start;

const random = createRandom(1);
let text = "";
while (text.length < PASSAGES * PASSAGE_CHARS) text += writeCleanText(random);

const questionMs: number[] = [];
for (let row = 0; row < QUESTIONS; row++) {
  const asked = performance.now();
  await embedder.embedQuery(text.slice(row * QUESTION_CHARS, (row + 1) * QUESTION_CHARS));
  questionMs.push(performance.now() - asked);
}
questionMs.sort((a, b) => a - b);

const passages = Array.from({ length: PASSAGES }, (_, row) =>
  text.slice(row * PASSAGE_CHARS, (row + 1) * PASSAGE_CHARS),
);
const processorBefore = process.cpuUsage();
const begun = performance.now();
await embedder.embedPassages(passages);
const passagesMs = performance.now() - begun;
const { user, system } = process.cpuUsage(processorBefore);
await close();

const facts: EmbedderFacts = {
  id: embedder.stamp.id,
  loadMs,
  questionP50Ms: questionMs[QUESTIONS / 2] ?? 0,
  passages: PASSAGES,
  passageChars: PASSAGE_CHARS,
  passagesMs,
  passagesProcessorMs: (user + system) / 1000,
};
process.stdout.write(`${JSON.stringify(facts)}\n`);
