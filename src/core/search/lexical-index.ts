import type { ShardWords } from "../model/library.ts";
import { indexWords, type LexicalDocument, WEIGHT_STEP } from "./index-words.ts";
import { KEEP_LIMITS } from "./keep-limits.ts";
import { remember } from "./remember.ts";
import { isStrongTerm, type TermId } from "./tokenize.ts";

export interface LexicalHits {
  /** Score of every document, 0 where nothing matched; length = number of documents. */
  readonly scores: Float32Array;
  /** Weight of the terms that each document matched. */
  readonly matched: Float32Array;
  /** Weight of all terms of the question: sum of idf. */
  readonly total: number;
}

/** Share of the question's weight that a document matched, 0–1. */
export function coverageAt({ matched, total }: LexicalHits, document: number): number {
  return total === 0 ? 0 : Math.fround((matched[document] ?? 0) / total);
}

/** BM25 over a fixed set of documents. */
export interface LexicalIndex {
  readonly size: number;
  /** `into`: hits of an earlier search that nobody needs any more, whose arrays are used again; left out, new ones. */
  search(terms: readonly TermId[], into?: LexicalHits): LexicalHits;
  /** Inverse document frequency of a term; that of a term never seen is the highest there is. */
  idf(term: TermId): number;
  /** Whether the term stands in any document. */
  knows(term: TermId): boolean;
}

// Usual BM25 parameters (Robertson & Zaragoza 2009); b and the weight below: measured on all bench sets at once.
const K1 = 1.2;
const B = 0.7;
/** What a term can add at most, as a multiple of its weight: that of a term which stands everywhere in a text. */
export const MAX_GAIN = K1 + 1;
/** A single character says less than the pair it stands in. */
const SINGLE_CHARACTER_WEIGHT = 0.5;
/** Documents of one shard when an index is made in memory: what is being sorted then stays small. */
const DOCUMENTS_PER_SHARD = 4096;

/** Indexes documents that are no library's: for tests and measurements. */
export function createLexicalIndex(documents: Iterable<LexicalDocument>): LexicalIndex {
  const shards: ShardWords[] = [];
  for (const run of cutRuns(documents, DOCUMENTS_PER_SHARD)) shards.push(indexWords(run, ""));
  return openLexicalIndex(shards);
}

function* cutRuns<T>(items: Iterable<T>, size: number): Generator<T[], void, void> {
  let run: T[] = [];
  for (const item of items) {
    run.push(item);
    if (run.length < size) continue;
    yield run;
    run = [];
  }
  if (run.length > 0) yield run;
}

/** A shard among the others. */
interface PlacedShard {
  readonly words: ShardWords;
  /** Row of its first document. */
  readonly first: number;
}

/** A term in all shards. */
interface FoundTerm {
  readonly weight: number;
  /** For each shard that has it: the row of the shard, and the bounds of its postings in `words`. */
  readonly slices: Uint32Array;
}

/** What keeping a term takes besides its slices, in their measure. */
const OVERHEAD = 25;

/**
 * Searches shards as one: how rare a term is and how long a document is on average are counted over all of them, so
 * that a score does not depend on how the documents fall into shards. Nothing is copied.
 *
 * @param termSlices numbers of slices kept: looking through all shards for 的 again and again would be most of a search
 */
