import type { VectorTable } from "../../core/model/library.ts";
import type { VectorIndex } from "../../core/ports/vector-index.ts";
import { createExactVectorIndex } from "../../core/search/exact-vector-index.ts";
import { createHnswlibVectorIndex, type Hnswlib } from "./hnswlib-vector-index.ts";

export interface OpenVectorIndexOptions {
  readonly cachePath?: string | undefined;
  readonly notify: (message: string) => void;
  /** Handed in by tests; the real package when left out. */
  readonly loadHnswlib?: () => Promise<Hnswlib>;
}

/** hnswlib where it could be installed, otherwise the exact scan with one line that says so. */
export async function openVectorIndex(table: VectorTable, options: OpenVectorIndexOptions): Promise<VectorIndex> {
  const { cachePath, notify, loadHnswlib = importHnswlib } = options;
  let hnswlib: Hnswlib;
  try {
    hnswlib = await loadHnswlib();
  } catch {
    // Which of the many ways a native package fails to load does not matter: the doctor tells more.
    notify("向量检索改用精确扫描：hnswlib-node 没有装上（多半是缺 C++ 编译器），结果相同，数万段以内速度也够用。");
    return createExactVectorIndex(table);
  }
  return createHnswlibVectorIndex(table, { hnswlib, cachePath, notify });
}

/** The native package; throws where it could not be compiled. */
export async function importHnswlib(): Promise<Hnswlib> {
  const { default: hnswlib } = await import("hnswlib-node");
  return hnswlib;
}
