import { existsSync } from "node:fs";
import { createRandom, writeCleanText } from "../../src/testing/clean-text.ts";
import { type BenchPassage, type BenchSet, listBenchSets, readBenchSet } from "../retrieval/bench-set.ts";

const CHARS = 280;
/** Questions asked of generated documents. */
const QUESTIONS = 200;

/**
 * A set with documents that make about `count` passages: those of `set` in `dir`, distractors of the same folder, then
 * generated ones. Without the folder all is generated; each question is then a sentence of a document.
 */
export function chooseDocuments(dir: string, set: string, count: number): BenchSet {
  const found = existsSync(dir) ? [...listBenchSets(dir), set] : [];
  const distractors = found.flatMap((name) => name.split("+").slice(1))[0];
  const base = found.length === 0 ? generateSet() : readBenchSet(dir, set);
  const documents: BenchPassage[] = [...base.passages];
  let passages = documents.reduce((sum, { text }) => sum + countPassages(text), 0);
  const add = (document: BenchPassage) => {
    documents.push(document);
    passages += countPassages(document.text);
  };
  if (distractors !== undefined && passages < count)
    for (const document of readBenchSet(dir, `${set}+${distractors}`).passages.slice(base.passages.length)) {
      if (passages >= count) break;
      add(document);
    }
  for (let row = QUESTIONS; passages < count; row++) add(generateDocument(row));
  return { ...base, passages: documents };
}

/** About as many passages as cutting makes of a text. */
function countPassages(text: string): number {
  return Math.max(1, Math.round(text.length / CHARS));
}

function generateSet(): BenchSet {
  const passages = Array.from({ length: QUESTIONS }, (_, row) => generateDocument(row));
  const questions = passages.map(({ id, text }) => ({
    id: `q-${id}`,
    query: text.split(/[。\n]/u).sort((one, other) => other.length - one.length)[0] ?? "",
    relevant: new Set([id]),
  }));
  return { name: "generated", passages, questions };
}

function generateDocument(row: number): BenchPassage {
  const random = createRandom(row + 1);
  let text = "";
  // Without line ends it stays one passage.
  while (text.length < CHARS) text += writeCleanText(random).replaceAll("\n", "");
  return { id: `generated-${row}`, title: "", text: text.slice(0, CHARS) };
}
