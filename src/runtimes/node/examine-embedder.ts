import { hidePassword } from "../../adapters/web-address.ts";
import { type Config, EMBEDDED_MODEL } from "../../config.ts";
import type { EmbedderStamp } from "../../core/model/library.ts";
import { describeStamp } from "../../index-files/manifest.ts";
import { openEmbedder } from "./create-embedder.ts";
import { listMissingModelFiles } from "./embedder-model.ts";
import { examineFetch } from "./examine-fetch.ts";
import { type Finding, toProblem } from "./finding.ts";
import { locateModel } from "./local-model.ts";

const NAME = "向量模型";
export interface ExaminedEmbedder {
  readonly finding: Finding;
  /** Null when the embedder is off or cannot be had as things are. */
  readonly stamp: EmbedderStamp | null;
}

/** Which model the settings ask for, and whether it works. One that would have to be fetched first is not fetched. */
export async function examineEmbedder(config: Pick<Config, "embedder" | "modelDir">): Promise<ExaminedEmbedder> {
  const wanted = config.embedder;
  if (wanted.kind === "none") {
    const fix = describeWayBack(config.modelDir);
    return { finding: { name: NAME, state: "warning", message: "已关闭，只按字词检索", fix }, stamp: null };
  }
  const toFetch = wanted.kind === "endpoint" ? null : await examineFetch(NAME, wanted, config.modelDir);
  if (toFetch !== null) return { finding: toFetch, stamp: null };
  try {
    const { embedder, close } = await openEmbedder(config);
    try {
      await embedder?.embedQuery("法治政府建设");
    } finally {
      await close();
    }
    const stamp = embedder?.stamp ?? null;
    const where =
      wanted.kind === "endpoint"
        ? `由 ${hidePassword(wanted.baseUrl)} 提供`
        : `在 ${locateModel(wanted, config.modelDir).folder}，不需要网络`;
    return { finding: { name: NAME, state: "ok", message: `${describeStamp(stamp)}，${where}` }, stamp };
  } catch (error) {
    return { finding: toProblem(NAME, error, "按上面的提示处理，或设 EMBEDDER=none 先用字词检索"), stamp: null };
  }
}

/** An offline pack holds the one model that it was made with, or none. */
function describeWayBack(modelDir: string): string {
  const { folder } = locateModel({ kind: "folder", model: EMBEDDED_MODEL }, modelDir);
  if (listMissingModelFiles(folder).length === 0) return `设 EMBEDDER=${EMBEDDED_MODEL} 即用内置模型`;
  return (
    `${folder} 里没有内置模型（离线包打包时设了 EMBEDDER=none 就不带模型）：` +
    `请不设 EMBEDDER 重新打包，或把项目的 models/${EMBEDDED_MODEL} 放到那里，再设 EMBEDDER=${EMBEDDED_MODEL}`
  );
}
