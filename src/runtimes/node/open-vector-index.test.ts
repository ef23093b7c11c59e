import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { VectorTable } from "../../core/model/library.ts";
import { createSampleTable, rowOf } from "../../testing/vector-index-contract.ts";
import type { Hnswlib } from "./hnswlib-vector-index.ts";
import { importHnswlib, type OpenVectorIndexOptions, openVectorIndex } from "./open-vector-index.ts";

const hnswlib: Hnswlib | null = await importHnswlib().catch(() => null);

describe("openVectorIndex", () => {
  const scratch = mkdtempSync(join(tmpdir(), "fawen-graph-"));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  const lines: string[] = [];
  let folder = "";
  let count = 0;
  beforeEach(() => {
    lines.length = 0;
    folder = join(scratch, String(count++));
    mkdirSync(folder);
  });

  const graphFile = () => join(folder, "hnsw-0123456789abcdef-0123456789abcdef.bin");
  const open = (table: VectorTable, options: Partial<OpenVectorIndexOptions> = {}) =>
    openVectorIndex(table, {
      graphPath: async () => graphFile(),
      build: true,
      notify: (line) => lines.push(line),
      minRows: 1,
      ...options,
    });

  it("searches few rows without a graph, and says nothing", async () => {
    const index = await open(createSampleTable(50, 16), { minRows: 51 });
    await index.settled;
    expect(index.kind).toBe("exact");
    expect(lines).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("stays with the exact scan, with one line, when hnswlib-node is not installed", async () => {
    const table = createSampleTable(50, 16);
    const index = await open(table, { loadHnswlib: () => Promise.reject(new Error("Cannot find module")) });
    await index.settled;
    expect(index.kind).toBe("exact");
    expect(index.search(rowOf(table, 9), 1)[0]?.row).toBe(9);
    expect(lines).toEqual([expect.stringMatching(/^hnswlib-node 没有装上.*精确扫描.*$/)]);
  });

  describe.skipIf(hnswlib === null)("with hnswlib-node", () => {
    it("answers by the exact scan at once and by the graph when it is built, with the same rows", async () => {
      const table = createSampleTable(1_500, 32);
      const index = await open(table);
      expect(index.kind).toBe("exact");
      const query = rowOf(createSampleTable(1, 32, 4), 0);
      const before = index.search(query, 10).map((hit) => hit.row);
      await index.settled;
      expect(index.kind).toBe("hnsw");
      expect(index.search(query, 10).map((hit) => hit.row)).toEqual(before);
      expect(readdirSync(folder)).toEqual(["hnsw-0123456789abcdef-0123456789abcdef.bin"]);
      expect(lines.slice(1, -1)).toEqual(["向量图已生成 25%。", "向量图已生成 50%。", "向量图已生成 75%。"]);
      expect(lines.at(-1)).toContain("已就绪");
    });

    it("reads the graph that is there instead of building it, also where none may be built", async () => {
      const table = createSampleTable(300, 16);
      await (await open(table)).settled;
      lines.length = 0;
      const again = await open(table, { build: false });
      await again.settled;
      expect(again.kind).toBe("hnsw");
      expect(lines).toHaveLength(1);
    });

    it("builds none where none may be built", async () => {
      const index = await open(createSampleTable(300, 16), { build: false });
      await index.settled;
      expect(index.kind).toBe("exact");
      expect(readdirSync(folder)).toEqual([]);
    });

    it.each([
      ["is damaged", () => writeFileSync(graphFile(), "not a graph"), "读不出来"],
      ["is of other vectors", async () => (await open(createSampleTable(40, 16))).settled, "不符"],
    ])("builds anew and says so when the file %s", async (_, prepare, told) => {
      await prepare();
      lines.length = 0;
      const table = createSampleTable(60, 16);
      const index = await open(table);
      await index.settled;
      expect(index.kind).toBe("hnsw");
      expect(index.search(rowOf(table, 55), 1)[0]?.row).toBe(55);
      expect(lines[0]).toContain(told);
    });

    it("stays with the exact scan, with one line, when the file cannot be written", async () => {
      const index = await open(createSampleTable(60, 16), { graphPath: async () => join(folder, "gone/hnsw-x.bin") });
      await index.settled;
      expect(index.kind).toBe("exact");
      expect(lines.at(-1)).toMatch(/向量图没有生成.*精确扫描/);
    });

    it("ends a build when it is closed, leaves no file, and goes on searching", async () => {
      const table = createSampleTable(6_000, 64);
      let reach = () => {};
      const reached = new Promise<void>((resolve) => {
        reach = resolve;
      });
      const index = await open(table, { notify: (line) => line.includes("25%") && reach() });
      await reached;
      await index.close();
      expect(index.kind).toBe("exact");
      expect(index.search(rowOf(table, 7), 1)[0]?.row).toBe(7);
      expect(readdirSync(folder)).toEqual([]);
    });

    it.each([
      ["has nothing else to do", ""],
      ["ends in the middle", "setInterval(() => {}, 1000); setTimeout(() => process.exit(), 500);"],
    ])("does not keep a program that %s, and leaves no file", async (_, rest) => {
      const script = join(folder, "build.mjs");
      const program = `
        import { buildGraph } from ${JSON.stringify(new URL("./build-graph.ts", import.meta.url).href)};
        const values = Float32Array.from({ length: 50_000 * 64 }, (_, i) => Math.sin(i * i));
        const { signal } = new AbortController();
        buildGraph({ dimensions: 64, values, stamp: {} }, ${JSON.stringify(graphFile())}, { signal });
        ${rest}`;
      writeFileSync(script, program);
      await promisify(execFile)(process.execPath, ["--import", "tsx", script]);
      expect(readdirSync(folder)).toEqual(["build.mjs"]);
    });
  });
});
