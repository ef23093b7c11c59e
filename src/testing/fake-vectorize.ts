import {
  VECTORIZE_LIMITS,
  type VectorizeBinding,
  type VectorizeEntry,
  type VectorizeFilter,
} from "../adapters/vectorize/vectorize-binding.ts";

const LIMITS = VECTORIZE_LIMITS;
/** How long a change takes to show, and how long between two. */
const DELAY_MS = 15;

export interface FakeVectorize extends VectorizeBinding {
  /** Refuses everything, as a service that is down does. */
  down: boolean;
  /** What was asked so far, by name of the method. */
  readonly calls: string[];
}

/**
 * An index of Vectorize as its pages describe it: its limits are enforced, changes show later and one after the other,
 * and only what was put in after a metadata index was made can be filtered by it.
 */
export function createFakeVectorize(dimensions: number, metadataIndexes: readonly string[]): FakeVectorize {
  const entries = new Map<string, VectorizeEntry>();
  const calls: string[] = [];
  let pending = Promise.resolve();
  let mutations = 0;

  function enter(name: string): void {
    calls.push(name);
    if (fake.down) throw new Error(`VECTOR_${name.toUpperCase()}_ERROR (code = 10006): service unavailable`);
  }
  const refuse = (why: string): never => {
    throw new Error(`VECTOR_ERROR (code = 40000): ${why}`);
  };
  const later = (change: () => void) => {
    pending = pending.then(() => new Promise((resolve) => setTimeout(resolve, DELAY_MS))).then(change);
    return { mutationId: String(++mutations) };
  };

  const fake: FakeVectorize = {
    down: false,
    calls,
    async describe() {
      enter("describe");
      return { dimensions };
    },
    async query(vector, { topK, namespace, filter }) {
      enter("query");
      if (vector.length !== dimensions) refuse(`expected ${dimensions} dimensions, got ${vector.length}`);
      if (topK < 1 || topK > LIMITS.topK) refuse(`topK ${topK}`);
      checkFilter(filter, refuse);
      const scored = [...entries.values()]
        .filter((entry) => entry.namespace === namespace && passes(entry, filter, metadataIndexes))
        .map(({ id, values }) => ({ id, score: cosine(values, vector) }));
      const matches = scored.sort((a, b) => b.score - a.score).slice(0, topK);
      return { count: matches.length, matches };
    },
    async upsert(vectors) {
      enter("upsert");
      if (vectors.length > LIMITS.upsertBatch) refuse(`${vectors.length} vectors in a batch`);
      for (const { id, values, namespace } of vectors) {
        if (bytesOf(id) > LIMITS.idBytes || bytesOf(namespace) > LIMITS.idBytes) refuse(`name too long: ${id}`);
        if (values.length !== dimensions) refuse(`expected ${dimensions} dimensions, got ${values.length}`);
      }
      return later(() => {
        for (const entry of vectors) entries.set(entry.id, structuredClone(entry));
      });
    },
    async deleteByIds(ids) {
      enter("delete");
      return later(() => {
        for (const id of ids) entries.delete(id);
      });
    },
    async getByIds(ids) {
      enter("get");
      if (ids.length > LIMITS.getBatch) refuse(`too many ids in payload; max id count is ${LIMITS.getBatch}`);
      return ids.flatMap((id) => entries.get(id) ?? []);
    },
  };
  return fake;
}

function checkFilter(filter: VectorizeFilter | undefined, refuse: (why: string) => never): void {
  if (filter === undefined) return;
  if (Object.keys(filter).length === 0) refuse("filter is empty");
  if (bytesOf(JSON.stringify(filter)) >= LIMITS.filterBytes) refuse("filter too long");
}

function passes(
  { metadata }: VectorizeEntry,
  filter: VectorizeFilter | undefined,
  metadataIndexes: readonly string[],
): boolean {
  return Object.entries(filter ?? {}).every(([name, { $in }]) => {
    const value = metadata[name];
    return metadataIndexes.includes(name) && value !== undefined && $in.includes(value);
  });
}

function cosine(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b) || 1);
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length;
