import { createOpenccScriptConverter } from "../../../src/adapters/opencc-script-converter.ts";
import { parseConfig } from "../../../src/config.ts";
import { FawenError } from "../../../src/core/model/errors.ts";
import { createExactVectorIndex } from "../../../src/core/search/exact-vector-index.ts";
import { foldText } from "../../../src/core/text/fold.ts";
import { openEmbedder } from "../../../src/runtimes/node/create-embedder.ts";
import type { BenchPassage } from "../bench-set.ts";
import type { Engine } from "../engine.ts";

/** The embedding model alone: the nearest vectors of title and text, exact scan; no words. */
export async function buildFawenVectors(passages: readonly BenchPassage[]): Promise<Engine> {
  const converter = createOpenccScriptConverter();
  const fold = (text: string) => foldText(text, converter);
  const { embedder, close } = await openEmbedder(parseConfig(process.env));
  if (embedder === null) throw new FawenError("bad-request", "EMBEDDER=none 没有向量，不能单独测量。");
  const rows = await embedder.embedPassages(passages.map(({ title, text }) => fold(`${title}\n${text}`)));
  const { dimensions } = embedder.stamp;
  const values = new Float32Array(rows.length * dimensions);
  for (const [row, vector] of rows.entries()) values.set(vector, row * dimensions);
  const index = createExactVectorIndex({ dimensions, values, stamp: embedder.stamp });
  return {
    async search(question, k) {
      const found = index.search(await embedder.embedQuery(fold(question)), k);
      return found.map(({ row }) => passages[row]?.id ?? "");
    },
    close,
  };
}
