import { relative, resolve, sep } from "node:path";
import type { BuildSource, BuiltLibrary } from "../../core/build-library.ts";
import { FawenError } from "../../core/model/errors.ts";
import { type FetchPageOptions, fetchPage } from "./loaders/fetch-page.ts";
import { type LangChainLoader, loadLangChainDocuments } from "./loaders/langchain-documents.ts";
import { openExtraPath, openReportFolder, type ReportFolder } from "./report-folder.ts";
import { describeReadError, documentOf, hasCopies, type ReportReader } from "./report-reader.ts";
import { digestFacts, noteOutcomes, type SourceRecord, type SourceTable, sha256 } from "./source-records.ts";

export interface IngestSources {
  /** Files and addresses to be read; a `.jsonl` counts as one, so there may be more documents. */
  readonly total: number;
  documents(): AsyncGenerator<BuildSource, void, void>;
  /** What to remember; complete once `documents` was read to its end. */
  table(built: Pick<BuiltLibrary, "copies" | "failures">): Omit<SourceTable, "loadersVersion">;
}

interface SourceRequest {
  readonly corpusDir: string;
  readonly paths?: readonly string[] | undefined;
  readonly forget?: readonly string[] | undefined;
  readonly fetchPage?: FetchPageOptions | undefined;
  readonly loaders?: readonly LangChainLoader[] | undefined;
  /** Looks at `paths` and at nothing else: a trial of files before they are put in. */
  readonly onlyPaths?: boolean | undefined;
}

type Extra =
  | { readonly location: string; readonly folder: ReportFolder }
  | { readonly location: string; readonly url: string; readonly asked: boolean; readonly records: SourceRecord[] };

/**
 * Everything that belongs into the index: the corpus folder, what was added by hand earlier, and what is added now.
 * An added file that is gone is dropped; an added address is fetched again only when it is named again.
 */
export async function openSources(
  request: SourceRequest,
  table: SourceTable | null,
  reader: ReportReader,
): Promise<IngestSources> {
  const { onlyPaths = false } = request;
  const corpus = onlyPaths ? null : await openReportFolder(request.corpusDir, reader);
  const asked = (request.paths ?? []).map(normalizeLocation);
  const forgotten = new Set((request.forget ?? []).map(normalizeLocation));
  const earlier = onlyPaths ? [] : (table?.extras ?? []);
  const locations = new Set([...earlier.map((extra) => extra.location), ...asked]);
  const extras: Extra[] = [];
  for (const location of [...locations].sort()) {
    // Files of the corpus folder are read anyway.
    if (forgotten.has(location) || (corpus !== null && isInside(location, resolve(request.corpusDir)))) continue;
    if (isAddress(location)) {
      const records = earlier.find((extra) => extra.location === location)?.records ?? [];
      extras.push({ location, url: location, asked: asked.includes(location), records: [...records] });
      continue;
    }
    try {
      extras.push({ location, folder: await openExtraPath(location, reader) });
    } catch (error) {
      if (!(error instanceof FawenError)) throw error;
      if (asked.includes(location)) throw new FawenError("bad-request", explainMissing(location, error.message));
      reader.problems.push({ file: location, message: "以前加入的文件已不存在，已从索引移除" });
    }
  }
  const readExtra = (extra: Extra) =>
    "folder" in extra ? extra.folder.sources() : readAddress(extra, request.fetchPage ?? {}, reader);
  // Pages that are copies come last: as long as what they are copies of is there, they are not asked for again.
  const isCopy = (extra: Extra) => "url" in extra && extra.records.some(hasCopies);
  async function* readAll(): AsyncGenerator<BuildSource, void, void> {
    if (corpus !== null) yield* corpus.sources();
    for (const extra of extras) if (!isCopy(extra)) yield* readExtra(extra);
    for (const loader of request.loaders ?? []) yield* readLoader(loader, reader);
    yield* reader.readDeferred();
    for (const extra of extras) if (isCopy(extra)) yield* readExtra(extra);
  }
  return {
    total:
      (corpus?.files.length ?? 0) +
      extras.reduce((sum, extra) => sum + ("folder" in extra ? extra.folder.files.length : 1), 0),
    async *documents() {
      for await (const source of readAll()) {
        reader.note(source);
        yield source;
      }
    },
    table: (built) => ({
      corpus: noteOutcomes(corpus?.records ?? [], built),
      extras: extras.map((extra) => ({
        location: extra.location,
        records: noteOutcomes("folder" in extra ? extra.folder.records : extra.records, built),
      })),
    }),
  };
}

