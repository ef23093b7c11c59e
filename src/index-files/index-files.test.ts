import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Library } from "../core/model/library.ts";
import { BARE_STAMP, bareLibrary, bareReport } from "../testing/bare-library.ts";
import { decodeLibrary } from "./decode-library.ts";
import { createManifest, encodeLibrary } from "./encode-library.ts";
import { checkManifest, type IndexFile, type IndexManifest, parseManifest } from "./manifest.ts";
import { decodeReport, encodeReport } from "./report-line.ts";
import { decodeVectors, encodeVectors } from "./vector-bytes.ts";

const MAKERS = { readingVersion: "1", converterVersion: "tables-1" };
const FILE: IndexFile = { name: "reports-0123456789abcdef.jsonl", bytes: 1, digest: "0".repeat(64) };

function manifestOf(library: Library): IndexManifest {
  const vectors = library.vectors && { ...FILE, name: "vectors-0123456789abcdef.bin" };
  return createManifest(library, MAKERS, { reports: FILE, passages: FILE, vectors, sources: null });
}

function join(chunks: Iterable<Uint8Array>): Uint8Array {
  return new Uint8Array(Buffer.concat([...chunks]));
}

/** Cuts bytes into pieces of `size`, so that characters and lines fall across borders. */
function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function roundTrip(library: Library, size = 7): Promise<Library> {
  const encoded = encodeLibrary(library);
  return decodeLibrary(manifestOf(library), {
    reports: pieces(join(encoded.reports), size),
    passages: pieces(join(encoded.passages), size),
    vectors: encoded.vectors && join(encoded.vectors),
  });
}

describe("library and bytes", () => {
  test("a library comes back as it was, however the bytes are cut", async () => {
    const library = bareLibrary(["全年办结案件 12 件。", "𠮷字与 emoji 🙂 也在。", 'quote " \\ \u2028 line']);
    for (const size of [1, 2, 3, 64, 100_000]) expect(await roundTrip(library, size)).toEqual(library);
  });

  test("a library without vectors and one without reports come back", async () => {
    const bare = bareLibrary(["只有文字。"], { vectors: false });
    expect(await roundTrip(bare)).toEqual(bare);
    const empty = bareLibrary([], { vectors: false });
    expect(await roundTrip(empty)).toEqual(empty);
  });

  test("any ascending run list survives its packing", () => {
    const run = fc.tuple(fc.nat(9), fc.nat(500), fc.nat(9_000), fc.nat(500));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 40 }), (steps) => {
        let clean = 0;
        let raw = 0;
        const runs = steps.flatMap(([skip, cleanLength, rawSkip, rawLength]) => {
          const quadruple = [clean + skip, cleanLength, raw + rawSkip, rawLength];
          clean += skip + cleanLength;
          raw += rawSkip + rawLength;
          return quadruple;
        });
        const report = { ...bareReport("r", "文"), offsets: { runs: Uint32Array.from(runs) } };
        expect(decodeReport(encodeReport(report))).toEqual(report);
      }),
    );
  });

  test("text that differs from its source here and there, and paths of any shape, survive", () => {
    const report = bareReport("r", "文");
    const raw = "頭文字\n--正文正文--尾";
    const runs = Uint32Array.of(0, 1, 0, 1, 1, 3, 1, 3, 4, 4, 6, 4, 8, 2, 12, 1);
    const text = "头文字\n正文正文结尾";
    const section = (heading: string, path: readonly string[]) => ({
      ...{ start: 0, end: 10, headingEnd: 1, level: path.length, plan: false },
      ...{ heading, path },
    });
    const sections = [
      section("", []),
      section("一", ["一"]),
      section("（一）", ["一", "（一）"]),
      section("1.", ["一", "（一）", "1."]),
      section("二", ["二"]),
      section("（一）", ["二", "（一）"]),
      section("孤", ["没有", "孤"]),
      section("名", ["二", "别名"]),
    ];
    const whole = { ...report, raw, text, offsets: { runs }, sections };
    expect(decodeReport(encodeReport(whole))).toEqual(whole);
    expect(encodeReport(whole)).not.toContain("正文正文结尾");
    const gappy = { ...whole, text: `${text}多` };
    expect(decodeReport(encodeReport(gappy))).toEqual(gappy);
  });

  test("a cut or altered line is reported as a damaged index with its number", async () => {
    const library = bareLibrary(["甲。", "乙。"]);
    const { reports, passages } = encodeLibrary(library);
    const cut = join(reports).subarray(0, -9);
    const read = decodeLibrary(manifestOf(library), { reports: [cut], passages, vectors: null });
    await expect(read).rejects.toMatchObject({ code: "index-corrupt", message: expect.stringContaining("第 2 行") });
  });

  test("a passage that points outside its report is reported as a damaged index", async () => {
    const library = bareLibrary(["甲。"]);
    const passages = [new TextEncoder().encode("[0,0,0,9999]\n")];
    const read = decodeLibrary(manifestOf(library), {
      reports: encodeLibrary(library).reports,
      passages,
      vectors: null,
    });
    await expect(read).rejects.toMatchObject({ code: "index-corrupt" });
  });

  test("missing lines are noticed by their number", async () => {
    const library = bareLibrary(["甲。", "乙。"]);
    const read = decodeLibrary(manifestOf(library), { ...encodeLibrary(library), passages: [], vectors: null });
    await expect(read).rejects.toMatchObject({ code: "index-corrupt", message: expect.stringContaining("实有 2、0") });
  });
});

