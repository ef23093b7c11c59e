import { SYSTEM_CLOCK } from "../../adapters/clock.ts";
import { bindLibrary } from "../../adapters/vector-store/bind-library.ts";
import { type FillOptions, fillStore } from "../../adapters/vector-store/fill-store.ts";
import { createStoreCircuit, guardVectors } from "../../adapters/vector-store/guard-vectors.ts";
import { type PlacedLibrary, placeReports } from "../../adapters/vector-store/stored-reports.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { Library } from "../../core/model/library.ts";
import type { RemoteVectors, VectorStore } from "../../core/ports/vector-store.ts";
import type { RetiredReports } from "./retired-reports.ts";

/** Somebody waits: an engine on the same network answers in some milliseconds, and words alone answer too. */
export const SEARCH_LIMIT_MS = 2_000;
/** A reader of the first seconds is better off with vectors than with words alone; nobody waits for a million of them. */
const READY_LIMIT_MS = 2_000;
/** How long after a failure the engine is filled again. */
const FILL_AGAIN_MS = 15_000;

/** Keeps an engine in step with the index. */
export interface StoreKeeper {
  /** The vectors of a library in it, for people who wait. */
  bind(library: Library): RemoteVectors;
  /** Puts in what it lacks. Throws `backend-failed`. */
  fill(library: Library, options?: FillOptions): Promise<void>;
  /**
   * The same, and lets go of what the index has no more; goes on in the background, and again until it is done. Resolves
   * as soon as it is, or has failed once, or has taken a while.
   */
  keepFilled(library: Library): Promise<void>;
  /** Lets go of what the index has no more. Throws `backend-failed`. */
  retain(library: PlacedLibrary): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param notify told in one line when filling has to wait, and when it is done after all
 * @param options `againMs`: how long after a failure it is filled again; `retired`: for an engine that cannot list what
 *   it holds
 */
export function createStoreKeeper(
  store: VectorStore,
  notify: (message: string) => void,
  {
    againMs = FILL_AGAIN_MS,
    retired,
  }: { readonly againMs?: number; readonly retired?: RetiredReports | undefined } = {},
): StoreKeeper {
  const circuit = createStoreCircuit(() => performance.now());
  let keeping = new AbortController();
  let kept = Promise.resolve();

  async function fill(library: Library, options: FillOptions = {}): Promise<void> {
    await fillStore(store, library, options);
  }

  async function retain(library: PlacedLibrary): Promise<void> {
    const live = placeReports(library);
    const due = (await retired?.due(live)) ?? [];
    await store.retain(live, due);
    await retired?.forget(due);
  }

  async function keep(library: Library, signal: AbortSignal, onTried: () => void): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await fill(library, { signal });
        await retain(library);
        if (failures > 0) notify(`向量库 ${store.kind} 已补齐，恢复向量检索。`);
        return;
      } catch (error) {
        if (signal.aborted) return;
        onTried();
        if (failures === 0) notify(`${describe(error)}先按字词检索，每 ${againMs / 1000} 秒再试。`);
        await SYSTEM_CLOCK.sleep(againMs, signal).catch(() => {});
      }
    }
  }

  return {
    bind: (library) => guardVectors(bindLibrary(store, library), circuit, SEARCH_LIMIT_MS),
    fill,
    retain,
    keepFilled(library) {
      keeping.abort();
      keeping = new AbortController();
      const { signal } = keeping;
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, READY_LIMIT_MS);
        const done = () => {
          clearTimeout(timer);
          resolve();
        };
        kept = kept.then(() => keep(library, signal, done)).then(done);
      });
    },
    async close() {
      keeping.abort();
      await kept;
      await store.close();
    },
  };
}

function describe(error: unknown): string {
  return error instanceof FawenError ? error.message : `向量库没有成功：${String(error)}。`;
}
