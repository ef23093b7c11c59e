import { existsSync, readFileSync } from "node:fs";
import { createOpenccScriptConverter } from "../adapters/opencc-script-converter.ts";
import type { KnownFacts, Report } from "../core/model/report.ts";
import { readReport } from "../core/reading/read-report.ts";

/** Digests and invented reports; the originals only where they are at hand. */
const OWN = ["../../corpus/", "../../eval/further/reports/"];
const ORIGINALS = "../../../shared/reports/";

/** The reports of the project, and the originals that they restate where those are at hand. */
export function readReportFolders(): Report[] {
  const converter = createOpenccScriptConverter();
  return [...OWN, ORIGINALS]
    .map((folder) => new URL(folder, import.meta.url))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => {
      const known = JSON.parse(readFileSync(new URL("reports.json", folder), "utf8")) as (KnownFacts & {
        file: string;
      })[];
      return known.map(({ file, ...facts }) => {
        const raw = readFileSync(new URL(file, folder), "utf8");
        return readReport({ id: folder.pathname + file, file, raw, known: facts, digest: "d" }, converter);
      });
    });
}

/** Numbers of [0, 1), always the same ones for a seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
