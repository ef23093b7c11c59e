import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { access, constants, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FawenError } from "../../core/model/errors.ts";
import type { VectorTable } from "../../core/model/library.ts";

/** What the process is started with. */
export interface GraphSettings {
  readonly rows: number;
  readonly dimensions: number;
  readonly links: number;
  readonly candidates: number;
  /** File to write. */
  readonly path: string;
}

/** To the process: the next rows. */
export interface GraphRows {
  readonly values: Float32Array;
}

/** From the process; with the last row the file is there. */
export type GraphReply =
  | { readonly type: "added"; readonly done: number }
  | { readonly type: "failed"; readonly message: string };

export interface BuildGraphOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

const CHILD = fileURLToPath(new URL("./graph-child.mjs", import.meta.url));
/** Links a node and candidates while building: hnswlib's own defaults. More costs memory and time for little. */
export const GRAPH_SHAPE = { links: 16, candidates: 200 } as const;
/** Handed over at once: a quarter of a megabyte with 256 dimensions, about a millisecond of ours. */
const ROWS_A_MESSAGE = 256;
/** So that the process never waits for us. */
const MESSAGES_AHEAD = 3;

/**
 * Builds the graph of a table into the file `path`, in a process of its own with low priority: a thread in which
 * hnswlib-node runs takes the whole program down when it is ended. The file appears whole or not at all.
 *
 * @throws FawenError `cancelled`, `backend-failed`
 */
export async function buildGraph(table: VectorTable, path: string, options: BuildGraphOptions): Promise<void> {
  // Better known before the work than after it.
  await access(dirname(path), constants.W_OK).catch(() => Promise.reject(failed(`不能写入文件夹 ${dirname(path)}`)));
  // The index folder clears away what begins like this when the program was killed.
  const temporary = join(dirname(path), `writing-${randomUUID()}.tmp`);
  try {
    await runChild(table, temporary, options);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function runChild(table: VectorTable, path: string, options: BuildGraphOptions): Promise<void> {
  const { signal } = options;
  if (signal.aborted) throw cancelled();
  const { dimensions } = table;
  const rows = table.values.length / dimensions;
  const settings: GraphSettings = { rows, dimensions, ...GRAPH_SHAPE, path };
  const child = fork(CHILD, [JSON.stringify(settings)], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    // Numbers as they are, not as JSON.
    serialization: "advanced",
    // Not the parent's flags: a test runner's loader has no business in there.
    execArgv: [],
  });
  // A build never keeps a program alive that has nothing else to do.
  for (const handle of [child, child.channel]) handle?.unref();
  // A process that could not be started never exits.
  const exited = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  try {
    await feed(child, table, rows, options);
  } finally {
    child.ref();
    child.kill("SIGKILL");
    await exited;
  }
}

/** Hands the rows over as fast as they are taken. */
function feed(child: ChildProcess, table: VectorTable, rows: number, options: BuildGraphOptions): Promise<void> {
  const { signal, onProgress } = options;
  const { dimensions, values } = table;
  let sent = 0;
  const sendNext = () => {
    if (sent === rows) return;
    const end = Math.min(rows, sent + ROWS_A_MESSAGE);
    child.send({ values: values.slice(sent * dimensions, end * dimensions) } satisfies GraphRows);
    sent = end;
  };
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(cancelled()), { once: true });
    child.on("error", (error) => reject(failed(error.message)));
    child.on("exit", (code, by) => reject(failed(`进程意外结束（${by ?? code}）`)));
    // Safe: the child sends nothing else.
    child.on("message", (message) => {
      const reply = message as GraphReply;
      if (reply.type === "failed") return reject(failed(reply.message));
      onProgress?.(reply.done, rows);
      if (reply.done === rows) resolve();
      else sendNext();
    });
    for (let ahead = 0; ahead < MESSAGES_AHEAD; ahead++) sendNext();
  });
}

const cancelled = () => new FawenError("cancelled", "向量图的生成已被取消。");
const failed = (reason: string) => new FawenError("backend-failed", `向量图没有生成：${reason}`);
