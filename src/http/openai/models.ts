import { EXTRACTIVE_BACKEND } from "../../core/answering/compose-answer.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { Model } from "./contract.ts";

/** 2026-11-22: the day these two came to be; clients show it, nothing depends on it. */
const CREATED_SECONDS = 1_795_305_600;

const entry = (id: string, description: string): Model => ({
  ...{ id, object: "model", created: CREATED_SECONDS, owned_by: "fawen", description },
});

/** Stable ids, whatever backend is configured: a client's settings outlive a change of model. */
export const MODELS: readonly Model[] = [
  entry("fawen", "按服务的设置作答：接有大模型时由它改写并逐句核对，没有时为原文摘录"),
  entry("fawen-extractive", "只用原文摘录作答，不经大模型"),
];

/** @throws FawenError `not-found` that names what there is */
export function findModel(id: string): Model {
  const model = MODELS.find((one) => one.id === id);
  if (model !== undefined) return model;
  const known = MODELS.map((one) => one.id).join("、");
  // Names come from anywhere: only so much of one is repeated.
  throw new FawenError("not-found", `没有模型“${id.slice(0, 60)}”，可用：${known}`, { field: "model" });
}

/** The `backend` of an `AskRequest` that a model stands for. */
export function backendOf(model: Model): string | undefined {
  return model.id === "fawen-extractive" ? EXTRACTIVE_BACKEND : undefined;
}
