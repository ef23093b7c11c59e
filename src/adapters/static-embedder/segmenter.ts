import { NONE, type Vocabulary } from "./vocabulary.ts";

/** Receives one token after the other. */
export type TokenSink = (token: number) => void;

export interface SegmenterOptions {
  readonly vocabulary: Vocabulary;
  /** Logarithm of each token's probability. */
  readonly scores: Float64Array;
  /** What stands for a character that is no word of the vocabulary. */
  readonly unknown: number;
}

/**
 * Cuts a stretch of text into the words with the highest sum of scores (Viterbi over a unigram model: Kudo 2018,
 * arXiv:1804.10959). Sums are added up in the same order as @xenova/transformers does, so that rounding breaks ties
 * the same way, and characters are UTF-16 units as there.
 *
 * The function that is returned reuses its memory: it must not be called again from `sink`.
 */
export function createSegmenter({ vocabulary, scores, unknown }: SegmenterOptions) {
  const unknownScore = scores[unknown] ?? 0;
  /** A node is one token at one place; its number is its place in these arrays. */
  let nodes = createNodes(1024);
  /** First and last node that ends at a position, in the order of their beginnings. */
  let firsts = new Int32Array(256);
  let lasts = new Int32Array(256);
  let count = 0;

  /** Adds a token from `start` to `end`, after the best of the nodes that end at `start`. */
  function add(start: number, end: number, token: number, score: number) {
    if (count === nodes.tokens.length) nodes = createNodes(count * 2, nodes);
    let best = NONE;
    let bestSum = start === 0 ? score : 0;
    for (let node = start === 0 ? NONE : at(firsts, start); node !== NONE; node = at(nodes.siblings, node)) {
      const sum = (nodes.sums[node] ?? 0) + score;
      if (best === NONE || sum > bestSum) {
        best = node;
        bestSum = sum;
      }
    }
    const added = count++;
    nodes.tokens[added] = token;
    nodes.sums[added] = bestSum;
    nodes.previous[added] = best;
    nodes.siblings[added] = NONE;
    if (at(firsts, end) === NONE) firsts[end] = added;
    else nodes.siblings[at(lasts, end)] = added;
    lasts[end] = added;
  }

  function addAllFrom(text: string, start: number) {
    let hasSingle = false;
    let node = 0;
    for (let end = start; end < text.length; end++) {
      node = vocabulary.step(node, text.charCodeAt(end));
      if (node === NONE) break;
      const token = vocabulary.tokenAt(node);
      if (token === NONE) continue;
      add(start, end + 1, token, scores[token] ?? 0);
      if (end === start) hasSingle = true;
    }
    if (!hasSingle) add(start, start + 1, unknown, unknownScore);
  }

  function findBestLast(end: number): number {
    let best = at(firsts, end);
    for (let node = best; node !== NONE; node = at(nodes.siblings, node))
      if ((nodes.sums[node] ?? 0) > (nodes.sums[best] ?? 0)) best = node;
    return best;
  }

  return (text: string, sink: TokenSink): void => {
    if (text === "") return;
    if (text.length >= firsts.length) {
      firsts = new Int32Array(text.length * 2);
      lasts = new Int32Array(text.length * 2);
    }
    firsts.fill(NONE, 0, text.length + 1);
    count = 0;
    for (let start = 0; start < text.length; start++) addAllFrom(text, start);
    const path: number[] = [];
    for (let node = findBestLast(text.length); node !== NONE; node = at(nodes.previous, node))
      path.push(at(nodes.tokens, node));
    for (let row = path.length - 1; row >= 0; row--) sink(path[row] ?? unknown);
  };
}

interface Nodes {
  readonly tokens: Int32Array;
  readonly sums: Float64Array;
  /** The node before it on its best path. */
  readonly previous: Int32Array;
  /** The next node that ends where it ends. */
  readonly siblings: Int32Array;
}

function createNodes(size: number, old?: Nodes): Nodes {
  const nodes = {
    tokens: new Int32Array(size),
    sums: new Float64Array(size),
    previous: new Int32Array(size),
    siblings: new Int32Array(size),
  };
  if (old !== undefined) {
    nodes.tokens.set(old.tokens);
    nodes.sums.set(old.sums);
    nodes.previous.set(old.previous);
    nodes.siblings.set(old.siblings);
  }
  return nodes;
}

function at(values: Int32Array, row: number): number {
  return values[row] ?? NONE;
}
