import { mkdir, open, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { insist } from "../../../adapters/insist.ts";
import { withinSilence } from "../../../adapters/within-silence.ts";
import { checkStatus, type Hub, HubFault, type HubLimits, toHubFault } from "./hub.ts";
import { addressOf, findFileFault, type HubFile, type HubPlace } from "./hub-file.ts";

export interface DownloadOptions {
  readonly limits: HubLimits;
  readonly signal: AbortSignal;
  /** Told the bytes that lie on the disk. */
  readonly onBytes: (bytes: number) => void;
}

/** So many times in a row a hub may fail without a single new byte. */
const MAX_IDLE_TRIES = 4;
/** However long a hub asks to wait. */
const MAX_WAIT_MS = 20_000;

/**
 * Has `path` hold the whole file, verified. What is there already is gone on with; a connection that breaks is taken up
 * where it broke, as long as that brings anything; a file that comes out wrong is fetched once more from its beginning.
 *
 * @throws HubFault; errors of the file system; the reason of `signal`
 */
export async function downloadFile(
  hub: Hub,
  place: HubPlace,
  file: HubFile,
  path: string,
  options: DownloadOptions,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // Of a file without a digest nobody could tell whether the rest belongs to its beginning.
  if (file.digest === null) await rm(path, { force: true });
  for (let attempt = 1; ; attempt++) {
    if (file.bytes === null || (await sizeOf(path)) !== file.bytes)
      await insistOnHub(() => fetchRest(hub, addressOf(place, file.path), file, path, options), path, options);
    const fault = await findFileFault(path, file);
    if (fault === null) return;
    await rm(path);
    if (attempt === 2) throw new HubFault("damaged", `两次下载的都不对，${fault}`);
  }
}

/**
 * Repeats what fails for the time being, patiently while the file at `path` grows.
 *
 * @param path left out: nothing grows, so only so many tries
 */
export async function insistOnHub<T>(
  work: () => Promise<T>,
  path: string | null,
  { limits, signal }: Pick<DownloadOptions, "limits" | "signal">,
): Promise<T> {
  const rule = { tries: MAX_IDLE_TRIES, firstWaitMs: limits.retryMs, maxWaitMs: MAX_WAIT_MS };
  const measure = async () => (path === null ? 0 : sizeOf(path));
  let before = 0;
  return insist(
    async () => {
      before = await measure();
      return work();
    },
    rule,
    async (error) => {
      if (!(error instanceof HubFault && error.kind === "temporary")) return null;
      return { retryAfterMs: error.retryAfterMs, progressed: (await measure()) > before };
    },
    signal,
  );
}

/** One request, from where the file ends. Servers that know no ranges send everything: then it begins anew. */
async function fetchRest(
  hub: Hub,
  address: string,
  { bytes }: HubFile,
  path: string,
  { limits, signal, onBytes }: DownloadOptions,
): Promise<void> {
  const have = await sizeOf(path);
  const range: Record<string, string> = have > 0 ? { range: `bytes=${have}-` } : {};
  const { response } = await hub.request("GET", address, range, signal);
  const goesOn = response.status === 206;
  // Nothing after what we have, though it is not all, or something from another place: ours is of no use.
  if (response.status === 416 || (goesOn && !response.headers.get("content-range")?.startsWith(`bytes ${have}-`))) {
    await response.body?.cancel();
    await rm(path, { force: true });
    throw new HubFault("temporary", "对方不接受续传");
  }
  checkStatus(response);
  const reader = (response.body ?? new Blob().stream()).getReader();
  const file = await open(path, goesOn ? "a" : "w");
  let size = goesOn ? have : 0;
  try {
    while (true) {
      const { done, value } = await withinSilence(limits.silenceMs, signal, () => reader.read());
      if (done) break;
      size += value.byteLength;
      // Whatever comes beyond would only fill the disk.
      if (bytes !== null && size > bytes) throw new HubFault("damaged", `比应有的 ${bytes} 字节大`);
      await file.writeFile(value);
      onBytes(size);
    }
    await file.sync();
  } catch (error) {
    // Not awaited: a connection that hangs would hang here too.
    void reader.cancel().catch(() => {});
    throw isFileError(error) ? error : toHubFault(error, signal);
  } finally {
    await file.close();
  }
  if (bytes !== null && size < bytes) throw new HubFault("temporary", "连接提前断开");
}

/** Errors of the network have their code one level down. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && "code" in error && "syscall" in error;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
