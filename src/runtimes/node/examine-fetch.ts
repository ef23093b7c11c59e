import { hidePassword } from "../../adapters/web-address.ts";
import { listMissingModelFiles } from "./embedder-model.ts";
import type { Finding } from "./finding.ts";
import { findNamesake, locateModel, type WantedModel } from "./local-model.ts";

/** Somebody waits for the doctor; a hub that takes longer to tell some sizes is as good as away. */
const PROBE_LIMITS = { silenceMs: 10_000, wholeMs: 30_000, retryMs: 500 };

/**
 * Whether a model would have to be fetched, from where and how much, and whether that would work; fetches nothing.
 * Null when the model is there, or is none of a hub, or
 * opening it tells at once what is wrong.
 */
export async function examineFetch(name: string, wanted: WantedModel, modelDir: string): Promise<Finding | null> {
  const place = locateModel(wanted, modelDir);
  if (wanted.kind === "folder" || listMissingModelFiles(place.folder).length === 0) return null;
  if (findNamesake(wanted, modelDir) !== null) return null;
  const { FetchModelFault, measureModel } = await import("./fetch-model/fetch-model.ts");
  try {
    const bytes = await measureModel({ ...place, hubUrl: wanted.hubUrl, limits: PROBE_LIMITS });
    const megabytes = (bytes / 1e6).toFixed(1);
    const from = hidePassword(wanted.hubUrl);
    const message = `${place.id} 还没有下载，将从 ${from} 下载 ${megabytes} MB 到 ${place.folder}`;
    return { name, state: "warning", message, fix: "npm start 会自动下载；断了再运行一次就接着下" };
  } catch (error) {
    if (!(error instanceof FetchModelFault)) throw error;
    return { name, state: "problem", message: `${place.id} 还没有下载`, fix: error.message };
  }
}
