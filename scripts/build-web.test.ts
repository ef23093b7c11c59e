import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildWeb } from "./build-web.mjs";

describe("the built page", () => {
  const folder = mkdtempSync(join(tmpdir(), "fawen-web-"));
  const outDir = join(folder, "web");
  const read = (file: string) => readFileSync(join(outDir, file), "utf8");
  const files = (): Record<string, { file: string; hashed: boolean }> => JSON.parse(read("manifest.json")).files;

  beforeAll(() => buildWeb({ outDir }));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("loads only files that the manifest lists, and lists only files that are there", () => {
    for (const { file } of Object.values(files())) expect(existsSync(join(outDir, file))).toBe(true);
    const named = [...read("index.html").matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? "");
    expect(named.length).toBeGreaterThanOrEqual(3);
    for (const address of named) expect(files()).toHaveProperty([address]);
  });

  it("needs no inline script or style, which the content policy would refuse", () => {
    expect(read("index.html")).not.toMatch(/<script(?![^>]*src=)|<style|style="|\son\w+="/);
  });

  it("stays far below the 120 kB of the first page", () => {
    const bytes = Object.values(files()).map(({ file }) => gzipSync(readFileSync(join(outDir, file))).length);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(40_000);
  });

  it("is built again only when it is stale", async () => {
    const madeMs = statSync(join(outDir, "manifest.json")).mtimeMs;
    expect(await buildWeb({ outDir, ifStale: true })).toEqual({ built: false, outDir });
    expect(statSync(join(outDir, "manifest.json")).mtimeMs).toBe(madeMs);
    writeFileSync(join(outDir, "manifest.json"), "half a manifes");
    expect(await buildWeb({ outDir, ifStale: true })).toEqual({ built: true, outDir });
    expect(files()).toHaveProperty(["/"]);
  });
});
