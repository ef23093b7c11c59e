import { expect, test } from "vitest";
import { importHnswlib } from "../../src/runtimes/node/open-vector-index.ts";
import { benchVectors } from "./vectors-bench.ts";

const hasHnswlib = await importHnswlib().then(
  () => true,
  () => false,
);

test.skipIf(!hasHnswlib)("measures the scan and the graph for each number of rows", async () => {
  const table = await benchVectors(["--rows", "200,300", "--dimensions", "16", "--graph"], () => {});
  for (const name of ["精确扫描，200 × 16", "向量图，200 × 16", "精确扫描，300 × 16", "向量图，300 × 16"])
    expect(table).toContain(`| ${name} | p50 `);
});

test.each([
  ["--rows", "many"],
  ["--dimensions", "0"],
])("refuses %s %s", async (...args) => {
  await expect(benchVectors(args, () => {})).rejects.toMatchObject({ code: "bad-request" });
});
