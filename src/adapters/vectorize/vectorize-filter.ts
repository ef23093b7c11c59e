import type { StoreFilter } from "../../core/ports/vector-store.ts";
import { VECTORIZE_LIMITS, type VectorizeFilter } from "./vectorize-binding.ts";

const UTF8 = new TextEncoder();

/** The first characters of a text that fit in so many bytes of UTF-8. */
export function cutToBytes(text: string, bytes: number): string {
  let [cut, used] = ["", 0];
  for (const character of text) {
    used += UTF8.encode(character).length;
    if (used > bytes) break;
    cut += character;
  }
  return cut;
}

/**
 * A filter in Vectorize's words. It has room for some 2,000 bytes: the longest lists are left out until the rest fits,
 * so that it lets through more than asked for and never less.
 *
 * @returns null for no filter
 */
export function writeVectorizeFilter({ regions, years, reports }: StoreFilter): VectorizeFilter | null {
  const { indexedBytes, filterBytes } = VECTORIZE_LIMITS;
  const cutRegions = regions && [...new Set(regions.map((region) => cutToBytes(region, indexedBytes)))];
  const lists = Object.entries({ region: cutRegions, year: years, report: reports })
    .flatMap(([name, list]) => (list === undefined ? [] : [[name, { $in: list }] as const]))
    .sort((a, b) => sizeOf(a) - sizeOf(b));
  while (lists.length > 0) {
    const filter = Object.fromEntries(lists);
    if (sizeOf(filter) < filterBytes) return filter;
    lists.pop();
  }
  return null;
}

const sizeOf = (value: unknown) => UTF8.encode(JSON.stringify(value)).length;
