import { z } from "zod";
import { FawenError } from "../core/model/errors.ts";
import type { Reranker } from "../core/ports/reranker.ts";
import { toBackendError } from "./backend-failure.ts";
import { type BackendConnection, readJson, requestBackend } from "./request-backend.ts";

export interface EndpointRerankerOptions extends BackendConnection {
  readonly model: string;
  readonly candidates: number;
}

const ReplySchema = z.object({
  results: z.array(z.object({ index: z.number().int().min(0), relevance_score: z.number() })),
});

/**
 * A reranking model behind `POST {baseUrl}/rerank`, as Jina, Cohere, vLLM, llama.cpp, Xinference … speak it. Nothing is
 * asked before the first question.
 */
export function createEndpointReranker(options: EndpointRerankerOptions): Reranker {
  const { model, candidates, timeoutMs } = options;
  const id = `endpoint:${model}`;
  return {
    id,
    candidates,
    async rerank(query, passages, { signal } = {}) {
      if (signal?.aborted) throw toBackendError(signal.reason, id, options, signal);
      if (passages.length === 0) return [];
      // Some servers refuse an empty string; a space means the same.
      const documents = passages.map((text) => (text === "" ? " " : text));
      const body = { model, query, documents, top_n: documents.length, return_documents: false };
      const read = async (response: Response) =>
        readScores(await readJson(response, timeoutMs, signal), passages.length, id);
      return requestBackend(options, id, "/rerank", body, read, signal);
    },
  };
}

function readScores(reply: unknown, expected: number, id: string): readonly number[] {
  const parsed = ReplySchema.safeParse(reply);
  if (!parsed.success) throw badReply(id, "不是 Jina、Cohere 那样的格式");
  const { results } = parsed.data;
  if (new Set(results.map(({ index }) => index)).size < results.length) throw badReply(id, "index 有重复");
  const byIndex = new Map(results.map((result) => [result.index, result.relevance_score]));
  const scores = Array.from({ length: expected }, (_, index) => {
    const score = byIndex.get(index);
    if (score === undefined) throw badReply(id, `要 ${expected} 个分数，缺第 ${index + 1} 个`);
    return score;
  });
  // Some servers give what the model calculates before it is squeezed between 0 and 1.
  if (scores.every((score) => score >= 0 && score <= 1)) return scores;
  return scores.map((score) => 1 / (1 + Math.exp(-score)));
}

function badReply(id: string, fault: string): FawenError {
  return new FawenError("backend-failed", `${id} 的回复有误：${fault}。请检查 RERANKER 的网址和 RERANKER_MODEL。`);
}
