// Bundles our TypeScript for Node into dist/node/<digest of the sources>/, so that a start loads a few files of plain
// JavaScript instead of compiling two hundred: that is what makes `npm start` answer within two seconds. Packages that
// are native, large or seldom needed stay outside and are imported from node_modules when they are.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = join(ROOT, "dist/node");

/** Entry → source. The bundle of an entry has its name. */
const ENTRIES = {
  server: "src/runtimes/node/server.ts",
  cli: "src/runtimes/node/cli.ts",
  pack: "src/runtimes/node/pack/pack.ts",
  mcp: "src/runtimes/node/mcp.ts",
  "worker-assets": "src/runtimes/node/worker/worker-assets.ts",
  "run-eval": "eval/run-eval.ts",
  "run-bench": "bench/run-bench.ts",
};

/**
 * Also every CommonJS package that is imported late by name: bundled with splitting, only its `default` would be left,
 * and what the tests see (Node's own import) would not be what people run.
 */
const OUTSIDE = [
  "chardet",
  "hnswlib-node",
  "@xenova/transformers",
  "@langchain/*",
  "unpdf",
  "mammoth",
  "linkedom",
  "@mozilla/readability",
  "tar",
  "pg",
  "@qdrant/*",
];

/**
 * A start without development packages bundles everything all the same: what only benches and checks import is looked
 * for when they run.
 */
function listDevelopmentPackages() {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return Object.keys(devDependencies).flatMap((name) => [name, `${name}/*`]);
}

/** A running server loads some parts late, so the bundles of earlier sources stay a while. */
const KEEP_OLD_MS = 24 * 60 * 60 * 1000;

function listSources() {
  return ["src", "eval", "bench"]
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.m?[jt]s$/.test(entry.name) && !entry.name.includes(".test."))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Path of a file of the project, seen from its root, the same on every system. */
const toName = (path) => relative(ROOT, path).replaceAll("\\", "/");

/** Digest of everything that the result depends on. */
function digestSources() {
  const hash = createHash("sha256");
  for (const file of [
    ...listSources(),
    join(ROOT, "package.json"),
    join(ROOT, "package-lock.json"),
    fileURLToPath(import.meta.url),
  ])
    hash.update(toName(file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 16);
}

/**
 * Lets every file know itself by the place of its source, wherever esbuild puts its code: seen from the bundle, so that
 * the project can be moved, or packed and unpacked elsewhere.
 */
const keepOwnUrl = {
  name: "keep-own-url",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (!source.includes("import.meta.url") || path.includes("node_modules")) return undefined;
      const place = JSON.stringify(`../../../${toName(path)}`);
      return {
        contents: source.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`),
        loader: "ts",
      };
    });
  },
};

async function bundle(outdir) {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    outdir,
    outExtension: { ".js": ".mjs" },
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    charset: "utf8",
    // Stack traces then name our files and lines.
    sourcemap: true,
    sourcesContent: false,
    external: [...OUTSIDE, ...listDevelopmentPackages()],
    plugins: [keepOwnUrl],
    // What is left of CommonJS inside asks for `require`.
    banner: {
      js: 'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);',
    },
    legalComments: "none",
    logLevel: "warning",
  });
}

function moveIn(fresh, target) {
  try {
    renameSync(fresh, target);
  } catch (error) {
    // Another process was quicker: what it made is the same.
    if (!existsSync(target)) throw error;
  }
}

function removeOld(current) {
  for (const name of readdirSync(OUT)) {
    const path = join(OUT, name);
    if (path !== current && Date.now() - statSync(path).mtimeMs > KEEP_OLD_MS)
      rmSync(path, { recursive: true, force: true });
  }
}

/**
 * Bundles when a source changed since the last time.
 *
 * @param {keyof typeof ENTRIES} entry
 * @returns {Promise<string>} file URL of the bundle of `entry`
 */
export async function buildNode(entry) {
  const target = join(OUT, digestSources());
  if (!existsSync(target)) {
    // Made beside and renamed, so that another process never imports half a bundle.
    const fresh = `${target}.new-${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    try {
      await bundle(fresh);
      moveIn(fresh, target);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
    removeOld(target);
  }
  return pathToFileURL(join(target, `${entry}.mjs`)).href;
}
