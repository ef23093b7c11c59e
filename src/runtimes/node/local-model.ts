import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { FawenError } from "../../core/model/errors.ts";
import { listMissingModelFiles } from "./embedder-model.ts";
import type { FetchProgress } from "./fetch-model/fetch-model.ts";

/** A model of the settings that runs on this machine. */
export type WantedModel =
  | { readonly kind: "folder"; readonly model: string }
  | { readonly kind: "hub"; readonly model: string; readonly hubUrl: string };

export interface OpenModelOptions {
  /** Told how much has come while a model is fetched. */
  readonly onFetch?: ((progress: FetchProgress) => void) | undefined;
  /** Ends the fetching; what has come is kept. */
  readonly signal?: AbortSignal | undefined;
}

export interface ModelPlace {
  readonly folder: string;
  /** The name that people see. */
  readonly id: string;
}

/** Where a model lies, or will lie once fetched. */
export function locateModel({ kind, model }: WantedModel, modelDir: string): ModelPlace {
  const isPath = kind === "folder" && /[/\\]/.test(model);
  return isPath
    ? { folder: resolve(model), id: basename(resolve(model)) }
    : { folder: resolve(join(modelDir, model)), id: model };
}

/**
 * What is likely meant when a model of a hub is named as a folder that is here; null when there is no such folder, or the
 * model itself is here.
 */
export function findNamesake(wanted: WantedModel, modelDir: string): string | null {
  const { kind, model } = wanted;
  if (kind !== "hub" || !existsSync(model) || existsSync(locateModel(wanted, modelDir).folder)) return null;
  return `“${model}”会到网上找，而这里有同名的文件夹；本地文件夹请写 ./${model}`;
}

/**
 * Where a model lies, after fetching it when it is one of a hub and not there yet: the only time that a model asks for
 * the network.
 *
 * @param missing makes the error for a model that cannot be had
 * @throws what `missing` makes; FawenError `cancelled`, `not-ready`
 */
export async function obtainModel(
  wanted: WantedModel,
  modelDir: string,
  missing: (id: string, reason: string, cause: unknown) => FawenError,
  { onFetch, signal }: OpenModelOptions,
): Promise<ModelPlace> {
  const place = locateModel(wanted, modelDir);
  const namesake = findNamesake(wanted, modelDir);
  if (namesake !== null) throw missing(place.id, namesake, undefined);
  if (wanted.kind === "folder" || listMissingModelFiles(place.folder).length === 0) return place;
  const { fetchModel, FetchModelFault } = await import("./fetch-model/fetch-model.ts");
  try {
    await fetchModel({ ...place, hubUrl: wanted.hubUrl, onProgress: onFetch, signal });
  } catch (error) {
    throw error instanceof FetchModelFault ? missing(place.id, error.message, error) : error;
  }
  return place;
}
