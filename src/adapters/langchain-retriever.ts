import { Document } from "@langchain/core/documents";
import { BaseRetriever, type BaseRetrieverInput } from "@langchain/core/retrievers";
import type { RunnableConfig } from "@langchain/core/runnables";
import type { Assistant } from "../core/assistant.ts";
import type { SearchFilters } from "../core/model/question.ts";
import type { SearchHit } from "../core/model/search.ts";

export interface FawenRetrieverOptions extends BaseRetrieverInput {
  /** Documents a query, 1–100; 8 when left out, as `POST /api/search` has it. */
  readonly k?: number;
  readonly filters?: SearchFilters;
}

/** What a document says about where its text stood. */
export type FawenDocumentMetadata = Omit<SearchHit, "text">;

/**
 * The search as a LangChain retriever, for chains that are built around it. `pageContent` is the passage, `metadata`
 * everything else of the hit: report, title, place, year, section, offsets, what 我市 and 今年 mean there, score. The
 * `signal` of a call ends its search. What cannot be searched throws the assistant's `FawenError`.
 *
 * @param assistant one in this process, or anything that searches alike, such as a client of `POST /api/search`
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
    private readonly signal?: AbortSignal,
  ) {
    super(options);
  }

  /** LangChain keeps the signal of a call to itself: one that has it makes the call. */
  override async invoke(query: string, config?: Partial<RunnableConfig>): Promise<Document<FawenDocumentMetadata>[]> {
    const signal = config?.signal;
    if (signal === this.signal) return super.invoke(query, config);
    return new FawenRetriever(this.assistant, this.options, signal).invoke(query, config);
  }

  override async _getRelevantDocuments(query: string): Promise<Document<FawenDocumentMetadata>[]> {
    const { k = 8, filters } = this.options;
    const { hits } = await this.assistant.search({ query, k, filters, signal: this.signal });
    return hits.map(({ text, ...metadata }) => new Document({ pageContent: text, metadata, id: metadata.passageId }));
  }
}
