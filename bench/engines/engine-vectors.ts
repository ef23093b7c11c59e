import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parseConfig } from "../../src/config.ts";
import type { VectorTable } from "../../src/core/model/library.ts";
import { openEmbedder } from "../../src/runtimes/node/create-embedder.ts";
import { createRandom, writeCleanText } from "../../src/testing/clean-text.ts";
import { plainStamp } from "../../src/testing/plain-stamp.ts";
import { createSampleTable } from "../../src/testing/vector-index-contract.ts";

/** Vectors to be searched, and those that are looked for. */
export interface EngineVectors {
  readonly table: VectorTable;
  readonly queries: VectorTable;
}

/** Headings and titles are shorter. */
const MIN_CHARS = 40;
const MAX_CHARS = 300;

/** Vectors gathered around topics; the queries have other topics, so that nothing is near them: harder than any text. */
export function makeClusters(count: number, dimensions: number, queries: number): EngineVectors {
  return { table: createSampleTable(count, dimensions, 5), queries: createSampleTable(queries, dimensions, 2) };
}

/**
 * Texts embedded by the model that comes along, whatever the settings of this machine. The queries are first sentences of
 * texts that are none of them.
 *
 * @param path texts a line each, gzipped; paragraphs of generated reports when empty
 */
export async function embedTexts(path: string, count: number, queries: number): Promise<EngineVectors> {
  const { embedder } = await openEmbedder(parseConfig({}));
  if (embedder === null) throw new Error("the model that comes along was not opened");
  const { stamp } = embedder;
  const texts = path === "" ? generateTexts(count + queries) : readTexts(path, count + queries);
  if (texts.length < count + queries) throw new Error(`${path} has ${texts.length} texts only`);
  const embed = async (list: readonly string[]): Promise<VectorTable> => {
    const values = new Float32Array(list.length * stamp.dimensions);
    for (const [row, vector] of (await embedder.embedPassages(list)).entries())
      values.set(vector, row * stamp.dimensions);
    return { dimensions: stamp.dimensions, values, stamp };
  };
  const asked = texts.slice(count).map((text) => text.split(/(?<=[。！？])/u)[0] ?? text);
  return { table: await embed(texts.slice(0, count)), queries: await embed(asked) };
}

/** Of which library these are does not matter: its places and its vectors are wanted. */
export const PLACES = plainStamp("places", 1);

function generateTexts(wanted: number): string[] {
  const texts: string[] = [];
  for (let seed = 1; texts.length < wanted; seed++)
    texts.push(
      ...writeCleanText(createRandom(seed))
        .split("\n")
        .filter((line) => line.length > MIN_CHARS),
    );
  return texts;
}

/** Cut at sentence ends, as passages are. */
function readTexts(path: string, wanted: number): string[] {
  const texts: string[] = [];
  for (const line of gunzipSync(readFileSync(path)).toString("utf8").split("\n")) {
    let text = "";
    for (const sentence of line.split(/(?<=[。！？])/u)) {
      if (text !== "" && text.length + sentence.length > MAX_CHARS) {
        texts.push(text);
        text = "";
      }
      text += sentence.slice(0, MAX_CHARS);
    }
    if (text.length > MIN_CHARS) texts.push(text);
    if (texts.length >= wanted) break;
  }
  return texts;
}
