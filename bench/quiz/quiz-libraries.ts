import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createOpenccScriptConverter } from "../../src/adapters/opencc-script-converter.ts";
import { buildLibrary } from "../../src/core/build-library.ts";
import type { Library } from "../../src/core/model/library.ts";
import type { KnownFacts } from "../../src/core/model/report.ts";
import { generateReport } from "../write-reports.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Folders of reports: the digests that the product comes with, the invented ones, and the originals where they are. */
export const FOLDERS = {
  digests: at("../../corpus"),
  further: at("../../eval/further/reports"),
  originals: at("../../../shared/reports"),
} as const;

/** Whether the folder of the five original reports is there. */
export const HAS_ORIGINALS = existsSync(FOLDERS.originals);

/** Folder of the five reports: the originals where they are, else the digests. */
export const GIVEN_REPORTS = HAS_ORIGINALS ? FOLDERS.originals : FOLDERS.digests;

/** The reports of a folder with the facts known of them. */
export async function libraryOf(dir: string): Promise<Library> {
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
