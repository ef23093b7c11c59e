import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { locateModel, openEmbedder } from "./create-embedder.ts";

describe("openEmbedder", () => {
  it("opens none when none is wanted", async () => {
    expect((await openEmbedder({ embedder: { kind: "none" }, modelDir: "models" })).embedder).toBeNull();
  });

  it("names the folder that the embedded model is missing from", async () => {
    const opening = openEmbedder({ embedder: { kind: "folder", model: "no-such-model" }, modelDir: "models" });
    await expect(opening).rejects.toMatchObject({
      code: "model-missing",
      message: expect.stringContaining(join("models", "no-such-model")),
    });
  });
});

describe("locateModel", () => {
  it.each([
    ["a name below the model folder", { kind: "folder", model: "mine" }, "m/mine", "mine"],
    ["a path of its own", { kind: "folder", model: "./else/where" }, "else/where", "where"],
    ["a hub's name below the model folder", { kind: "hub", model: "org/name" }, "m/org/name", "org/name"],
  ] as const)("finds %s", (_, wanted, folder, id) => {
    expect(locateModel(wanted, "m")).toEqual({ folder: resolve(folder), id });
  });
});
