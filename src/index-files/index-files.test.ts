import fc from "fast-check";
import { inflateSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Library, ShardWords } from "../core/model/library.ts";
import type { Report } from "../core/model/report.ts";
import { indexWords } from "../core/search/index-words.ts";
import { BARE_STAMP, bareLibrary, bareReport } from "../testing/bare-library.ts";
import { decodeLibrary, type ShardBytes } from "./decode-library.ts";
import { createManifest, encodeShard, encodeShardVectors, placeShards } from "./encode-library.ts";
import { checkManifest, type IndexFile, type IndexManifest, parseManifest } from "./manifest.ts";
import { decodeBody, encodeBody } from "./report-body.ts";
import { decodeVectors, encodeVectors } from "./vector-bytes.ts";
import { decodeWords, encodeWords } from "./word-bytes.ts";

// What `bareLibrary` indexes its words with comes back from the manifest.
const MAKERS = {
  readingVersion: "1",
  converterVersion: "tables-1",
  wordsVersion: bareLibrary(["甲。"]).shards[0]?.words.version ?? "",
  figuresVersion: bareLibrary(["甲。"]).shards[0]?.figures.version ?? "",
};
const FILE: IndexFile = { name: "reports-0123456789abcdef.bin", bytes: 1, digest: "0".repeat(64) };

function manifestOf(library: Library): IndexManifest {
  const vectors = library.vectors && { ...FILE, name: "vectors-0123456789abcdef.bin" };
  const shards = library.shards.map(() => ({ reports: FILE, catalog: FILE, words: FILE, figures: FILE, vectors }));
  return createManifest(library, MAKERS, { shards, sources: null });
}

function join(chunks: Iterable<Uint8Array>): Uint8Array {
  return new Uint8Array(Buffer.concat([...chunks]));
}

function encode(library: Library): ShardBytes[] {
  return [...placeShards(library)].map((placed) => {
    const { reports, catalog, words, figures } = encodeShard(library, placed);
    const vectors = encodeShardVectors(library, placed);
    const files = { reports: join(reports), catalog: join(catalog), words: join(words), figures: join(figures) };
    return { ...files, vectors: vectors && join(vectors) };
  });
}

const decode = (library: Library, shards: readonly ShardBytes[], withVectors = true) =>
  decodeLibrary(manifestOf(library), shards, withVectors);

const roundTrip = (library: Library) => decode(library, encode(library));

/** Changes the catalogue of the first shard as text. */
function editCatalog(library: Library, edit: (json: string) => string): ShardBytes[] {
  return encode(library).map((shard, row) =>
    row > 0 ? shard : { ...shard, catalog: Buffer.from(edit(Buffer.from(shard.catalog).toString())) },
  );
}

const corrupt = (message = "") => ({ code: "index-corrupt", message: expect.stringContaining(message) });
const bodyOf = ({ raw, text, offsets, sections, repairs, suspects }: Report) => {
  return { raw, text, offsets, sections, repairs, suspects };
};

