import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { FawenError } from "../../../core/model/errors.ts";
import { listMissingModelFiles, QUANTIZED, REQUIRED_FILES } from "../embedder-model.ts";
import { describeFileError } from "../file-errors.ts";
import { takeLock } from "../index-lock.ts";
import { downloadFile } from "./download-file.ts";
import { createHub, type Hub, HubFault, type HubLimits } from "./hub.ts";
import { findContentFault, findFileFault, type HubFile } from "./hub-file.ts";
import { listModelFiles, naming } from "./list-model-files.ts";

/** How much of a model has come, in bytes. */
export interface FetchProgress {
  readonly done: number;
  readonly total: number;
}

export interface FetchModelOptions {
  /** Ends in `organisation/name`. */
  readonly folder: string;
  /** `organisation/name`. */
  readonly id: string;
  /** `HF_ENDPOINT`. */
  readonly hubUrl: string;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly limits?: HubLimits | undefined;
}

/** Half a gigabyte over a slow office line takes an hour; a hub that says nothing for a minute is dead. */
export const FETCH_LIMITS: HubLimits = { silenceMs: 60_000, wholeMs: 2 * 60 * 60_000, retryMs: 500 };

/**
 * Fetches what a model folder lacks from a hub, verified by size and digest.
 *
 * Files come into `{folder}.part`, under a name that carries their digest, so that the next try goes on where this one
 * ended, and never with another state of the file. Only when all are whole are they moved to their places, the model
 * itself last: a folder without it counts as no model.
 *
 * @throws FetchModelFault with the reason and the way to get the model by hand; FawenError `cancelled`, and `not-ready`
 *   while another process fetches the same model
 */
export function fetchModel(options: FetchModelOptions): Promise<void> {
  return reachHub(options, async (hub, folder, reach) => {
    await mkdir(dirname(folder), { recursive: true });
    const lock = await takeLock(`${folder}.lock`, `模型 ${options.id} `, "下载");
    try {
      // Another process may have been at it until now.
      if (listMissingModelFiles(folder).length > 0) await fetchFiles(hub, folder, { ...options, ...reach });
    } finally {
      await lock.release();
    }
  });
}

/**
 * Asks the hub what there is to be fetched, and fetches nothing.
 *
 * @returns the bytes of all files that the hub tells the size of
 * @throws as `fetchModel`
 */
export function measureModel(options: FetchModelOptions): Promise<number> {
  return reachHub(options, async (hub, _, reach) => sumBytes((await listModelFiles(hub, options.id, reach)).files));
}

/** Runs `work` within the limits; what goes wrong comes out as the errors that `fetchModel` names. */
async function reachHub<T>(
  options: FetchModelOptions,
  work: (hub: Hub, folder: string, reach: { limits: HubLimits; signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const folder = resolve(options.folder);
  const limits = options.limits ?? FETCH_LIMITS;
  const hub = createHub(options.hubUrl, limits);
  const outlasted = AbortSignal.timeout(limits.wholeMs);
  const signal = options.signal ? AbortSignal.any([options.signal, outlasted]) : outlasted;
  try {
    signal.throwIfAborted();
    return await work(hub, folder, { limits, signal });
  } catch (error) {
    if (error instanceof FawenError) throw error;
    if (options.signal?.aborted) throw new FawenError("cancelled", `模型 ${options.id} 的下载已被取消。`);
    const reason = outlasted.aborted ? `${limits.wholeMs / 60_000} 分钟没有下载完` : describeFault(error);
    if (reason === null) throw error;
    throw new FetchModelFault(reason, hub.shown, folder, options.id);
  }
}

const sumBytes = (files: readonly HubFile[]) => files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);

/** The model did not come; `message` is one line that says why and what to do. */
export class FetchModelFault extends Error {
  constructor(reason: string, hub: string, folder: string, id: string) {
    super(
      `没能从 ${hub} 下载（${reason}）。已下载的部分会留着，再运行一次就接着下；国内可把 HF_ENDPOINT 设为可用的镜像；` +
        `也可以在能上网的电脑上打开 ${hub}/${id}/tree/main，` +
        `下载 ${[...REQUIRED_FILES, QUANTIZED].join("、")}，按同样的目录放进 ${folder}`,
    );
  }
}

async function fetchFiles(
  hub: Hub,
  folder: string,
  { id, onProgress, ...options }: FetchModelOptions & { limits: HubLimits; signal: AbortSignal },
): Promise<void> {
  const staging = `${folder}.part`;
  const { place, files } = await listModelFiles(hub, id, options);
  const total = sumBytes(files);
  const staged: { from: string; to: string }[] = [];
  let before = 0;
  for (const file of files) {
    const to = join(folder, file.path);
    const from = `${join(staging, file.path)}.${file.digest?.hex.slice(0, 16) ?? "new"}`;
    const onBytes = (bytes: number) => onProgress?.({ done: before + bytes, total });
    await naming(file.path, async () => {
      // Put there by hand, or by a run that was ended between two moves.
      if (await isThere(to, file)) return;
      await downloadFile(hub, place, file, from, { ...options, onBytes });
      const fault = await findContentFault(from, file);
      if (fault !== null) {
        await rm(from);
        throw new HubFault("damaged", fault);
      }
      staged.push({ from, to });
    });
    before += file.bytes ?? 0;
    onBytes(0);
  }
  for (const { from, to } of staged) {
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
  }
  await rm(staging, { recursive: true, force: true });
}

async function isThere(path: string, file: HubFile): Promise<boolean> {
  return file.digest !== null && existsSync(path) && (await findFileFault(path, file)) === null;
}

/** Null for what nobody foresaw. */
function describeFault(error: unknown): string | null {
  if (error instanceof HubFault) return error.message;
  const reason = describeFileError(error);
  const path = error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : null;
  return reason === null || path === null ? reason : `${path}：${reason}`;
}
