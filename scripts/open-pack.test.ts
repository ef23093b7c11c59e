import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { openPack } from "./open-pack.mjs";

const root = mkdtempSync(join(tmpdir(), "fawen-pack-"));
afterAll(() => rmSync(root, { recursive: true }));

function open(facts: Record<string, unknown>, environment: Record<string, string> = {}) {
  const settings = { EMBEDDER: "org/model" };
  const whole = {
    platform: "linux-x64",
    native: true,
    bundle: "dist/node/abc",
    commands: ["start"],
    settings,
    ...facts,
  };
  writeFileSync(join(root, "pack.json"), JSON.stringify(whole));
  const warned: string[] = [];
  const refused: string[] = [];
  const refuse = (line: string) => refused.push(line);
  const warn = (line: string) => warned.push(line);
  const pack = openPack({ root, platform: "linux-x64", environment, warn, refuse });
  const url = pack?.prepare("server");
  return { url, warned, refused, environment };
}

describe("openPack", () => {
  it("is null where there is no pack", () => {
    expect(openPack({ root: join(root, "nothing") })).toBeNull();
  });

  it("leads to the bundle, with the pack's folders and models", () => {
    const { url, environment, warned, refused } = open({});
    expect(url).toBe(pathToFileURL(join(root, "dist/node/abc/server.mjs")).href);
    expect(environment).toEqual({
      EMBEDDER: "org/model",
      CORPUS_DIR: join(root, "corpus"),
      INDEX_DIR: join(root, "index"),
      MODEL_DIR: join(root, "models"),
    });
    expect([...warned, ...refused]).toEqual([]);
  });

  it("leaves settings alone that are there, but not blank ones", () => {
    const { environment } = open({}, { CORPUS_DIR: "/mine", EMBEDDER: " " });
    expect(environment).toMatchObject({ CORPUS_DIR: "/mine", EMBEDDER: "org/model" });
  });

  it("refuses another machine where the pack's model could not run", () => {
    const { refused } = open({ platform: "win32-x64" });
    expect(refused).toEqual([expect.stringMatching(/win32-x64.*linux-x64.*EMBEDDER=none/)]);
  });

  it.each([
    ["the model runs anywhere", { native: false }, {}],
    ["another model is set", {}, { EMBEDDER: "none" }],
  ])("only warns on another machine when %s", (_, facts, environment) => {
    const { refused, warned } = open({ platform: "win32-x64", ...facts }, environment);
    expect(refused).toEqual([]);
    expect(warned).toEqual([expect.stringContaining("精确扫描")]);
  });
});
