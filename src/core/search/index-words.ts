import type { ShardWords } from "../model/library.ts";
import { TermTable } from "./term-table.ts";
import { forEachTerm } from "./tokenize.ts";

/** A document to index: folded texts, each with its weight (a heading counts more or less than the text). */
export interface LexicalDocument {
  readonly fields: readonly LexicalField[];
}

export interface LexicalField {
  readonly text: string;
  readonly weight: number;
}

/** Weights of terms and lengths of documents are kept as whole numbers of this fraction. */
export const WEIGHT_STEP = 1 / 10;
/** A term that stands more often than this allows counts no more: BM25 has long been flat by then. */
const MAX_STEPS = 0xff;
/** Documents up to this many are numbered in two bytes. */
export const SMALL_SHARD = 1 << 16;

/**
 * Indexes the documents of one shard. Nothing but typed arrays: five bytes a posting while it is made, three once it
 * is sealed.
 */
export function indexWords(documents: Iterable<LexicalDocument>, version: string): ShardWords {
  const table = new TermTable();
  const postings = new PostingList();
  const lengths: number[] = [];
  // The weight of each term in the present document, by the term's row; cleared after each.
  let weights = new Float64Array(1 << 12);
  let seen = new Uint32Array(1 << 12);
  for (const { fields } of documents) {
    let length = 0;
    let distinct = 0;
    for (const { text, weight } of fields)
      forEachTerm(text, (term) => {
        const row = table.add(term);
        if (row >= weights.length) weights = grown(weights, Float64Array);
        if (weights[row] === 0) {
          if (distinct === seen.length) seen = grown(seen, Uint32Array);
          seen[distinct++] = row;
        }
        weights[row] = (weights[row] ?? 0) + weight;
        length += weight;
      });
    for (let at = 0; at < distinct; at++) {
      const row = seen[at] ?? 0;
      postings.push(row, toSteps(weights[row] ?? 0));
      weights[row] = 0;
    }
    postings.endDocument();
    lengths.push(Math.round(length / WEIGHT_STEP));
  }
  return seal(table, postings, lengths, version);
}

function toSteps(weight: number): number {
  return Math.min(MAX_STEPS, Math.max(1, Math.round(weight / WEIGHT_STEP)));
}

/** Postings in the order they were made, document after document. */
class PostingList {
  rows = new Uint32Array(1 << 14);
  steps = new Uint8Array(1 << 14);
  size = 0;
  /** One past the last posting of each document. */
  readonly ends: number[] = [];

  push(row: number, steps: number): void {
    if (this.size === this.rows.length) {
      this.rows = grown(this.rows, Uint32Array);
      this.steps = grown(this.steps, Uint8Array);
    }
    this.rows[this.size] = row;
    this.steps[this.size++] = steps;
  }

  endDocument(): void {
    this.ends.push(this.size);
  }
}

/** Sorts the terms by their number and the postings by term (counting sort). */
function seal(table: TermTable, postings: PostingList, lengths: readonly number[], version: string): ShardWords {
  const { rows, steps, size, ends } = postings;
  const terms = table.terms().sort();
  const rankOfRow = new Uint32Array(terms.length);
  for (let rank = 0; rank < terms.length; rank++) rankOfRow[table.find(terms[rank] ?? 0)] = rank;
  const offsets = new Uint32Array(terms.length + 1);
  for (let at = 0; at < size; at++) {
    const next = (rankOfRow[rows[at] ?? 0] ?? 0) + 1;
    offsets[next] = (offsets[next] ?? 0) + 1;
  }
  for (let rank = 0; rank < terms.length; rank++) offsets[rank + 1] = (offsets[rank + 1] ?? 0) + (offsets[rank] ?? 0);
  const cursor = offsets.slice();
  const documents = lengths.length <= SMALL_SHARD ? new Uint16Array(size) : new Uint32Array(size);
  const weights = new Uint8Array(size);
  let at = 0;
  for (const [document, end] of ends.entries())
    for (; at < end; at++) {
      const rank = rankOfRow[rows[at] ?? 0] ?? 0;
      const to = cursor[rank] ?? 0;
      cursor[rank] = to + 1;
      documents[to] = document;
      weights[to] = steps[at] ?? 0;
    }
  return { version, terms, offsets, passages: documents, weights, lengths: Uint32Array.from(lengths) };
}

function grown<T extends Uint32Array | Uint8Array | Float64Array>(old: T, type: new (length: number) => T): T {
  const larger = new type(old.length * 2);
  larger.set(old);
  return larger;
}
