import { bindLibrary } from "../../adapters/vector-store/bind-library.ts";
import { createStoreCircuit, guardVectors } from "../../adapters/vector-store/guard-vectors.ts";
import { placeReports } from "../../adapters/vector-store/stored-reports.ts";
import { VECTORIZE_LIMITS, type VectorizeBinding } from "../../adapters/vectorize/vectorize-binding.ts";
import { createVectorizeStore } from "../../adapters/vectorize/vectorize-store.ts";
import { Silence, withinSilence } from "../../adapters/within-silence.ts";
import type { VectorStoreConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { EmbedderStamp, Library } from "../../core/model/library.ts";
import type { RemoteVectors, VectorStore } from "../../core/ports/vector-store.ts";
import type { AppLog } from "../../http/app-options.ts";
import type { Keep } from "./library-loader.ts";

/** Somebody waits: words alone answer too. */
const LIMIT_MS = 2_000;
/** How long the start waits for the sample, that an index of other dimensions be refused; it goes on without. */
const START_MS = 250;

/**
 * The index of Vectorize that `VECTOR_STORE` asks for; null searches in the memory of the isolate.
 *
 * @throws FawenError `bad-setting` without a binding, and for engines that are reached from Node alone
 */
export function findVectorize(
  { kind }: VectorStoreConfig,
  binding: VectorizeBinding | undefined,
): VectorizeBinding | null {
  if (kind === "local") return null;
  if (kind === "vectorize" && binding !== undefined) return binding;
  const why =
    kind === "vectorize"
      ? "没有 VECTORIZE 绑定，请在 wrangler.toml 里打开 [[vectorize]]"
      : "Workers 上只能是 local 或 vectorize；PostgreSQL、Qdrant 和接口网址请在 Node 上用";
  throw new FawenError("bad-setting", `设置 VECTOR_STORE 不对：${why}。`, { field: "VECTOR_STORE" });
}

export interface VectorizeWatch {
  readonly log: Pick<AppLog, "warn" | "error">;
  /** Given what nobody waits for any longer and what should go on all the same. */
  readonly keep: Keep;
}

/**
 * The vectors of a library in Vectorize, for people who wait. Looks whether a sample of its reports is there, and says
 * in the log what to do when it is not: an engine that is down, slow or behind keeps nobody from being answered by words.
 *
 * @throws FawenError `index-mismatch` for an index of other dimensions, when Vectorize tells it soon enough; later it
 *   stands in the log, and words alone answer
 */
export async function openVectorize(
  binding: VectorizeBinding,
  stamp: EmbedderStamp,
  library: Library,
  { log, keep }: VectorizeWatch,
): Promise<RemoteVectors> {
  const store = await createVectorizeStore(binding, stamp);
  const circuit = createStoreCircuit(() => performance.now());
  const checking = checkSample(store, library, log);
  await withinSilence(START_MS, undefined, () => checking).catch((error: unknown) => {
    if (!(error instanceof Silence)) throw error;
    keep(
      checking.catch((late: unknown) => log.error(late instanceof FawenError ? late.message : "Vectorize", { late })),
    );
  });
  return guardVectors(bindLibrary(store, library), circuit, LIMIT_MS);
}

/** Throws `index-mismatch`; anything else wrong is told in the log. */
async function checkSample(store: VectorStore, library: Library, log: Pick<AppLog, "warn">): Promise<void> {
  const sample = pickEvenly(
    placeReports(library).filter(({ passages }) => passages > 0),
    VECTORIZE_LIMITS.getBatch,
  );
  try {
    const missing = await withinSilence(LIMIT_MS, undefined, (signal) => store.missing(sample, signal));
    if (missing.length > 0)
      log.warn(
        `Vectorize 缺这份索引的向量（抽查 ${sample.length} 份报告，缺 ${missing.length} 份），换了说法的问题可能找不到：` +
          "请以 VECTOR_STORE=索引的接口网址 运行 npm run ingest 写入",
      );
  } catch (error) {
    if (error instanceof FawenError && error.code === "index-mismatch") throw error;
    log.warn(`Vectorize 没有应答，先按字词检索：${error instanceof Error ? error.message : String(error)}`);
  }
}

function pickEvenly<T>(items: readonly T[], count: number): T[] {
  const every = Math.max(1, Math.ceil(items.length / count));
  return items.filter((_, row) => row % every === 0);
}