describe("library and bytes", () => {
  test("a library comes back as it was", async () => {
    const library = bareLibrary(["全年办结案件 12 件。", "𠮷字与 emoji 🙂 也在。", 'quote " \\ \u2028 line']);
    expect(await roundTrip(library)).toEqual(library);
  });

  test("facts that a report need not have come back", async () => {
    const library = bareLibrary(["甲。"]);
    const copies = [{ id: "r9", file: "r9.txt", url: "https://example.org/9" }];
    const reports = library.reports.map((report) => ({
      ...report,
      url: "https://example.org",
      copies,
      fingerprint: "0f",
    }));
    expect(await roundTrip({ ...library, reports })).toEqual({ ...library, reports });
  });

  test("reports are copied and compared like any other before their texts were ever asked for", async () => {
    const library = bareLibrary(["甲。", "乙。"]);
    const [report] = (await roundTrip(library)).reports;
    expect({ ...report }).toEqual(library.reports[0]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(JSON.parse(JSON.stringify(library.reports[0])));
    expect(report?.sections).toBe(report?.sections);
  });

  test("a library without vectors, one without reports, and one whose vectors are left out come back", async () => {
    const bare = bareLibrary(["只有文字。"], { vectors: false });
    expect(await roundTrip(bare)).toEqual(bare);
    for (const vectors of [true, false]) {
      const empty = bareLibrary([], { vectors });
      expect(await roundTrip(empty)).toEqual(empty);
    }
    const library = bareLibrary(["甲。", "乙。"]);
    const withoutVectors = encode(library).map((shard) => ({ ...shard, vectors: null }));
    expect(await decode(library, withoutVectors, false)).toEqual({ ...library, vectors: null });
    await expect(decode(library, withoutVectors)).rejects.toMatchObject(corrupt("向量"));
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
        const body = { ...bodyOf(bareReport("r", "文")), offsets: { runs: Uint32Array.from(runs) } };
        expect(decodeBody(encodeBody(body))).toEqual(body);
      }),
    );
  });

  test("text that differs from its source here and there, and paths of any shape, survive", () => {
    const report = bodyOf(bareReport("r", "文"));
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
    expect(decodeBody(encodeBody(whole))).toEqual(whole);
    const encoded = Buffer.from(inflateSync(encodeBody(whole))).toString();
    expect(encoded).toContain("正文正文");
    expect(encoded).not.toContain("正文正文结尾");
    const gappy = { ...whole, text: `${text}多` };
    expect(decodeBody(encodeBody(gappy))).toEqual(gappy);
  });

  test("a report whose bytes were altered is named when it is asked for, and the others are there", async () => {
    const library = bareLibrary(["甲。", "乙。"]);
    const [first, second] = encode(library);
    if (first === undefined || second === undefined) throw new Error("two shards are two");
    for (const bytes of [first.reports.with(0, 7), first.reports.toReversed(), first.reports]) {
      const altered = await decode(library, [{ ...first, reports: bytes }, second]);
      if (bytes === first.reports) expect(altered.reports[0]?.text).toContain("甲。");
      else expect(() => altered.reports[0]?.text).toThrow(expect.objectContaining(corrupt("r0")));
      expect(altered.reports[1]?.text).toContain("乙。");
    }
    const cut = [{ ...first, reports: first.reports.subarray(0, -1) }, second];
    await expect(decode(library, cut)).rejects.toMatchObject(corrupt("字节"));
  });

  test("texts that find no room are decoded again when they are asked for, and are the same", async () => {
    const library = bareLibrary(["甲。".repeat(50), "乙。".repeat(50), "丙。".repeat(50)]);
    const all = (await decode(library, encode(library))).reports;
    const few = (await decodeLibrary(manifestOf(library), encode(library), true, 300)).reports;
    const [first, second] = few;
    const sections = first?.sections;
    expect(first?.sections).toBe(sections);
    expect(second?.text).toBe(all[1]?.text);
    expect(first?.sections).toEqual(sections);
    expect(first?.sections).not.toBe(sections);
    expect(few).toEqual(library.reports);
  });

  test("a text of another length than its passages count on is reported as damage", async () => {
    const library = bareLibrary(["甲。"]);
    const longer = editCatalog(library, (json) => json.replace(/"textLength":\d+/, '"textLength":99'));
    const [report] = (await decode(library, longer)).reports;
    expect(() => report?.text).toThrow(expect.objectContaining(corrupt("r0")));
  });

  test("a catalogue that is cut or points outside its reports is reported as damage", async () => {
    const library = bareLibrary(["甲。"]);
    const edits: ((json: string) => string)[] = [
      (json) => json.slice(0, -9),
      (json) => json.replace(/"passages":\[\d+,\d+,\d+/, '"passages":[0,0,9999'),
      (json) => json.replace(/"passages":\[\d+,/, '"passages":['),
      (json) => json.replace('"certainty":"given"', '"certainty":"sure"'),
    ];
    for (const edit of edits)
      await expect(decode(library, editCatalog(library, edit))).rejects.toMatchObject(corrupt("第 1 组"));
  });

  test("shards that are missing or do not belong together are noticed", async () => {
    const library = bareLibrary(["甲。", "乙。"]);
    const shards = encode(library);
    await expect(decode(library, shards.slice(0, 1))).rejects.toMatchObject(corrupt("实有 1、1"));
    const none = join(encodeWords(indexWords([], "")));
    await expect(
      decode(
        library,
        shards.map((shard) => ({ ...shard, words: none })),
      ),
    ).rejects.toMatchObject(corrupt("词语"));
  });
});

