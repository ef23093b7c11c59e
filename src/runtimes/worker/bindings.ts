import type { VectorizeBinding } from "../../adapters/vectorize/vectorize-binding.ts";
import type { WorkersAiBinding } from "../../adapters/workers-ai-chat-model.ts";

/** As much of the binding of static assets as is needed. */
export interface AssetsBinding {
  fetch(address: string): Promise<Response>;
}

/** As much of a rate limiting binding as is needed. Limit and period stand in `wrangler.toml`. */
export interface RateLimitBinding {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/** As much of a KV namespace as is needed. */
export interface KeyValueBinding {
  put(key: string, value: string, options: { readonly expirationTtl: number }): Promise<void>;
}

/** What `wrangler.toml` binds; the names are those there. Settings stand beside them as plain text. */
export interface WorkerEnv {
  /** Built pages, index and model, see `asset-reader.ts`. None of it is public: the Worker comes first. */
  readonly ASSETS: AssetsBinding;
  readonly AI?: WorkersAiBinding;
  /** Where vectors are searched with `VECTOR_STORE=vectorize`. */
  readonly VECTORIZE?: VectorizeBinding;
  readonly RATE_LIMITER?: RateLimitBinding;
  /** Where opinions on answers are kept; without it nobody is asked. */
  readonly FEEDBACK?: KeyValueBinding;
}

/** As much of a request's context as is needed. */
export interface RequestContext {
  /** Keeps the request's work going after the answer has gone out. */
  waitUntil(work: Promise<unknown>): void;
}
