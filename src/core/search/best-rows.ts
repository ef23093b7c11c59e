/**
 * The `k` rows with the highest scores above 0, best first and the lower row first on a tie. A heap of `k`: sorting
 * everything that shares a character with a question would take longer than searching.
 */
export function bestRows(size: number, scoreOf: (row: number) => number, k: number): number[] {
  // The worst of the best so far is on top.
  const heap: { row: number; score: number }[] = [];
  for (let row = 0; row < size; row++) {
    const score = scoreOf(row);
    const worst = heap[0];
    // Rows come in rising order: one that is as good as the worst is the later one.
    if (!(score > 0) || (heap.length === k && worst !== undefined && score <= worst.score)) continue;
    if (heap.length === k) replaceTop(heap, { row, score });
    else push(heap, { row, score });
  }
  return heap.sort((a, b) => b.score - a.score || a.row - b.row).map(({ row }) => row);
}

interface Scored {
  readonly row: number;
  readonly score: number;
}

function isWorse(one: Scored, other: Scored): boolean {
  return one.score < other.score || (one.score === other.score && one.row > other.row);
}

function push(heap: Scored[], item: Scored): void {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isWorse(item, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = item;
}

function replaceTop(heap: Scored[], item: Scored): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (left === undefined) break;
    if (right !== undefined && isWorse(right, left)) child++;
    const below = heap[child];
    if (below === undefined || !isWorse(below, item)) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = item;
}
