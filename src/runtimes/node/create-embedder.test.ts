import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { EMBEDDED_MODEL } from "../../config.ts";
import { openEmbedder } from "./create-embedder.ts";

describe("openEmbedder", () => {
  it("opens none when none is wanted", async () => {
    expect((await openEmbedder({ embedder: { kind: "none" }, modelDir: "models" })).embedder).toBeNull();
  });

  const countProcesses = () => process.getActiveResourcesInfo().filter((name) => name === "ProcessWrap").length;
  const modelDir = fileURLToPath(new URL("../../../models", import.meta.url));

  it("runs a static model without a process of its own", async () => {
    const { embedder, close } = await openEmbedder({ embedder: { kind: "folder", model: EMBEDDED_MODEL }, modelDir });
    const before = countProcesses();
    await embedder?.embedQuery("行政复议");
    expect(countProcesses()).toBe(before);
    expect(embedder?.stamp.id).toBe(EMBEDDED_MODEL);
    await close();
  });

  it("leaves a model that does not say that it is static to transformers.js", async () => {
    const scratch = mkdtempSync(join(tmpdir(), "fawen-model-"));
    cpSync(join(modelDir, EMBEDDED_MODEL), join(scratch, "plain"), { recursive: true });
    const file = join(scratch, "plain", "config.json");
    const { embedding, ...plain } = JSON.parse(readFileSync(file, "utf8"));
    expect(embedding).toBe("static");
    writeFileSync(file, JSON.stringify(plain));
    const opened = await openEmbedder({ embedder: { kind: "folder", model: "plain" }, modelDir: scratch });
    const before = countProcesses();
    const working = opened.embedder?.embedQuery("行政复议");
    expect(countProcesses()).toBe(before + 1);
    await working;
    await opened.close();
    rmSync(scratch, { recursive: true });
  });

  it("names the folder that the embedded model is missing from", async () => {
    const opening = openEmbedder({ embedder: { kind: "folder", model: "no-such-model" }, modelDir: "models" });
    await expect(opening).rejects.toMatchObject({
      code: "model-missing",
      message: expect.stringContaining(join("models", "no-such-model")),
    });
  });
});
