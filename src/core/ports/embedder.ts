import type { EmbedderStamp } from "../model/library.ts";

export interface EmbedOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of texts done so far. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Turns text into vectors of unit length. Questions and passages have their own method because some models
 * want their own prefix for each.
 */
export interface Embedder {
  readonly stamp: EmbedderStamp;
  /** One vector a text, `stamp.dimensions` long, in the given order. An empty list gives an empty list. */
  embedPassages(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
  embedQuery(text: string, options?: EmbedOptions): Promise<Float32Array>;
}
