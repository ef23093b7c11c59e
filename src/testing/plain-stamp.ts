import type { EmbedderStamp } from "../core/model/library.ts";

/** The stamp of a model without prefixes, whose vectors are means. */
export function plainStamp(id: string, dimensions: number, digest = ""): EmbedderStamp {
  return { id, digest, dimensions, pooling: "mean", queryPrefix: "", passagePrefix: "" };
}
