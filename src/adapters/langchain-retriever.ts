import { Document } from "@langchain/core/documents";
import { BaseRetriever } from "@langchain/core/retrievers";
import type { Assistant } from "../core/assistant.ts";
import type { SearchFilters } from "../core/model/question.ts";
import type { SearchHit } from "../core/model/search.ts";

export interface FawenRetrieverOptions {
  /** Documents a query, 1–100; 8 when left out, as `POST /api/search` has it. */
  readonly k?: number;
  readonly filters?: SearchFilters;
}

/** What a document says about where its text stood. */
export type FawenDocumentMetadata = Omit<SearchHit, "text">;

/**
 * The search as a LangChain retriever, for chains that are built around it. `pageContent` is the passage,
 * `metadata` everything else of the hit: report, section, offsets, scores.
 */
export function createFawenRetriever(
  assistant: Pick<Assistant, "search">,
  options: FawenRetrieverOptions = {},
): BaseRetriever<FawenDocumentMetadata> {
  return new FawenRetriever(assistant, options);
}

class FawenRetriever extends BaseRetriever<FawenDocumentMetadata> {
  lc_namespace = ["fawen", "retrievers"];

  constructor(
    private readonly assistant: Pick<Assistant, "search">,
    private readonly options: FawenRetrieverOptions,
  ) {
    super();
  }

  override async _getRelevantDocuments(query: string): Promise<Document<FawenDocumentMetadata>[]> {
    const { hits } = await this.assistant.search({
      query,
      k: this.options.k ?? 8,
      filters: this.options.filters,
    });
    return hits.map(({ text, ...metadata }) => new Document({ pageContent: text, metadata, id: metadata.passageId }));
  }
}
