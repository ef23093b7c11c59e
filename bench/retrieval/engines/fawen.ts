import { createOpenccScriptConverter } from "../../../src/adapters/opencc-script-converter.ts";
import { parseConfig } from "../../../src/config.ts";
import { buildShards } from "../../../src/core/build-shards.ts";
import { createAssistant } from "../../../src/core/create-assistant.ts";
import { makeVectors } from "../../../src/core/make-vectors.ts";
import type { SearchHit } from "../../../src/core/model/search.ts";
import { createExactVectorIndex } from "../../../src/core/search/exact-vector-index.ts";
import { createSearchableLibrary } from "../../../src/core/search/searchable-library.ts";
import { openEmbedder } from "../../../src/runtimes/node/create-embedder.ts";
import type { BenchPassage } from "../bench-set.ts";
import type { Engine } from "../engine.ts";
import { toEntries } from "../to-entries.ts";

/**
 * This project over the passages of a set as they are: indexed, embedded and searched by its own code, exact scan over
 * the vectors of the model that `environment` asks for. Without vectors with `EMBEDDER=none`.
 */
export async function buildFawen(
  passages: readonly BenchPassage[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Engine> {
  const converter = createOpenccScriptConverter();
  const { embedder, close } = await openEmbedder(parseConfig(environment));
  const { entries, ids } = toEntries(passages, converter);
  const vectors = embedder && (await makeVectors(entries, embedder, { previous: null }));
  const library = {
    reports: entries.map(({ report }) => report),
    passages: entries.flatMap((entry) => entry.passages),
    vectors,
    shards: await buildShards(entries, { converter, previous: null }),
    builtAt: "2026-01-01T00:00:00.000Z",
  };
  const searchable = createSearchableLibrary(library, vectors && createExactVectorIndex(vectors), converter);
  const assistant = createAssistant({ current: () => searchable, converter, embedder });
  const idOf = new Map(
    library.passages.map(({ reportRow, start }, row) => [`${library.reports[reportRow]?.id} ${start}`, ids[row] ?? ""]),
  );
  return {
    async search(query, k) {
      const { hits } = await assistant.search({ query, k });
      return hits.map(({ reportId, start }: SearchHit) => idOf.get(`${reportId} ${start}`) ?? "");
    },
    close,
  };
}
