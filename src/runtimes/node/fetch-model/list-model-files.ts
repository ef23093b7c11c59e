import { findKnownEmbedder } from "../../../adapters/known-embedders.ts";
import { FULL, POOLING_FILE, PROMPTS_FILE, QUANTIZED, REQUIRED_FILES } from "../embedder-model.ts";
import { type DownloadOptions, insistOnHub } from "./download-file.ts";
import { type Hub, HubFault } from "./hub.ts";
import { describeHubFile, type HubFile, type HubPlace } from "./hub-file.ts";

/** What a model may bring besides. */
const OPTIONAL_FILES = ["special_tokens_map.json", POOLING_FILE, PROMPTS_FILE];

/** The files of a model as a hub has them, all of one state of the repository. */
export interface HubModel {
  readonly place: HubPlace;
  /** The model itself, the biggest, last. */
  readonly files: readonly HubFile[];
}

/**
 * Asks a hub which of the files that we know how to use a model has, with sizes and digests; fetches nothing.
 *
 * @param id `organisation/name`
 * @throws HubFault whose message begins with the file
 */
export async function listModelFiles(
  hub: Hub,
  id: string,
  options: Pick<DownloadOptions, "limits" | "signal">,
): Promise<HubModel> {
  const describe = (revision: string, path: string) =>
    naming(path, () => insistOnHub(() => describeHubFile(hub, { id, revision }, path, options.signal), null, options));
  const [first, ...others] = REQUIRED_FILES;
  const config = await describe("main", first);
  const revision = config.commit ?? "main";
  const describeIfThere = (path: string) => describe(revision, path).catch(unlessAbsent);
  const [needed, optional, quantized] = await Promise.all([
    Promise.all(others.map((path) => describe(revision, path))),
    Promise.all(OPTIONAL_FILES.map(describeIfThere)),
    describeIfThere(QUANTIZED),
  ]);
  const model = quantized ?? (await describeIfThere(FULL));
  if (model === null) {
    const other = findKnownEmbedder(id)?.hub;
    const hint = other && other !== id ? `，可改用 ${other}` : "";
    throw new HubFault("absent", `这个仓库里没有 transformers.js 格式的模型文件（${QUANTIZED} 或 ${FULL}）${hint}`);
  }
  return { place: { id, revision }, files: [config, ...needed, ...optional.filter((file) => file !== null), model] };
}

/** Runs `work` on a file and puts its name before what went wrong. */
export async function naming<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HubFault)) throw error;
    throw new HubFault(error.kind, `${path}：${error.message}`);
  }
}

function unlessAbsent(error: unknown): null {
  if (error instanceof HubFault && error.kind === "absent") return null;
  throw error;
}
