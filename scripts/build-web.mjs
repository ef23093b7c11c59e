// Builds the pages of src/web into dist/web: hashed files, index.html, and a manifest that lists every address
// they are served under. Nothing outside the manifest can be served. `node scripts/build-web.mjs` builds always;
// `buildWeb({ ifStale: true })` only when a source has changed, without loading esbuild otherwise.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCE = join(ROOT, "src/web");
const MANIFEST = "manifest.json";
const FORMAT_VERSION = 1;
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Digest of everything the result depends on: the sources, this script, the version of esbuild. */
function digestSources() {
  const hash = createHash("sha256");
  const files = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...files, fileURLToPath(import.meta.url), join(ROOT, "node_modules/esbuild/package.json")])
    hash.update(file.slice(ROOT.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function isFresh(outDir, sources) {
  const path = join(outDir, MANIFEST);
  if (!existsSync(path)) return false;
  try {
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    const files = Object.values(manifest.files).map((entry) => entry.file);
    return manifest.sources === sources && files.every((file) => existsSync(join(outDir, file)));
  } catch {
    // Unreadable means: build again, which writes it anew.
    return false;
  }
}

/** Bundles the page; returns where each source ended up, like `style.css` → `assets/style-AB12CD34.css`. */
async function bundle(outDir) {
  const { build } = await import("esbuild");
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["main.ts", "style.css", "icon.svg"].map((file) => join(SOURCE, "page", file)),
    outdir: outDir,
    entryNames: "assets/[name]-[hash]",
    assetNames: "assets/[name]-[hash]",
    loader: { ".svg": "copy" },
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022", "chrome105", "firefox110", "safari16"],
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  const outputs = new Map();
  for (const [path, output] of Object.entries(metafile.outputs)) {
    const source = output.entryPoint ?? Object.keys(output.inputs)[0];
    if (source !== undefined) outputs.set(basename(source), `assets/${basename(path)}`);
  }
  return outputs;
}

/** Puts the hashed addresses in place of the sources that index.html names. */
function writeIndexHtml(outDir, outputs) {
  const html = readFileSync(join(SOURCE, "page/index.html"), "utf8").replace(
    /(?<=(?:href|src)=")\.\/([\w.-]+)(?=")/g,
    (_, name) => {
      const output = outputs.get(name);
      if (output === undefined) throw new Error(`src/web/page/index.html names ./${name}, which is not built`);
      return `/${output}`;
    },
  );
  writeFileSync(join(outDir, "index.html"), html);
}

/**
 * @param {{ outDir?: string, ifStale?: boolean }} [options] `outDir` is dist/web when left out
 * @returns {Promise<{ built: boolean, outDir: string }>}
 */
export async function buildWeb({ outDir = join(ROOT, "dist/web"), ifStale = false } = {}) {
  const target = resolve(outDir);
  const sources = digestSources();
  if (ifStale && isFresh(target, sources)) return { built: false, outDir: target };
  // Built beside and moved in whole, so that a running server never finds half a page.
  const fresh = `${target}.new-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const outputs = await bundle(fresh);
  writeIndexHtml(fresh, outputs);
  const describe = (file, hashed) => ({ file, type: TYPES[extname(file)], hashed });
  const files = { "/": describe("index.html", false) };
  for (const file of outputs.values()) files[`/${file}`] = describe(file, true);
  writeFileSync(join(fresh, MANIFEST), JSON.stringify({ version: FORMAT_VERSION, sources, files }, null, 2));
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  return { built: true, outDir: target };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { outDir } = await buildWeb();
  console.log(`built ${outDir}`);
}
