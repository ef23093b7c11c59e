import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfig } from "../../../src/config.ts";
import { composeAssistant } from "../../../src/runtimes/node/compose.ts";
import type { BenchPassage } from "../bench-set.ts";
import type { Engine } from "../engine.ts";

/** Passages of a document asked for each document wanted: several may be of one. */
const PASSAGES_EACH = 4;

/**
 * This project as it is installed: the passages of a set as documents of a `.jsonl` file, read, cut, indexed and
 * searched. A document counts where its best passage stands, its copies right behind it.
 */
export async function buildFawenIngested(passages: readonly BenchPassage[]): Promise<Engine> {
  const dir = await mkdtemp(join(tmpdir(), "fawen-bench-"));
  const corpusDir = join(dir, "corpus");
  await mkdir(corpusDir);
  await writeFile(join(corpusDir, "set.jsonl"), toJsonLines(passages));
  const config = { ...parseConfig(process.env), corpusDir, indexDir: join(dir, "index") };
  const composed = await composeAssistant(config, { notify: (line) => process.stderr.write(`${line}\n`) });
  const { reports } = await composed.prepare({});
  const copiesOf = new Map(reports.map(({ id, copies = [] }) => [id, copies.map((copy) => copy.id)]));
  return {
    async search(query, k) {
      const { hits } = await composed.assistant.search({ query, k: k * PASSAGES_EACH });
      const found = hits.flatMap(({ reportId }) => [reportId, ...(copiesOf.get(reportId) ?? [])]);
      return [...new Set(found)].slice(0, k);
    },
    async close() {
      await composed.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Documents as `npm run ingest` takes them, one a line. */
export function toJsonLines(passages: readonly BenchPassage[]): string {
  return passages
    .map(({ id, title, text }) => `${JSON.stringify({ id, text, ...(title === "" ? {} : { title }) })}\n`)
    .join("");
}