describe("word bytes", () => {
  const words = indexWords(
    ["甲乙丙", "乙丙2023年"].map((text) => ({ fields: [{ text, weight: 1 }] })),
    "v",
  );
  const wide: ShardWords = { ...words, passages: Uint32Array.from(words.passages) };

  test("come back from memory that is not aligned, with passage numbers of both widths", () => {
    for (const each of [words, wide]) {
      const bytes = join(encodeWords(each));
      const shifted = new Uint8Array(bytes.length + 1);
      shifted.set(bytes, 1);
      expect(decodeWords(shifted.subarray(1), "v")).toEqual(each);
    }
  });

  test("are read in place where memory is aligned", () => {
    const bytes = join(encodeWords(words));
    expect(decodeWords(bytes, "v").terms.buffer).toBe(bytes.buffer);
  });

  test("a header or length that does not fit is a damaged index", () => {
    const bytes = join(encodeWords(words));
    const broken = [
      bytes.subarray(0, 10),
      bytes.subarray(0, -1),
      ...[0, 8, 12, 16, 20].map((at) => bytes.with(at, 77)),
    ];
    for (const each of broken)
      expect(() => decodeWords(each, "v")).toThrow(expect.objectContaining({ code: "index-corrupt" }));
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
    for (const broken of ["{", "[]", JSON.stringify({ ...manifest, shards: [{}] })])
      expect(() => parseManifest(broken)).toThrow(expect.objectContaining({ code: "index-corrupt" }));
  });

  test("a file name that leads out of the folder is refused", () => {
    const sources = { ...FILE, name: "../sources-0123456789abcdef.json" };
    expect(() => parseManifest(JSON.stringify({ ...manifest, sources }))).toThrow();
  });

  test("refuses other reading code, other tables and another model, and names the command that rebuilds", () => {
    const refusal = expect.objectContaining({
      code: "index-mismatch",
      message: expect.stringContaining("npm run ingest"),
    });
    expect(() => checkManifest(manifest, expected)).not.toThrow();
    expect(() => checkManifest(manifest, { ...expected, readingVersion: "2" })).toThrow(refusal);
    expect(() => checkManifest(manifest, { ...expected, converterVersion: "tables-2" })).toThrow(refusal);
    expect(() => checkManifest(manifest, { ...expected, wordsVersion: "2" })).toThrow(refusal);
    expect(() => checkManifest(manifest, { ...expected, figuresVersion: "2" })).toThrow(refusal);
    expect(() => checkManifest(manifest, { ...expected, embedder: { ...BARE_STAMP, digest: "x" } })).toThrow(refusal);
    expect(() => checkManifest({ ...manifest, embedder: null }, expected)).toThrow(refusal);
  });

  test.each([
    ["dimensions", { dimensions: 8 }, "4 维", "8 维"],
    ["pooling", { pooling: "mean" }, "cls", "mean"],
    ["prefix of questions", { queryPrefix: "query: " }, "提问：", "query: "],
    ["prefix of passages", { passagePrefix: "passage: " }, "sample", "passage: "],
  ] as const)("refuses vectors made with another %s, and shows both", (_, other, has, wants) => {
    const check = () => checkManifest(manifest, { ...expected, embedder: { ...BARE_STAMP, ...other } });
    expect(check).toThrow(expect.objectContaining({ code: "index-mismatch" }));
    expect(check).toThrow(new RegExp(`${has}.*本程序使用.*${wants}.*npm run ingest`));
  });

  test("what is built from an index takes its words, figures and vectors whoever made them", () => {
    const any = { ...MAKERS, wordsVersion: "any", figuresVersion: "any", embedder: "any" } as const;
    expect(() => checkManifest({ ...manifest, wordsVersion: "2", figuresVersion: "2" }, any)).not.toThrow();
  });

  test("an index with vectors serves a caller that wants none", () => {
    expect(() => checkManifest(manifest, { ...MAKERS, embedder: null })).not.toThrow();
  });
});
