import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildWeb } from "./build-web.mjs";

describe("the built pages", () => {
  const folder = mkdtempSync(join(tmpdir(), "fawen-web-"));
  const outDir = join(folder, "web");
  const read = (file: string) => readFileSync(join(outDir, file), "utf8");
  const files = (): Record<string, { file: string; hashed: boolean }> => JSON.parse(read("manifest.json")).files;

  beforeAll(() => buildWeb({ outDir }));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const pages = () => Object.values(files()).filter(({ file }) => file.endsWith(".html"));
  const named = (html: string) =>
    [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? "");

  it("loads only files that the manifest lists, and lists only files that are there", () => {
    for (const { file } of Object.values(files())) expect(existsSync(join(outDir, file))).toBe(true);
    for (const { file } of pages()) {
      expect(named(read(file)).length).toBeGreaterThanOrEqual(4);
      for (const address of named(read(file))) expect(files()).toHaveProperty([address]);
    }
    expect(files()).toHaveProperty(["/"]);
  });

  it("needs no inline script or style, which the content policy would refuse", () => {
    for (const { file } of pages()) expect(read(file)).not.toMatch(/<script(?![^>]*src=)|<style|style="|\son\w+="/);
  });

  it("gives every page its header, and leaves nothing to be put in its place", () => {
    for (const { file } of pages()) {
      expect(read(file)).toContain('class="site-header"');
      expect(read(file)).not.toMatch(/<!-- include|(?:href|src)="\.\.?\//);
    }
  });

  it("stays far below 120 kB on the first page, everything that it may load later included", () => {
    const ofOthers = /^assets\/(?:bar-chart|indicators|not-found|quiz|reader)-/;
    const loaded = Object.values(files()).filter(
      ({ file }) => /^(?:page\.html|assets\/)/.test(file) && !ofOthers.test(file),
    );
    const bytes = loaded.map(({ file }) => gzipSync(readFileSync(join(outDir, file))).length);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
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
