export interface RememberOptions<V> {
  /** The most that is kept, in whatever `sizeOf` counts. */
  readonly most: number;
  /** Left out: every value counts as 1. */
  readonly sizeOf?: (value: V) => number;
}

/** Makes a value once and keeps it for the next time; what was made first is forgotten first. Bounded memory. */
export function remember<K, V>(make: (key: K) => V, { most, sizeOf = () => 1 }: RememberOptions<V>): (key: K) => V {
  const known = new Map<K, V>();
  let size = 0;
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    size += sizeOf(made);
    for (const [oldest, value] of known) {
      if (size <= most) break;
      known.delete(oldest);
      size -= sizeOf(value);
    }
    known.set(key, made);
    return made;
  };
}
