/** Holds what was made last, up to a measure, and lets go of what was made first. */
export interface Shelf {
  /** Something of that size was made; `drop` forgets it when its place is needed. */
  put(size: number, drop: () => void): void;
}

/** @param most what is held together, in whatever `put` is told; the last one is held whatever its size */
export function createShelf(most: number): Shelf {
  if (most === Number.POSITIVE_INFINITY) return { put: () => {} };
  const held = new Set<{ readonly size: number; readonly drop: () => void }>();
  let total = 0;
  return {
    put(size, drop) {
      total += size;
      for (const oldest of held) {
        if (total <= most) break;
        held.delete(oldest);
        total -= oldest.size;
        oldest.drop();
      }
      held.add({ size, drop });
    },
  };
}