/** One page; its record is replaced when it was fetched, and kept with its report when it was not asked for. */
async function* readAddress(
  extra: Extract<Extra, { url: string }>,
  options: FetchPageOptions,
  reader: ReportReader,
): AsyncGenerator<BuildSource, void, void> {
  const old = extra.records[0];
  const recalled = old === undefined || extra.asked ? null : reader.recall(old, { url: extra.url });
  if (old !== undefined && recalled !== null) {
    for (const message of old.warnings) reader.problems.push({ file: old.file, message });
    return yield* recalled;
  }
  const file = fileOfAddress(extra.url);
  try {
    const { text, warnings } = await fetchPage(extra.url, options);
    for (const message of warnings) reader.problems.push({ file, message });
    const known = { url: extra.url };
    const source = reader.addDocument(file, { raw: text, known });
    const documents = [documentOf(source)];
    extra.records.splice(0, 1, {
      file,
      size: text.length,
      mtimeMs: 0,
      digest: sha256(text),
      known: digestFacts(known),
      documents,
      warnings: [...warnings],
    });
    yield source;
  } catch (error) {
    if (error instanceof FawenError && error.code === "cancelled") throw error;
    const kept = old === undefined ? null : reader.recall(old, { url: extra.url });
    const message = describeReadError(error);
    reader.problems.push({ file: extra.url, message: kept ? `${message}；沿用上次读到的内容` : message });
    if (kept !== null) yield* kept;
  }
}

async function* readLoader(loader: LangChainLoader, reader: ReportReader): AsyncGenerator<BuildSource, void, void> {
  try {
    for (const { id, file, text, known } of await loadLangChainDocuments(loader))
      yield reader.addDocument(file, { ...(id === undefined ? {} : { id }), raw: text, known });
  } catch (error) {
    reader.problems.push({ file: loader.constructor.name, message: describeReadError(error) });
  }
}

/** An address without its fragment, which is of no concern to the server, or an absolute path. */
function normalizeLocation(location: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(location)?.[1];
  if (scheme === undefined) return resolve(location);
  if (!isAddress(location))
    throw new FawenError("bad-request", `“${location}”不是可读的网址；请用 http:// 或 https:// 开头的完整网址`);
  const url = new URL(location);
  url.hash = "";
  if (url.username !== "" || url.password !== "")
    throw new FawenError("bad-request", `网址 ${url.host} 前带有用户名或密码；请去掉，或把文件下载后放入`);
  return url.href;
}

/** An address typed without its scheme is taken for a path. */
function explainMissing(location: string, message: string): string {
  const isHost = /^[\w-]+(?:\.[\w-]+)*\.(?:cn|com|net|org)(?:[:/]|$)/i.test(relative(process.cwd(), location));
  return isHost ? `${message}；若是网址，请以 http:// 或 https:// 开头` : message;
}

function isAddress(location: string): boolean {
  return /^https?:\/\//i.test(location) && URL.canParse(location);
}

function isInside(location: string, dir: string): boolean {
  return !isAddress(location) && (location === dir || location.startsWith(dir + sep));
}

/** A page's place in citations: host and path, as a file below a folder. */
function fileOfAddress(address: string): string {
  const { host, pathname, search } = new URL(address);
  return `${host}${readable(pathname).replace(/\/$/, "")}${search}`.normalize("NFC");
}

function readable(pathname: string): string {
  try {
    return decodeURI(pathname);
  } catch {
    // Not UTF-8 behind the percent signs: shown as it stands.
    return pathname;
  }
}
