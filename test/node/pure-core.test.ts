import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Exit code of the linter for a file with this text at this place; the file itself is never written. */
function lint(path: string, text: string): number | null {
  const args = ["node_modules/@biomejs/biome/bin/biome", "lint", `--stdin-file-path=${path}`];
  return spawnSync(process.execPath, args, { cwd: ROOT, input: text }).status;
}

describe("the lint of src/core", () => {
  it("lets pure code pass", () => {
    expect(lint("src/core/text/planted.ts", "export const double = (x: number) => Math.floor(x) * 2;\n")).toBe(0);
  });

  it.each([
    ["the clock", "export const now = () => Date.now();\n"],
    ["a random number", "export const draw = () => Math.random();\n"],
    ["the network", 'export const get = () => fetch("x");\n'],
    ["the console", 'console.log("x");\n'],
    ["the environment", "export const port = process.env;\n"],
  ])("fails on %s, and only there", (_, text) => {
    expect(lint("src/core/text/planted.ts", text)).toBe(1);
    expect(lint("src/runtimes/node/planted.ts", text)).toBe(0);
  });
});
