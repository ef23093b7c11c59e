import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import type { BuildSource } from "../../core/build-library.ts";
import { FawenError } from "../../core/model/errors.ts";
import { type CorpusFile, type CorpusListing, listCorpusFiles } from "./corpus-files.ts";
import { describeFileError } from "./file-errors.ts";
import { readKnownFacts } from "./known-facts.ts";
import { endingOf, FACTS_NAME, shownName } from "./report-file-names.ts";
import type { ReportReader } from "./report-reader.ts";
import { type SourceRecord, sha256 } from "./source-records.ts";

/** A folder of reports, looked through but not read yet. */
export interface ReportFolder {
  readonly files: readonly CorpusFile[];
  /** Filled while `sources` is read to its end: one record a file, and one for each `reports.json`. */
  readonly records: readonly SourceRecord[];
  sources(): AsyncGenerator<BuildSource, void, void>;
}

/**
 * Looks through a corpus folder and the facts given in it. Problems go to the reader.
 * Throws `bad-setting` when the folder cannot be read.
 */
export async function openReportFolder(dir: string, reader: ReportReader): Promise<ReportFolder> {
  return openListing(await listCorpusFiles(dir), reader);
}

/**
 * A file or folder from outside the corpus. Its files are named after it: `folder/a.txt`, or `a.txt` for a single file,
 * for which the `reports.json` beside it counts too. Throws `bad-input-file` when there is no such thing.
 */
export async function openExtraPath(path: string, reader: ReportReader): Promise<ReportFolder> {
  const place = resolve(path);
  const kind = await stat(place).catch((cause) => {
    throw new FawenError("bad-input-file", `无法读取 ${path}：${describeFileError(cause) ?? String(cause)}`, { cause });
  });
  if (!kind.isDirectory()) {
    const siblings = new Set((await readdir(dirname(place))).map(shownName));
    return openListing(await listSingleFile(place), reader, siblings);
  }
  const listing = await listCorpusFiles(place);
  const prefix = `${shownName(basename(place))}/`;
  const rename = <T extends { readonly file: string }>(item: T): T => ({ ...item, file: prefix + item.file });
  return openListing(
    {
      files: listing.files.map(rename),
      facts: listing.facts.map(rename),
      problems: listing.problems.map(rename),
    },
    reader,
  );
}

async function openListing(
  listing: CorpusListing,
  reader: ReportReader,
  existing: ReadonlySet<string> = new Set(listing.files.map(({ file }) => file)),
): Promise<ReportFolder> {
  const { facts, problems } = await readKnownFacts(listing.facts, existing);
  reader.problems.push(...listing.problems, ...problems);
  const records: SourceRecord[] = [];
  for (const file of listing.facts) records.push(await recordFacts(file));
  return { files: listing.files, records, sources: () => reader.readFiles(listing.files, facts, records) };
}

async function listSingleFile(path: string): Promise<CorpusListing> {
  const describe = async (place: string): Promise<CorpusFile> => {
    const { size, mtimeMs } = await stat(place);
    const file = shownName(basename(place));
    return { file, path: place, ending: endingOf(file), size, mtimeMs };
  };
  const facts = await describe(resolve(dirname(path), FACTS_NAME)).catch(() => null);
  return { files: [await describe(path)], facts: facts === null ? [] : [facts], problems: [] };
}

async function recordFacts({ file, path, size, mtimeMs }: CorpusFile): Promise<SourceRecord> {
  return { file, size, mtimeMs, digest: sha256(await readFile(path)), known: "", documents: [], warnings: [] };
}
