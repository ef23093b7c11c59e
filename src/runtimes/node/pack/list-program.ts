import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import { listFolder, type PackedFile } from "./packed-file.ts";

const LockSchema = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });

/** Only what builds the program needs them; a pack is built already. */
const BUILD_PACKAGES = /^node_modules\/(?:esbuild|@esbuild\/[^/]+|@types\/[^/]+|tar|chart\.js|@kurkle\/color)$/;
/** What packages carry for browsers and for people who write programs. Licences stay. */
const NOT_RUN = /\.(?:map|[cm]?ts|md|markdown|tsbuildinfo)$/i;
const LICENCE = /licen[cs]e|notice|copying/i;
const BROWSER_BUILDS = /\/@xenova\/transformers\/dist\/|\/onnxruntime-web\/dist\/[^/]+\.wasm$/;
/** Folders named after a system and a processor, as onnxruntime-node has them. */
const SYSTEM = /\/(darwin|linux|win32)\/(arm64|x64)\//;
/** Left behind by compiling. */
const COMPILED_PARTS = /\/build\/(?:Release\/(?:obj|\.deps)|Makefile|[^/]+\.mk)/;

/**
 * The files that run: the bundle, the pages, the programs of child processes, and the production packages as
 * `package-lock.json` names them, with native modules of this machine only.
 *
 * @param root of the project
 * @param bundle folder of the bundle that runs now
 */
export function listProgram(root: string, bundle: string): PackedFile[] {
  const inProject = (path: string) => relative(root, path).replaceAll("\\", "/");
  const children = listFolder(
    join(root, "src/runtimes/node"),
    "src/runtimes/node",
    ({ name }, path) =>
      // Not into folders: the programs of child processes lie side by side.
      /\.mjs$/.test(name) && path.split("/").length === 4,
  );
  const scripts = ["run.mjs", "node-version.mjs", "open-pack.mjs"].map((name) => `scripts/${name}`);
  return [
    ...listFolder(bundle, inProject(bundle)),
    ...listFolder(join(root, "dist/web"), "dist/web"),
    ...children,
    ...scripts.map((name) => ({ from: join(root, name), to: name })),
    ...listPackages(root),
  ];
}

function listPackages(root: string): PackedFile[] {
  const { packages } = LockSchema.parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && dev !== true && !BUILD_PACKAGES.test(path))
    .filter(([path]) => existsSync(join(root, path)))
    .flatMap(([path]) =>
      // Packages inside packages are in the list themselves.
      listFolder(join(root, path), path, ({ name }) => name !== "node_modules").filter(({ to }) => isRun(to)),
    );
}

function isRun(name: string): boolean {
  const system = SYSTEM.exec(name);
  if (system !== null && (system[1] !== process.platform || system[2] !== process.arch)) return false;
  if (BROWSER_BUILDS.test(name) || COMPILED_PARTS.test(name)) return false;
  return !NOT_RUN.test(name) || LICENCE.test(name.slice(name.lastIndexOf("/")));
}
