import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

it("bundles for a start where only what people run is installed", () => {
  const home = mkdtempSync(join(tmpdir(), "fawen-without-dev-"));
  try {
    for (const part of ["src", "eval", "bench", "scripts", "package.json", "package-lock.json", "tsconfig.json"])
      cpSync(join(ROOT, part), join(home, part), { recursive: true });
    const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as LockFile;
    for (const [path, { dev }] of Object.entries(lock.packages)) {
      // Packages inside packages come along with those.
      if (!/^node_modules\/(?:@[^/]+\/)?[^/]+$/u.test(path) || dev === true || !existsSync(join(ROOT, path))) continue;
      mkdirSync(dirname(join(home, path)), { recursive: true });
      symlinkSync(join(ROOT, path), join(home, path), "junction");
    }
    expect(existsSync(join(home, "node_modules/vitest"))).toBe(false);
    const script = "import('./scripts/build-node.mjs').then(async (m) => console.log(await m.buildNode('server')))";
    const url = execFileSync(process.execPath, ["-e", script], { cwd: home, encoding: "utf8" }).trim();
    expect(existsSync(fileURLToPath(url))).toBe(true);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