describe("vector bytes", () => {
  test("values come back from memory that is not aligned", () => {
    const values = Float32Array.of(1, -2.5, 3e-9, 0, 7, 8);
    const bytes = join(encodeVectors(values, 3));
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(decodeVectors(shifted.subarray(1))).toEqual({ dimensions: 3, values });
  });

  test("a header or length that does not fit is a damaged index", () => {
    const bytes = join(encodeVectors(Float32Array.of(1, 2, 3, 4), 2));
    for (const broken of [bytes.subarray(0, 10), bytes.subarray(0, -4), bytes.with(0, 0), bytes.with(8, 0)])
      expect(() => decodeVectors(broken)).toThrow(expect.objectContaining({ code: "index-corrupt" }));
  });
});

describe("manifest", () => {
  const manifest = manifestOf(bareLibrary(["甲。"]));
  const expected = { ...MAKERS, embedder: BARE_STAMP };

  test("comes back from its text", () => {
    expect(parseManifest(JSON.stringify(manifest))).toEqual(manifest);
  });

  test("another format version is a mismatch, anything else unreadable is damage", () => {
    const other = JSON.stringify({ ...manifest, formatVersion: 99 });
    expect(() => parseManifest(other)).toThrow(expect.objectContaining({ code: "index-mismatch" }));
    for (const broken of ["{", "[]", JSON.stringify({ ...manifest, files: {} })])
      expect(() => parseManifest(broken)).toThrow(expect.objectContaining({ code: "index-corrupt" }));
  });

  test("a file name that leads out of the folder is refused", () => {
    const files = { ...manifest.files, reports: { ...FILE, name: "../reports-0123456789abcdef.jsonl" } };
    expect(() => parseManifest(JSON.stringify({ ...manifest, files }))).toThrow();
  });

  test("refuses other reading code, other tables and another model, and names the command that rebuilds", () => {
    const refusal = expect.objectContaining({
      code: "index-mismatch",
      message: expect.stringContaining("npm run ingest"),
    });
    expect(() => checkManifest(manifest, expected)).not.toThrow();
    expect(() => checkManifest(manifest, { ...expected, readingVersion: "2" })).toThrow(refusal);
    expect(() => checkManifest(manifest, { ...expected, converterVersion: "tables-2" })).toThrow(refusal);
    expect(() => checkManifest(manifest, { ...expected, embedder: { ...BARE_STAMP, digest: "x" } })).toThrow(refusal);
    expect(() => checkManifest({ ...manifest, embedder: null }, expected)).toThrow(refusal);
  });

  test("an index with vectors serves a caller that wants none", () => {
    expect(() => checkManifest(manifest, { ...MAKERS, embedder: null })).not.toThrow();
  });
});
