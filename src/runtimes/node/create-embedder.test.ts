import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { EMBEDDED_MODEL } from "../../config.ts";
import { locateModel, openEmbedder } from "./create-embedder.ts";

describe("openEmbedder", () => {
  it("opens none when none is wanted", async () => {
    expect((await openEmbedder({ embedder: { kind: "none" }, modelDir: "models" })).embedder).toBeNull();
  });

  it("runs a static model without a process of its own", async () => {
    const processes = () => process.getActiveResourcesInfo().filter((name) => name === "ProcessWrap").length;
    const before = processes();
    const modelDir = fileURLToPath(new URL("../../../models", import.meta.url));
    const { embedder, close } = await openEmbedder({ embedder: { kind: "folder", model: EMBEDDED_MODEL }, modelDir });
    await embedder?.embedQuery("行政复议");
    expect(processes()).toBe(before);
    expect(embedder?.stamp.id).toBe(EMBEDDED_MODEL);
    await close();
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
