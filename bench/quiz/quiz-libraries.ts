import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createOpenccScriptConverter } from "../../src/adapters/opencc-script-converter.ts";
import { buildLibrary } from "../../src/core/build-library.ts";
import type { Library } from "../../src/core/model/library.ts";
import type { KnownFacts } from "../../src/core/model/report.ts";
import { generateReport } from "../write-reports.ts";

const GIVEN = ["../../../shared/reports", "../../corpus"].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** Folder of the five reports: the originals where they are, else the digests. */
export const GIVEN_REPORTS = GIVEN.find((path) => existsSync(path)) ?? "";

/** See `GIVEN_REPORTS`. */
export function givenLibrary(): Promise<Library> {
  return libraryOf(GIVEN_REPORTS);
}

/** The digests that the product comes with. */
export function digestLibrary(): Promise<Library> {
  return libraryOf(GIVEN.at(-1) ?? "");
}

async function libraryOf(dir: string): Promise<Library> {
  // A file of this repository, or of the folder beside it that tests may use.
  const facts = JSON.parse(readFileSync(join(dir, "reports.json"), "utf8")) as readonly (KnownFacts & {
    file: string;
  })[];
  const files = readdirSync(dir).filter((file) => file.endsWith(".txt"));
  return build(
    files.map((file) => ({
      file,
      raw: readFileSync(join(dir, file), "utf8"),
      known: facts.find((one) => one.file === file) ?? {},
    })),
  );
}

/** Generated reports of many places and years. */
export async function generatedLibrary(count: number): Promise<Library> {
  const converter = createOpenccScriptConverter();
  return build(
    Array.from({ length: count }, (_, row) => ({
      file: `report-${row}.txt`,
      raw: generateReport(row, converter),
      known: {},
    })),
  );
}

async function build(files: readonly { file: string; raw: string; known: KnownFacts }[]): Promise<Library> {
  const sources = files.map(({ file, raw, known }) => ({
    id: file.replace(/\.txt$/u, ""),
    file,
    raw,
    known,
    digest: file,
  }));
  const { library } = await buildLibrary(sources, {
    converter: createOpenccScriptConverter(),
    embedder: null,
    builtAt: "2026-01-01T00:00:00.000Z",
  });
  return library;
}
