import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ensureInstalled, findMissingPackages } from "./ensure-installed.mjs";

const LOCK = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/zod": { version: "4.6.7" },
    "node_modules/vitest": { version: "4.1.12", dev: true },
    "node_modules/hnswlib-node": { version: "3.0.0", optional: true },
  },
};
const isThere = () => true;
const whole = { packages: { ...LOCK.packages } };

describe("findMissingPackages", () => {
  it("finds nothing missing when everything is there", () => {
    expect(findMissingPackages(LOCK, whole, { dev: true, isThere })).toEqual([]);
  });

  it("finds everything missing before the first install", () => {
    expect(findMissingPackages(LOCK, null, { dev: true, isThere })).toEqual([
      "node_modules/zod",
      "node_modules/vitest",
    ]);
  });

  it("asks for development packages only when they are needed", () => {
    const production = { packages: { "node_modules/zod": { version: "4.6.7" } } };
    expect(findMissingPackages(LOCK, production, { dev: false, isThere })).toEqual([]);
    expect(findMissingPackages(LOCK, production, { dev: true, isThere })).toEqual(["node_modules/vitest"]);
  });

  it("finds a package that is there in another version", () => {
    const old = { packages: { ...LOCK.packages, "node_modules/zod": { version: "3.0.0" } } };
    expect(findMissingPackages(LOCK, old, { dev: false, isThere })).toEqual(["node_modules/zod"]);
  });

  it("accepts that an optional package could not be built, not that it is outdated", () => {
    const { "node_modules/hnswlib-node": _, ...without } = LOCK.packages;
    expect(findMissingPackages(LOCK, { packages: without }, { dev: true, isThere })).toEqual([]);
    const outdated = { packages: { ...without, "node_modules/hnswlib-node": { version: "2.0.0" } } };
    expect(findMissingPackages(LOCK, outdated, { dev: true, isThere })).toEqual(["node_modules/hnswlib-node"]);
  });

  it("finds a package that is listed as installed and whose folder is gone", () => {
    const options = { dev: true, isThere: (path: string) => path !== "node_modules/vitest" };
    expect(findMissingPackages(LOCK, whole, options)).toEqual(["node_modules/vitest"]);
  });
});

describe("ensureInstalled", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "fawen-install-"));
    writeFileSync(
      join(root, "package-lock.json"),
      JSON.stringify({ packages: { "node_modules/zod": { version: "1" } } }),
    );
    vi.spyOn(console, "error").mockImplementation(() => {});
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(root, { recursive: true, force: true });
  });

  const putPackages = () => {
    mkdirSync(join(root, "node_modules/zod"), { recursive: true });
    writeFileSync(join(root, "node_modules/zod/package.json"), "{}");
    writeFileSync(join(root, "node_modules/.package-lock.json"), readFileSync(join(root, "package-lock.json")));
  };
  const installs: string[][] = [];
  const install = (args: string[]) => {
    installs.push(args);
    expect(existsSync(join(root, "tmp/install.lock"))).toBe(true);
    putPackages();
    return { status: 0 };
  };
  const ensure = () => {
    installs.length = 0;
    ensureInstalled({ dev: false, root, install });
    return installs.length;
  };

  it("installs what is missing, and nothing the next time", () => {
    expect(ensure()).toBe(1);
    expect(installs).toEqual([["ci", "--omit=dev"]]);
    expect(ensure()).toBe(0);
    expect(existsSync(join(root, "tmp/install.lock"))).toBe(false);
  });

  it("installs again when a folder is gone", () => {
    putPackages();
    rmSync(join(root, "node_modules/zod"), { recursive: true });
    expect(ensure()).toBe(1);
  });

  it("does not trust what an install left behind that was cut short", () => {
    putPackages();
    mkdirSync(join(root, "tmp"));
    // No process has this number.
    const dead = { pid: 2 ** 30, host: hostname(), token: "of-the-dead" };
    writeFileSync(join(root, "tmp/install.lock"), JSON.stringify(dead));
    expect(ensure()).toBe(1);
    expect(ensure()).toBe(0);
  });

  it("lets a second command wait for the first, with one line, and install nothing", async () => {
    const script = `
      import { appendFileSync, cpSync } from "node:fs";
      import { ensureInstalled } from ${JSON.stringify(new URL("./ensure-installed.mjs", import.meta.url).href)};
      const root = ${JSON.stringify(root)};
      ensureInstalled({ dev: false, root, install() {
        appendFileSync(root + "/installs", "x");
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
        cpSync(root + "/made", root + "/node_modules", { recursive: true });
        return { status: 0 };
      } });`;
    mkdirSync(join(root, "made/zod"), { recursive: true });
    writeFileSync(join(root, "made/zod/package.json"), "{}");
    writeFileSync(join(root, "made/.package-lock.json"), readFileSync(join(root, "package-lock.json")));
    const outcomes = await Promise.all([runScript(script), runScript(script), runScript(script)]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(readFileSync(join(root, "installs"), "utf8")).toBe("x");
    const said = outcomes.map(({ stderr }) => stderr).sort();
    expect(said.filter((text) => /^正在安装依赖.*\n$/.test(text))).toHaveLength(1);
    expect(said.filter((text) => /^另一个命令（进程 \d+）正在安装依赖.*\n$/.test(text))).toHaveLength(2);
  });
});

function runScript(script: string): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stderr })));
}
