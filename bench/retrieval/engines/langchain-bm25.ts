import { BM25Retriever } from "@langchain/community/retrievers/bm25";
import { Document } from "@langchain/core/documents";
import type { BenchPassage } from "../bench-set.ts";
import { closeNothing, type Engine } from "../engine.ts";

const MAX_FOUND = 10;

/** LangChain's BM25Retriever as it comes. */
export async function buildLangChainBm25(passages: readonly BenchPassage[]): Promise<Engine> {
  const documents = passages.map(
    ({ id, title, text }) => new Document({ pageContent: `${title}\n${text}`, metadata: { id } }),
  );
  const retriever = BM25Retriever.fromDocuments(documents, { k: MAX_FOUND, includeScore: false });
  return {
    async search(question, k) {
      const found = await retriever.invoke(question);
      return found.slice(0, k).map(({ metadata }) => String(metadata.id));
    },
    close: closeNothing,
  };
}
