import { execFile, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findFreePort } from "./closed-port.ts";

const PACKAGES = "/usr/lib/postgresql";
const execute = promisify(execFile);

/** Where PostgreSQL's programs are, with pgvector; or why there is none to be tested with. */
export function findPostgres(): { readonly bin: string } | { readonly missing: string } {
  const versions = existsSync(PACKAGES)
    ? readdirSync(PACKAGES).filter((name) => existsSync(`${PACKAGES}/${name}/bin/initdb`))
    : [];
  const version = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (version === undefined) return { missing: "PostgreSQL is not installed" };
  if (!existsSync(`/usr/share/postgresql/${version}/extension/vector.control`))
    return { missing: `PostgreSQL ${version} has no pgvector: scripts/install-pgvector.sh` };
  if (process.getuid?.() === 0 && !existsSync("/usr/sbin/runuser"))
    return { missing: "PostgreSQL does not run as root" };
  return { bin: `${PACKAGES}/${version}/bin` };
}

/** A cluster of our own in a temporary folder, on loopback alone. */
export interface PostgresCluster {
  /** Address of a new empty database; the user has the password that `startPostgres` was given. */
  createDatabase(): Promise<string>;
  /** At once, as in a crash. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes the folder. */
  remove(): Promise<void>;
}

/** Its password; the tests look for it in messages. */
export const POSTGRES_PASSWORD = "Geheim-密码@7#x";

/** Throws when it cannot be started; ask `findPostgres` first. */
export async function startPostgres({ sharedBuffersMb = 64 } = {}): Promise<PostgresCluster> {
  const found = findPostgres();
  if ("missing" in found) throw new Error(found.missing);
  const dir = await mkdtemp(join(tmpdir(), "fawen-pg-"));
  const port = await findFreePort();
  const data = join(dir, "data");
  // PostgreSQL refuses to run as root; the package brings a user for it.
  const asUser = async (program: string, args: readonly string[], input = "") => {
    const path = join(found.bin, program);
    const [command, ...rest] = process.getuid?.() === 0 ? ["runuser", "-u", "postgres", "--", path] : [path];
    const child = execute(command ?? path, [...rest, ...args], {
      cwd: dir,
      env: { ...process.env, PGPASSWORD: POSTGRES_PASSWORD },
    });
    child.child.stdin?.end(input);
    return child;
  };
  await chmod(dir, 0o777);
  const passwordFile = join(dir, "password");
  await execute("sh", ["-c", 'printf %s "$PASSWORD" > "$FILE" && chmod 644 "$FILE"'], {
    env: { ...process.env, PASSWORD: POSTGRES_PASSWORD, FILE: passwordFile },
  });
  await asUser("initdb", [
    "-D",
    data,
    "-U",
    "fawen",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
    "--locale=C",
    "--no-sync",
  ]);
  // Durability is not what is tested.
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c shared_buffers=${sharedBuffersMb}MB -c max_connections=60`;
  const start = async () => {
    // `pg_ctl` leaves the server with its own pipes: they have to be closed, or nobody sees it end.
    await asUserDetached(found.bin, dir, ["-D", data, "-w", "-s", "-l", join(data, "log"), "-o", options, "start"]);
  };
  const stop = async () => {
    await asUser("pg_ctl", ["-D", data, "-m", "immediate", "-w", "-s", "stop"]).catch(() => {});
  };
  await start();
  let databases = 0;
  return {
    start,
    stop,
    async createDatabase() {
      const name = `test_${++databases}`;
      await asUser("createdb", ["-h", "127.0.0.1", "-p", String(port), "-U", "fawen", name]);
      return `postgres://fawen@127.0.0.1:${port}/${name}`;
    },
    async remove() {
      await stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function asUserDetached(bin: string, cwd: string, args: readonly string[]): Promise<void> {
  const path = join(bin, "pg_ctl");
  const [command = path, ...rest] = process.getuid?.() === 0 ? ["runuser", "-u", "postgres", "--", path] : [path];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...rest, ...args], { cwd, stdio: "ignore" });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`pg_ctl ended with ${code}`))));
  });
}
