import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BIOME = join(ROOT, "node_modules/@biomejs/biome/bin/biome");

describe("the lint of src/core", () => {
  // Another folder with our rules: a file planted here would be met by whoever lints at the same time.
  const folder = mkdtempSync(join(tmpdir(), "fawen-lint-"));
  beforeAll(() => {
    for (const file of ["biome.json", ".gitignore", "scripts/no-random-in-core.grit"])
      cpSync(join(ROOT, file), join(folder, file), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function lint(path: string, text: string) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    const run = spawnSync(process.execPath, [BIOME, "lint", path], { cwd: folder, encoding: "utf8" });
    return { passes: run.status === 0, output: run.stdout + run.stderr };
  }

  it("lets pure code pass", () => {
    const { passes, output } = lint(
      "src/core/text/planted.ts",
      "export const half = (x: number) => Math.floor(x / 2);\n",
    );
    expect(passes, output).toBe(true);
  });

  it.each([
    ["the clock", "export const now = () => Date.now();\n"],
    ["a random number", "export const draw = () => Math.random();\n"],
    ["the network", 'export const get = () => fetch("x");\n'],
    ["the console", 'console.log("x");\n'],
    ["the environment", "export const settings = process.env;\n"],
  ])("fails on %s, and only there", (_, text) => {
    expect(lint("src/core/text/planted.ts", text).passes).toBe(false);
    const elsewhere = lint("src/runtimes/node/planted.ts", text);
    expect(elsewhere.passes, elsewhere.output).toBe(true);
  });
});
