// What is different in a folder that was unpacked from an offline pack: nothing is installed or built there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * `pack.json`, written by `npm run pack`.
 *
 * @typedef {object} PackFacts
 * @property {string} platform of the machine that packed, like `linux-x64`
 * @property {boolean} native whether its models need a module that runs on that platform alone
 * @property {string} bundle folder of the program, seen from the pack
 * @property {string[]} commands that work in it
 * @property {Record<string, string>} settings that hold unless the environment says otherwise
 */

/**
 * @param {{ root?: string, platform?: string, environment?: NodeJS.ProcessEnv, warn?: (line: string) => void,
 *   refuse?: (line: string) => void }} [options] handed in by tests
 * @returns {{ commands: readonly string[], prepare: (entry: string) => string } | null} null in a checkout; `prepare`
 *   gives the file URL of an entry once the settings are in place and the machine is the right one
 */
export function openPack({
  root = ROOT,
  platform = `${process.platform}-${process.arch}`,
  environment = process.env,
  warn = (line) => console.error(line),
  refuse = (line) => {
    console.error(line);
    process.exit(1);
  },
} = {}) {
  const pack = readPack(join(root, "pack.json"));
  if (pack === null) return null;
  return {
    commands: pack.commands,
    prepare(entry) {
      const usesOwnModels = isUnset(environment.EMBEDDER);
      const folders = { CORPUS_DIR: "corpus", INDEX_DIR: "index", MODEL_DIR: "models" };
      const places = Object.entries(folders).map(([name, folder]) => [name, join(root, folder)]);
      for (const [name, value] of [...places, ...Object.entries(pack.settings)])
        if (isUnset(environment[name])) environment[name] = value;
      if (platform !== pack.platform) {
        const differs = `这个离线包是在 ${pack.platform} 上打的，这台机器是 ${platform}`;
        if (pack.native && usesOwnModels)
          refuse(`${differs}，包里的模型在这里不能运行。请在同样的机器上重新打包，或设 EMBEDDER=none 只按字词检索。`);
        else warn(`${differs}：可以使用，向量检索改用精确扫描，结果相同。`);
      }
      return pathToFileURL(join(root, pack.bundle, `${entry}.mjs`)).href;
    },
  };
}

/** @param {string | undefined} value */
const isUnset = (value) => value === undefined || value.trim() === "";

/** @param {string} path @returns {PackFacts | null} */
function readPack(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}
