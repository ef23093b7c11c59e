import { TermTable } from "./term-table.ts";
import { forEachTerm, isStrongTerm, type TermId } from "./tokenize.ts";

/** A document to index: folded texts, each with its weight (a heading counts more or less than the text). */
export interface LexicalDocument {
  readonly fields: readonly { readonly text: string; readonly weight: number }[];
}

export interface LexicalHits {
  /** Score of every document, 0 where nothing matched; length = number of documents. */
  readonly scores: Float32Array;
  /** Share of the question's weight (sum of idf) that each document matched, 0–1. */
  readonly coverage: Float32Array;
}

/** BM25 over a fixed set of documents. */
export interface LexicalIndex {
  readonly size: number;
  search(terms: readonly TermId[]): LexicalHits;
  /** Inverse document frequency of a term; that of a term never seen is the highest there is. */
  idf(term: TermId): number;
}

// Usual BM25 parameters (Robertson & Zaragoza 2009); b is low because passages are of similar length.
const K1 = 1.2;
const B = 0.5;
/** A single character says less than the pair it stands in. */
const SINGLE_CHARACTER_WEIGHT = 0.25;
/** Weights of terms are kept as whole numbers of this fraction. */
const WEIGHT_STEP = 1 / 16;
const MAX_STEPS = 0xffff;

/**
 * Builds the index. Postings lie in flat typed arrays (a slice a term): eight bytes a posting once built, fourteen
 * while building, no strings and no objects.
 */
export function createLexicalIndex(documents: Iterable<LexicalDocument>): LexicalIndex {
  const table = new TermTable();
  const postings = new PostingList();
  const lengths: number[] = [];
  // Per document: the terms seen, in order, and their weight so far, by the term's row; cleared after each.
  const seen: number[] = [];
  let weights = new Float64Array(1 << 12);
  for (const document of documents) {
    let length = 0;
    for (const { text, weight } of document.fields)
      forEachTerm(text, (term) => {
        const row = table.add(term);
        if (row >= weights.length) weights = grown(weights, Float64Array);
        if (weights[row] === 0) seen.push(row);
        weights[row] = (weights[row] ?? 0) + weight;
        length += weight;
      });
    for (const row of seen) {
      postings.push(row, lengths.length, weights[row] ?? 0);
      weights[row] = 0;
    }
    seen.length = 0;
    lengths.push(length);
  }
  return seal(table, postings, lengths);
}

/** Postings in the order they were made. */
class PostingList {
  #size = 0;
  #terms = new Uint32Array(1 << 12);
  #documents = new Uint32Array(1 << 12);
  #steps = new Uint16Array(1 << 12);

  push(term: number, document: number, weight: number): void {
    if (this.#size === this.#terms.length) {
      this.#terms = grown(this.#terms, Uint32Array);
      this.#documents = grown(this.#documents, Uint32Array);
      this.#steps = grown(this.#steps, Uint16Array);
    }
    this.#terms[this.#size] = term;
    this.#documents[this.#size] = document;
    this.#steps[this.#size] = Math.min(MAX_STEPS, Math.round(weight / WEIGHT_STEP));
    this.#size++;
  }

  get size(): number {
    return this.#size;
  }

  term(at: number): number {
    return this.#terms[at] ?? 0;
  }

  document(at: number): number {
    return this.#documents[at] ?? 0;
  }

  weight(at: number): number {
    return (this.#steps[at] ?? 0) * WEIGHT_STEP;
  }
}

function grown<T extends Uint32Array | Uint16Array | Float64Array>(old: T, type: new (length: number) => T): T {
  const larger = new type(old.length * 2);
  larger.set(old);
  return larger;
}

/** Sorts the postings by term (counting sort) and saturates each frequency once, at build time. */
function seal(table: TermTable, postings: PostingList, lengths: readonly number[]): LexicalIndex {
  const size = lengths.length;
  const offsets = new Uint32Array(table.size + 1);
  for (let at = 0; at < postings.size; at++) {
    const next = postings.term(at) + 1;
    offsets[next] = (offsets[next] ?? 0) + 1;
  }
  for (let row = 0; row < table.size; row++) offsets[row + 1] = (offsets[row + 1] ?? 0) + (offsets[row] ?? 0);
  const cursor = offsets.slice();
  const documents = new Uint32Array(postings.size);
  const gains = new Float32Array(postings.size);
  const mean = size === 0 ? 1 : lengths.reduce((sum, length) => sum + length, 0) / size || 1;
  for (let from = 0; from < postings.size; from++) {
    const row = postings.term(from);
    const to = cursor[row] ?? 0;
    cursor[row] = to + 1;
    const document = postings.document(from);
    const frequency = postings.weight(from);
    documents[to] = document;
    gains[to] = (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * (lengths[document] ?? 0)) / mean));
  }
  return createSearch(table, { offsets, documents, gains }, size);
}

interface SealedPostings {
  /** Slice of a term: from `offsets[row]` to `offsets[row + 1]`. */
  readonly offsets: Uint32Array;
  readonly documents: Uint32Array;
  readonly gains: Float32Array;
}

function createSearch(table: TermTable, { offsets, documents, gains }: SealedPostings, size: number): LexicalIndex {
  const idf = (term: TermId): number => {
    const row = table.find(term);
    const frequency = row < 0 ? 0 : (offsets[row + 1] ?? 0) - (offsets[row] ?? 0);
    const weight = isStrongTerm(term) ? 1 : SINGLE_CHARACTER_WEIGHT;
    return weight * Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5));
  };
  return {
    size,
    idf,
    search(terms) {
      const scores = new Float32Array(size);
      const coverage = new Float32Array(size);
      let total = 0;
      for (const term of new Set(terms)) {
        const weight = idf(term);
        total += weight;
        const row = table.find(term);
        if (row < 0) continue;
        for (let at = offsets[row] ?? 0; at < (offsets[row + 1] ?? 0); at++) {
          const document = documents[at] ?? 0;
          scores[document] = (scores[document] ?? 0) + weight * (gains[at] ?? 0);
          coverage[document] = (coverage[document] ?? 0) + weight;
        }
      }
      if (total > 0)
        for (let document = 0; document < size; document++) coverage[document] = (coverage[document] ?? 0) / total;
      return { scores, coverage };
    },
  };
}
