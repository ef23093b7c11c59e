import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CRUISER = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");

/** Files of a small house that keeps the rules; every import below leads to one of them. */
const HOUSE: Readonly<Record<string, string>> = {
  "tsconfig.json": "{}",
  "src/core/model/word.ts": "export type Word = string;\n",
  "src/core/search/find.ts":
    'import type { Word } from "../model/word.ts";\nexport const find = (word: Word) => word;\n',
  "src/adapters/model.ts": 'import type { Word } from "../core/model/word.ts";\nexport const name: Word = "";\n',
  "src/http/contract.ts": "export const shape = 1;\n",
  "src/runtimes/node/compose.ts": 'export { name } from "../../adapters/model.ts";\n',
  "src/testing/fake.ts": "export const fake = 1;\n",
  "bench/write.ts": 'export { fake } from "../src/testing/fake.ts";\n',
  "eval/run.ts": 'export { name } from "../src/runtimes/node/compose.ts";\n',
};

/** One planted import each: file, what it imports, the rule that must catch it. */
const PLANTED = [
  ["src/core/text/a.ts", 'import "node:fs";', "core"],
  ["src/core/text/b.ts", 'import "../../adapters/model.ts";', "core"],
  ["src/core/text/c.ts", 'import type { find } from "../search/find.ts";\nexport type F = typeof find;', "core/text"],
  ["src/core/model/d.ts", 'import "../search/find.ts";', "core/model"],
  ["src/index-files/e.ts", 'import "node:fs";', "index-files"],
  ["src/adapters/f.ts", 'import "node:http";', "adapters"],
  ["src/http/g.ts", 'import "../adapters/model.ts";', "http"],
  ["src/config.ts", 'import "node:process";', "config"],
  ["src/runtimes/node/h.ts", 'import "../worker/compose.ts";', "runtimes"],
  ["src/runtimes/node/i.ts", 'import "../../testing/fake.ts";', "testing-is-for-tests"],
  ["src/web/page/j.ts", 'import "../../core/search/find.ts";', "web"],
  ["src/web/page/k.ts", 'import { shape } from "../../http/contract.ts";\nshape;', "web-knows-shapes-only"],
  ["src/http/l.ts", 'import "../runtimes/node/compose.ts";', "nothing-imports-entries"],
  ["eval/m.ts", 'import "../src/adapters/model.ts";', "eval"],
  ["bench/o.ts", 'import "../src/http/contract.ts";', "bench"],
  ["src/web/page/n.ts", 'import "./missing.ts";', "everything-resolves"],
] as const;

/** Runs the check as `npm run check` does, with our configuration, on another folder. */
function cruise(folder: string, outputType: "err" | "json") {
  const config = join(ROOT, ".dependency-cruiser.mjs");
  const args = [CRUISER, "--config", config, "--output-type", outputType, "src", "eval", "bench"];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
}

function listViolations(folder: string): readonly { from: string; rule: { name: string } }[] {
  return JSON.parse(cruise(folder, "json").stdout).summary.violations;
}

function write(folder: string, files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe("import arrows", () => {
  const folder = mkdtempSync(join(tmpdir(), "fawen-arrows-"));
  let clean: ReturnType<typeof cruise>;
  let planted: ReturnType<typeof cruise>;
  let violations: ReturnType<typeof listViolations>;

  beforeAll(() => {
    write(folder, HOUSE);
    clean = cruise(folder, "err");
    write(folder, { "src/runtimes/worker/compose.ts": "export const worker = 1;\n" });
    write(folder, Object.fromEntries(PLANTED.map(([file, text]) => [file, `${text}\n`])));
    planted = cruise(folder, "err");
    violations = listViolations(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("lets a house that keeps the rules pass", () => {
    expect(clean).toMatchObject({ status: 0, stderr: "" });
  });

  it("fails the build on planted violations", () => {
    expect(planted.status).toBeGreaterThan(0);
    expect(planted.stdout).toContain("src/core/text/a.ts → fs");
  });

  it.each(PLANTED)("catches in %s: %s", (file, _, rule) => {
    const caught = violations.filter((violation) => violation.from === file);
    expect(caught.map((violation) => violation.rule.name)).toContain(rule);
  });
});
