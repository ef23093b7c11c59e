/** Remembers the greatest `k` of the numbers it is given: a binary heap, the least on top. */
export interface TopScores {
  add(score: number): void;
  /** The least of the greatest `k`; −∞ while fewer were given. */
  least(): number;
}

/** @param k at least 1 */
export function createTopScores(k: number): TopScores {
  const heap: number[] = [];
  const at = (place: number) => heap[place] ?? Number.POSITIVE_INFINITY;

  function rise(from: number, score: number) {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (at(parent) <= score) break;
      heap[place] = at(parent);
      place = parent;
    }
    heap[place] = score;
  }

  function sink(score: number) {
    let place = 0;
    while (true) {
      let child = 2 * place + 1;
      if (at(child + 1) < at(child)) child++;
      if (at(child) >= score) break;
      heap[place] = at(child);
      place = child;
    }
    heap[place] = score;
  }

  return {
    add(score) {
      if (heap.length < k) rise(heap.length, score);
      else if (score > at(0)) sink(score);
    },
    least: () => (heap.length < k ? Number.NEGATIVE_INFINITY : at(0)),
  };
}
