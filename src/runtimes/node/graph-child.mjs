// @ts-check
// The process in which the graph of an index of vectors is built. Plain JavaScript, because it is started from a file
// and does not inherit whatever reads TypeScript in the process that starts it.
import { rmSync } from "node:fs";
import { constants, setPriority } from "node:os";
import hnswlib from "hnswlib-node";

/**
 * @typedef {import("./build-graph.ts").GraphSettings} GraphSettings
 * @typedef {import("./build-graph.ts").GraphRows} GraphRows
 * @typedef {import("./build-graph.ts").GraphReply} GraphReply
 */

/** @type {GraphSettings} */
const { rows, dimensions, links, candidates, path } = JSON.parse(process.argv[2] ?? "");

// Questions come first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
// Ctrl-C reaches every process of a terminal; whoever started this one ends it.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
process.on("disconnect", () => {
  // Nobody is left to take the file.
  rmSync(path, { force: true });
  process.exit();
});

/** @param {GraphReply} reply */
const post = (reply) => process.send?.(reply);

// Inner product: rows and queries have unit length, so it is the cosine.
const graph = new hnswlib.HierarchicalNSW("ip", dimensions);
graph.initIndex({ maxElements: rows, m: links, efConstruction: candidates });
let done = 0;

process.on("message", (/** @type {GraphRows} */ { values }) => {
  try {
    // A plain array: the binding takes nothing else.
    for (let at = 0; at < values.length; at += dimensions)
      graph.addPoint([...values.subarray(at, at + dimensions)], done++);
    if (done === rows) graph.writeIndexSync(path);
    post({ type: "added", done });
  } catch (error) {
    post({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});
