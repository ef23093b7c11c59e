import { createOpenccScriptConverter } from "../src/adapters/opencc-script-converter.ts";
import { createLexicalIndex } from "../src/core/search/lexical-index.ts";
import { tokenize } from "../src/core/search/tokenize.ts";
import { foldText } from "../src/core/text/fold.ts";
import { createRandom, writeCleanText } from "../src/testing/clean-text.ts";

/**
 * Indexes the words of `count` generated passages of `chars` characters in a process of its own. Prints one line of
 * JSON: processor time of folding and indexing, memory that it took beside the texts, time of a search.
 */
const [count = 0, chars = 0] = process.argv.slice(2).map(Number);
const QUESTION = "全年办理行政复议案件多少件，行政机关负责人出庭应诉率是多少";
const SEARCHES = 20;

const converter = createOpenccScriptConverter();
const texts = [...writePassages()];
const [memoryBefore, cpuBefore] = [process.memoryUsage(), cpuMs()];
const index = createLexicalIndex(listDocuments());
const builtMs = cpuMs() - cpuBefore;
const memoryAfter = process.memoryUsage();
const terms = tokenize(foldText(QUESTION, converter));
const searchedBefore = cpuMs();
for (let round = 0; round < SEARCHES; round++) index.search(terms);
const facts = {
  builtMs,
  searchMs: (cpuMs() - searchedBefore) / SEARCHES,
  indexMb: (memoryAfter.arrayBuffers - memoryBefore.arrayBuffers) / 1e6,
  maxRssMb: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(`${JSON.stringify(facts)}\n`);

function* writePassages(): Generator<string, void, void> {
  for (let row = 0, pending = ""; row < count; row++, pending = pending.slice(chars)) {
    const random = createRandom(row + 1);
    while (pending.length < chars) pending += writeCleanText(random);
    yield pending.slice(0, chars);
  }
}

function* listDocuments() {
  for (const text of texts) yield { fields: [{ text: foldText(text, converter), weight: 1 }] };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}
