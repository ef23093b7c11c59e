import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withInstallLock } from "./install-lock.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, link?: boolean }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} LockFile
 */

/**
 * Packages that the lock file asks for and node_modules does not have in that version.
 *
 * npm writes what it installed to node_modules/.package-lock.json as its very last step, so comparing the two
 * files also notices an install that was interrupted, and accepts an `npm ci` that a person ran by hand.
 * Optional packages (platform binaries, hnswlib-node without a compiler) may be absent, not outdated.
 * What is listed as installed must also be there: a folder deleted since, or by a second install, is missing.
 *
 * @param {LockFile} lock package-lock.json
 * @param {LockFile | null} installed node_modules/.package-lock.json, null when there is none
 * @param {{ dev: boolean, isThere: (path: string) => boolean }} options whether development packages are needed too;
 *   whether the package at a path such as `node_modules/zod` is on the disk
 * @returns {string[]} paths such as `node_modules/zod`
 */
export function findMissingPackages(lock, installed, options) {
  const missing = [];
  for (const [path, wanted] of Object.entries(lock.packages ?? {})) {
    if (path === "" || wanted.link || (wanted.dev && !options.dev)) continue;
    const found = installed?.packages?.[path];
    if (found) {
      if (found.version !== wanted.version || !options.isThere(path)) missing.push(path);
    } else if (!wanted.optional && !(wanted.devOptional && !options.dev)) {
      missing.push(path);
    }
  }
  return missing;
}

/** @param {string} path @returns {LockFile | null} */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // Absent or cut short means the same here: install again.
    return null;
  }
}

/** @param {string[]} args */
function runNpm(args) {
  // Everything goes to standard error: standard output belongs to the command's own result (`--json`).
  const options = { cwd: ROOT, stdio: /** @type {["ignore", 2, 2]} */ (["ignore", 2, 2]) };
  const npm = process.env.npm_execpath;
  if (npm?.endsWith("js")) return spawnSync(process.execPath, [npm, ...args], options);
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

/**
 * Installs with `npm ci` when node_modules does not hold what package-lock.json says, or when an install was cut short.
 * While another command installs, waits for it. Ends the process with one clear line when the install fails.
 *
 * @param {{ dev: boolean, root?: string, install?: (args: string[]) => { status: number | null, error?: Error } }} options
 *   with `dev: false` the tools for checking and testing are left out, which halves the download for people who only
 *   want to run the program; `root` and `install` are this project and npm when left out
 */
export function ensureInstalled({ dev, root = ROOT, install = runNpm }) {
  const lock = readLock(join(root, "package-lock.json"));
  if (lock === null) {
    console.error("找不到 package-lock.json 或内容不完整，请重新下载本项目。");
    process.exit(1);
  }
  const isThere = (/** @type {string} */ path) => existsSync(join(root, path, "package.json"));
  const findMissing = () =>
    findMissingPackages(lock, readLock(join(root, "node_modules/.package-lock.json")), { dev, isThere });
  // Not below node_modules, which `npm ci` deletes first. Whoever finds it there must not trust what else is there.
  const installLock = join(root, "tmp/install.lock");
  if (!existsSync(installLock) && findMissing().length === 0) return;
  const failed = withInstallLock(installLock, {
    onWait: (pid) => console.error(`另一个命令（进程 ${pid ?? "未知"}）正在安装依赖，等它装完……`),
    work({ cutShort }) {
      const missing = findMissing();
      if (missing.length === 0 && !cutShort) return null;
      const why = missing.length > 0 ? `缺 ${missing.length} 个包` : "上次没有装完";
      console.error(`正在安装依赖（npm ci，${why}，约需半分钟）……`);
      const result = install(["ci", dev ? "--include=dev" : "--omit=dev"]);
      return result.status === 0 ? null : result;
    },
  });
  if (failed === null) return;
  const reason = failed.error ? `：${failed.error.message}` : "";
  console.error(`依赖没有装成${reason}。请检查能否连到 npm 软件源（npm config get registry），再运行一次。`);
  process.exit(1);
}
