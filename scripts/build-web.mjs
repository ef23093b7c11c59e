// Builds the pages of src/web into dist/web: hashed files, one HTML file a page, and a manifest that lists every address
// they are served under. Nothing outside the manifest can be served. `node scripts/build-web.mjs` builds always;
// `buildWeb({ ifStale: true })` only when a source has changed, without loading esbuild otherwise.
//
// A new page: a folder src/web/NAME with index.html, main.ts and style.css, a line in PAGES here, and its address in
// src/http/routes/page.ts. Its index.html
// - names what it loads by relative paths (./main.ts, ./style.css, ../shared/icon.svg); they become hashed addresses,
// - loads ../shared/early.ts in its head by a plain <script src>, so that 外观 and 长者模式 hold before the first paint,
// - has `<!-- include ../shared/header.html -->` where the header goes; main.ts then calls startSiteHeader().
// Code that several pages import, or that one imports by `import()`, is split into files of its own; what a page needs
// at once is preloaded.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCE = join(ROOT, "src/web");
/** What the pages take from outside their folder. */
const BORROWED = [join(ROOT, "src/core/text/word-digest.ts")];
const MANIFEST = "manifest.json";
const FORMAT_VERSION = 1;
/** Address of each page → its folder in src/web; `:id` is any one part of an address. */
const PAGES = {
  "/": "page",
  "/reports/:id": "reader",
  "/indicators": "indicators",
  "/quiz": "quiz",
  "/404": "not-found",
};
/** Address → script for other sites, which must keep its address and stay one file. */
const SCRIPTS = { "/widget.js": "widget/main.ts" };
/** Runs before anything is painted, so it is no module and shares no file. */
const EARLY = "shared/early.ts";
const ICON = "shared/icon.svg";
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
  for (const file of [
    ...files,
    ...BORROWED,
    fileURLToPath(import.meta.url),
    join(ROOT, "node_modules/esbuild/package.json"),
  ])
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

const COMMON = {
  absWorkingDir: ROOT,
  assetNames: "assets/[name]-[hash]",
  loader: { ".svg": "copy" },
  bundle: true,
  minify: true,
  target: ["es2022", "chrome105", "firefox110", "safari16"],
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};

/**
 * Bundles everything.
 *
 * @returns where each source ended up (`page/main.ts` → `assets/page-AB12CD34.js`), all files written, and which other
 *   files a script loads at once
 */
async function bundle(outDir) {
  const { build } = await import("esbuild");
  const entry = (file, out) => ({ in: join(SOURCE, file), out });
  const pages = Object.values(PAGES).flatMap((page) => [
    entry(`${page}/main.ts`, page),
    entry(`${page}/style.css`, page),
  ]);
  const results = await Promise.all([
    build({
      ...COMMON,
      entryPoints: [...pages, entry(ICON, "icon")],
      outdir: outDir,
      entryNames: "assets/[name]-[hash]",
      chunkNames: "assets/[name]-[hash]",
      format: "esm",
      splitting: true,
    }),
    build({
      ...COMMON,
      entryPoints: [entry(EARLY, "early")],
      outdir: outDir,
      entryNames: "assets/[name]-[hash]",
      format: "iife",
    }),
    build({
      ...COMMON,
      // A style sheet that a script imports is its text: it goes into a shadow root.
      loader: { ...COMMON.loader, ".css": "text" },
      entryPoints: Object.entries(SCRIPTS).map(([address, file]) => entry(file, basename(address, ".js"))),
      outdir: outDir,
      format: "iife",
    }),
  ]);
  const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
  const nameOf = (path) => relative(outDir, join(ROOT, path)).replaceAll("\\", "/");
  const bySource = new Map();
  const imports = new Map();
  for (const [path, output] of Object.entries(outputs)) {
    const source = output.entryPoint ?? (extname(path) === ".svg" ? Object.keys(output.inputs)[0] : undefined);
    if (source !== undefined) bySource.set(relative(SOURCE, join(ROOT, source)).replaceAll("\\", "/"), nameOf(path));
    const needed = output.imports.filter(({ kind, external }) => kind === "import-statement" && !external);
    imports.set(
      nameOf(path),
      needed.map((imported) => nameOf(imported.path)),
    );
  }
  return { bySource, imports, written: Object.keys(outputs).map(nameOf) };
}

/** A script's files besides itself, as far as it needs them to start. */
function listPreloads(script, imports, found = new Set()) {
  for (const file of imports.get(script) ?? []) {
    if (found.has(file)) continue;
    found.add(file);
    listPreloads(file, imports, found);
  }
  return [...found];
}

/** A page's HTML with its includes, and hashed addresses in place of the sources that it names. */
function makeHtml(page, { bySource, imports }) {
  const folder = join(SOURCE, page);
  const html = readFileSync(join(folder, "index.html"), "utf8")
    .replace(/^ *<!-- include (\S+) -->\n/gm, (_, file) => readFileSync(join(folder, file), "utf8"))
    .replace(/(?<=(?:href|src)=")(\.\.?\/[\w./-]+)(?=")/g, (_, name) => {
      const output = bySource.get(relative(SOURCE, join(folder, name)).replaceAll("\\", "/"));
      if (output === undefined) throw new Error(`src/web/${page}/index.html names ${name}, which is not built`);
      return `/${output}`;
    });
  const preloads = listPreloads(bySource.get(`${page}/main.ts`), imports).map(
    (file) => `    <link rel="modulepreload" href="/${file}" />\n`,
  );
  return html.replace(/^ *<\/head>/m, (end) => preloads.join("") + end);
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
  const bundled = await bundle(fresh);
  const describe = (file, hashed) => ({ file, type: TYPES[extname(file)], hashed });
  const files = {};
  for (const [address, page] of Object.entries(PAGES)) {
    writeFileSync(join(fresh, `${page}.html`), makeHtml(page, bundled));
    files[address] = describe(`${page}.html`, false);
  }
  for (const file of bundled.written) files[`/${file}`] = describe(file, file.startsWith("assets/"));
  writeFileSync(join(fresh, MANIFEST), JSON.stringify({ version: FORMAT_VERSION, sources, files }, null, 2));
  moveIn(fresh, target, sources);
  return { built: true, outDir: target };
}

function moveIn(fresh, target, sources) {
  rmSync(target, { recursive: true, force: true });
  try {
    renameSync(fresh, target);
  } catch (error) {
    // Another process was quicker: what it made is the same.
    if (!isFresh(target, sources)) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { outDir } = await buildWeb();
  console.log(`built ${outDir}`);
}
