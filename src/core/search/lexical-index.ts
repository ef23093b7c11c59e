import { tokenize } from "./tokenize.ts";

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
  search(terms: readonly string[]): LexicalHits;
  /** Inverse document frequency of a term; that of a term never seen is the highest there is. */
  idf(term: string): number;
}

// Usual BM25 parameters (Robertson & Zaragoza 2009); b is low because passages are of similar length.
const K1 = 1.2;
const B = 0.5;
/** A single character says less than the pair it stands in. */
const SINGLE_CHARACTER_WEIGHT = 0.25;

/**
 * Builds the index. Postings lie in flat typed arrays (one slice a term), so a million postings take eight
 * megabytes and no objects.
 */
export function createLexicalIndex(documents: Iterable<LexicalDocument>): LexicalIndex {
  const ids = new Map<string, number>();
  const postingTerms: number[] = [];
  const postingDocs: number[] = [];
  const postingWeights: number[] = [];
  const lengths: number[] = [];
  for (const document of documents) {
    const row = lengths.length;
    const frequencies = new Map<number, number>();
    let length = 0;
    for (const { text, weight } of document.fields)
      for (const term of tokenize(text)) {
        const id = ids.get(term) ?? ids.size;
        ids.set(term, id);
        frequencies.set(id, (frequencies.get(id) ?? 0) + weight);
        length += weight;
      }
    for (const [id, frequency] of frequencies) {
      postingTerms.push(id);
      postingDocs.push(row);
      postingWeights.push(frequency);
    }
    lengths.push(length);
  }
  return seal(ids, { terms: postingTerms, docs: postingDocs, weights: postingWeights }, lengths);
}

interface Postings {
  readonly terms: readonly number[];
  readonly docs: readonly number[];
  readonly weights: readonly number[];
}

/** Sorts the postings by term (counting sort) and saturates each frequency once, at build time. */
function seal(ids: ReadonlyMap<string, number>, postings: Postings, lengths: readonly number[]): LexicalIndex {
  const size = lengths.length;
  const offsets = new Uint32Array(ids.size + 1);
  for (const id of postings.terms) offsets[id + 1] = (offsets[id + 1] ?? 0) + 1;
  for (let id = 0; id < ids.size; id++) offsets[id + 1] = (offsets[id + 1] ?? 0) + (offsets[id] ?? 0);
  const cursor = offsets.slice();
  const docs = new Uint32Array(postings.docs.length);
  const gains = new Float32Array(postings.docs.length);
  const mean = size === 0 ? 1 : lengths.reduce((sum, length) => sum + length, 0) / size || 1;
  for (let i = 0; i < postings.docs.length; i++) {
    const id = postings.terms[i] ?? 0;
    const at = cursor[id] ?? 0;
    cursor[id] = at + 1;
    const doc = postings.docs[i] ?? 0;
    const frequency = postings.weights[i] ?? 0;
    docs[at] = doc;
    gains[at] = (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * (lengths[doc] ?? 0)) / mean));
  }
  const documentFrequency = (term: string): number => {
    const id = ids.get(term);
    return id === undefined ? 0 : (offsets[id + 1] ?? 0) - (offsets[id] ?? 0);
  };
  const idf = (term: string): number => {
    const frequency = documentFrequency(term);
    const weight = [...term].length === 1 && /\p{sc=Han}/u.test(term) ? SINGLE_CHARACTER_WEIGHT : 1;
    return weight * Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5));
  };
  const search = (terms: readonly string[]): LexicalHits => {
    const scores = new Float32Array(size);
    const coverage = new Float32Array(size);
    let total = 0;
    for (const term of new Set(terms)) {
      const weight = idf(term);
      total += weight;
      const id = ids.get(term);
      if (id === undefined) continue;
      for (let at = offsets[id] ?? 0; at < (offsets[id + 1] ?? 0); at++) {
        const doc = docs[at] ?? 0;
        scores[doc] = (scores[doc] ?? 0) + weight * (gains[at] ?? 0);
        coverage[doc] = (coverage[doc] ?? 0) + weight;
      }
    }
    if (total > 0) for (let doc = 0; doc < size; doc++) coverage[doc] = (coverage[doc] ?? 0) / total;
    return { scores, coverage };
  };
  return { size, search, idf };
}
