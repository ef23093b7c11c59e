import type { BuildEngine } from "./engine.ts";

interface EngineEntry {
  /** As the table shows it. */
  readonly label: string;
  readonly peer: boolean;
  /** Loads the engine's packages only when it is measured. */
  readonly load: () => Promise<BuildEngine>;
}

/** What can be measured, by the name that `--engines` takes. */
export const ENGINES = {
  fawen: {
    label: "法问",
    peer: false,
    load: async () => {
      const { buildFawen } = await import("./engines/fawen.ts");
      return (passages) => buildFawen(passages, process.env);
    },
  },
  "fawen-words": {
    label: "法问，EMBEDDER=none",
    peer: false,
    load: async () => {
      const { buildFawen } = await import("./engines/fawen.ts");
      return (passages) => buildFawen(passages, { ...process.env, EMBEDDER: "none" });
    },
  },
  "fawen-vectors": {
    label: "法问，只用向量",
    peer: false,
    load: async () => (await import("./engines/fawen-vectors.ts")).buildFawenVectors,
  },
  "fawen-ingested": {
    label: "法问，经入库（.jsonl）",
    peer: false,
    load: async () => (await import("./engines/fawen-ingested.ts")).buildFawenIngested,
  },
  minisearch: {
    label: "MiniSearch",
    peer: true,
    load: async () => (await import("./engines/minisearch.ts")).buildMiniSearch,
  },
  "minisearch-best": {
    label: "MiniSearch，字+双字+繁简",
    peer: true,
    load: async () => (await import("./engines/minisearch.ts")).buildBestMiniSearch,
  },
  orama: {
    label: "Orama，mandarin",
    peer: true,
    load: async () => (await import("./engines/orama.ts")).buildOrama,
  },
  sqlite: {
    label: "SQLite FTS5，trigram",
    peer: true,
    load: async () => (await import("./engines/sqlite.ts")).buildTrigramSqlite,
  },
  "sqlite-best": {
    label: "SQLite FTS5，字+双字+繁简",
    peer: true,
    load: async () => (await import("./engines/sqlite.ts")).buildBestSqlite,
  },
  "langchain-bm25": {
    label: "LangChain BM25Retriever",
    peer: true,
    load: async () => (await import("./engines/langchain-bm25.ts")).buildLangChainBm25,
  },
  "langchain-chain": {
    label: "LangChain 切块 + HNSWLib",
    peer: true,
    load: async () => (await import("./engines/langchain-chain.ts")).buildLangChainChain,
  },
} as const satisfies Record<string, EngineEntry>;

export type EngineName = keyof typeof ENGINES;

export function isEngineName(name: string): name is EngineName {
  return Object.hasOwn(ENGINES, name);
}