export function openLexicalIndex(shards: readonly ShardWords[], termSlices = KEEP_LIMITS.termSlices): LexicalIndex {
  const placed: PlacedShard[] = [];
  let size = 0;
  for (const words of shards) {
    placed.push({ words, first: size });
    size += words.lengths.length;
  }
  const norms = lengthNorms(placed, size);
  const fences = fenceTerms(placed);
  const lookUp = (term: TermId): FoundTerm => {
    const { slices, frequency } = findSlices(placed, fences, term);
    const weight = isStrongTerm(term) ? 1 : SINGLE_CHARACTER_WEIGHT;
    return { weight: weight * Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5)), slices };
  };
  const find = remember(lookUp, { most: termSlices, sizeOf: ({ slices }) => slices.length + OVERHEAD });
  return {
    size,
    idf: (term) => find(term).weight,
    knows: (term) => find(term).slices.length > 0,
    search(terms, into) {
      const scores = into?.scores.fill(0) ?? new Float32Array(size);
      const matched = into?.matched.fill(0) ?? new Float32Array(size);
      let total = 0;
      for (const term of new Set(terms)) {
        const { weight, slices } = find(term);
        total += weight;
        for (let at = 0; at < slices.length; at += 3) {
          const shard = placed[slices[at] ?? 0];
          if (shard) addScores(shard, slices[at + 1] ?? 0, slices[at + 2] ?? 0, weight, norms, scores, matched);
        }
      }
      return { scores, matched, total };
    },
  };
}

/** For each document the part of BM25's denominator that its length decides, in steps of term weight. */
function lengthNorms(shards: readonly PlacedShard[], size: number): Float32Array {
  let sum = 0;
  for (const { words } of shards) for (const length of words.lengths) sum += length;
  const mean = sum / size || 1;
  const norms = new Float32Array(size);
  for (const { words, first } of shards)
    for (const [row, length] of words.lengths.entries())
      norms[first + row] = (K1 * (1 - B + (B * length) / mean)) / WEIGHT_STEP;
  return norms;
}

/** Adds what the postings `from` to `to` of one term are worth. */
function addScores(
  { words, first }: PlacedShard,
  from: number,
  to: number,
  weight: number,
  norms: Float32Array,
  scores: Float32Array,
  matched: Float32Array,
): void {
  const { passages, weights } = words;
  for (let at = from; at < to; at++) {
    const document = first + (passages[at] ?? 0);
    const frequency = weights[at] ?? 0;
    const gain = (frequency * (K1 + 1)) / (frequency + (norms[document] ?? 0));
    scores[document] = (scores[document] ?? 0) + weight * gain;
    matched[document] = (matched[document] ?? 0) + weight;
  }
}

/** Terms that share their upper bits lie between two fences: some twenty pairs of a shard. */
const FENCE_SHIFT = 20;
const FENCES = 2 ** (32 - FENCE_SHIFT);

/**
 * Where in the `terms` of each shard the first one lies whose upper bits are at least those of a row. All shards of a
 * row are neighbours: a term is looked for in one shard after the other.
 */
function fenceTerms(shards: readonly PlacedShard[]): Uint32Array {
  const fences = new Uint32Array((FENCES + 1) * shards.length);
  for (const [shard, { words }] of shards.entries()) {
    const { terms } = words;
    let fence = 0;
    for (let at = 0; at < terms.length; at++)
      for (const upper = (terms[at] ?? 0) >>> FENCE_SHIFT; fence <= upper; fence++)
        fences[fence * shards.length + shard] = at;
    for (; fence <= FENCES; fence++) fences[fence * shards.length + shard] = terms.length;
  }
  return fences;
}

/** As `FoundTerm.slices`; and in how many documents the term stands. */
function findSlices(
  shards: readonly PlacedShard[],
  fences: Uint32Array,
  term: TermId,
): { slices: Uint32Array; frequency: number } {
  const slices: number[] = [];
  let frequency = 0;
  const fence = (term >>> FENCE_SHIFT) * shards.length;
  for (let row = 0; row < shards.length; row++) {
    let low = fences[fence + row] ?? 0;
    let high = fences[fence + shards.length + row] ?? 0;
    const shard = shards[row];
    if (low === high || shard === undefined) continue;
    const { terms, offsets } = shard.words;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((terms[middle] ?? 0) < term) low = middle + 1;
      else high = middle;
    }
    if (terms[low] !== term) continue;
    const [from, to] = [offsets[low] ?? 0, offsets[low + 1] ?? 0];
    slices.push(row, from, to);
    frequency += to - from;
  }
  return { slices: Uint32Array.from(slices), frequency };
}
