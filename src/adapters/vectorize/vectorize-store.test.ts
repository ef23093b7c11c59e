import { describe, expect, it } from "vitest";
import { createFakeVectorize } from "../../testing/fake-vectorize.ts";
import { startVectorizeApi } from "../../testing/fake-vectorize-api.ts";
import { createPlacedLibrary } from "../../testing/placed-library.ts";
import { plainStamp } from "../../testing/plain-stamp.ts";
import { testVectorStore } from "../../testing/vector-store-contract.ts";
import { SYSTEM_CLOCK } from "../clock.ts";
import { TRY_ONCE } from "../request-backend.ts";
import { fillStore } from "../vector-store/fill-store.ts";
import { placeReports } from "../vector-store/stored-reports.ts";
import { createVectorizeApi } from "./vectorize-api.ts";
import { cutToBytes, writeVectorizeFilter } from "./vectorize-filter.ts";
import { createVectorizeStore } from "./vectorize-store.ts";

const INDEXES = ["region", "year", "report"];
/** Seconds pass as hundredths. */
const quick = { sleep: (ms: number, signal?: AbortSignal) => SYSTEM_CLOCK.sleep(ms / 100, signal) };

testVectorStore("vectorize", async () => {
  const fake = createFakeVectorize(32, INDEXES);
  return {
    open: (stamp) => createVectorizeStore(fake, stamp, quick),
    breakDown: async () => {
      fake.down = true;
    },
    repair: async () => {
      fake.down = false;
    },
    close: async () => {},
    secrets: [],
  };
});

testVectorStore("vectorize through its API", async () => {
  const fake = createFakeVectorize(32, INDEXES);
  const apiKey = "cf-token-0123456789";
  const api = await startVectorizeApi(fake, apiKey);
  const connection = { baseUrl: api.url, apiKey, timeoutMs: 5_000, retry: TRY_ONCE, fetch };
  return {
    open: (stamp) => createVectorizeStore(createVectorizeApi(connection), stamp, quick),
    breakDown: async () => {
      fake.down = true;
    },
    repair: async () => {
      fake.down = false;
    },
    close: api.close,
    secrets: [apiKey],
  };
});

describe("createVectorizeApi", () => {
  it("says that a token is wrong without showing it, and that a reply is none of Vectorize", async () => {
    const api = await startVectorizeApi(createFakeVectorize(8, INDEXES), "right-token-1");
    const binding = (baseUrl: string) =>
      createVectorizeApi({ baseUrl, apiKey: "wrong-token-2", timeoutMs: 5_000, retry: TRY_ONCE, fetch });
    await expect(binding(api.url).describe()).rejects.toMatchObject({
      ...{ code: "backend-failed", message: expect.stringMatching(/^vectorize(?!.*wrong-token-2).*密钥/) },
    });
    await expect(binding(`${api.url}/elsewhere`).describe()).rejects.toMatchObject({ code: "backend-failed" });
    await api.close();
  });
});

describe("createVectorizeStore", () => {
  const stamp = plainStamp("m", 8);

  it("says which metadata indexes have to be made, and that vectors have to be put in again", async () => {
    const store = await createVectorizeStore(createFakeVectorize(8, ["year"]), stamp, quick);
    await expect(fillStore(store, createPlacedLibrary(stamp, 1))).rejects.toMatchObject({
      code: "bad-setting",
      message: expect.stringMatching(/region、year、report.*create-metadata-index.*重新写入/),
    });
  });

  it("keeps vectors of two models of the same size apart", async () => {
    const fake = createFakeVectorize(8, INDEXES);
    const library = createPlacedLibrary(stamp, 1);
    await fillStore(await createVectorizeStore(fake, stamp, quick), library);
    const other = await createVectorizeStore(fake, plainStamp("n", 8), quick);
    expect(await other.search(library.vectors.values.slice(0, 8), 5, {})).toEqual([]);
  });

  it("names the limit to a model whose vectors are too long", async () => {
    const store = await createVectorizeStore(createFakeVectorize(8, INDEXES), plainStamp("long", 3_072), quick);
    await expect(store.missing(placeReports(createPlacedLibrary(stamp, 1)))).rejects.toMatchObject({
      ...{ code: "index-mismatch", message: expect.stringContaining("最多 1536 维") },
    });
  });

  it("never asks for more than is allowed at once", async () => {
    const fake = createFakeVectorize(8, INDEXES);
    const store = await createVectorizeStore(fake, stamp, quick);
    const library = createPlacedLibrary(stamp, 60);
    await fillStore(store, library);
    expect(fake.calls.filter((name) => name === "upsert")).toHaveLength(2);
    expect(await store.search(library.vectors.values.slice(0, 8), 1_000, {})).toHaveLength(100);
  });
});

describe("writeVectorizeFilter", () => {
  const regions = Array.from({ length: 80 }, (_, row) => `某某省某某市第${row}区`);

  it("leaves out the longest list where all do not fit, and everything where none does", () => {
    expect(writeVectorizeFilter({ regions, years: [2023] })).toEqual({ year: { $in: [2023] } });
    expect(writeVectorizeFilter({ regions })).toBeNull();
    expect(writeVectorizeFilter({})).toBeNull();
    expect(writeVectorizeFilter({ reports: ["a"] })).toEqual({ report: { $in: ["a"] } });
  });

  it("cuts a long place between characters, the same here and where it is put in", () => {
    const long = "新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县";
    expect(cutToBytes(long, 64)).toBe(long.slice(0, 21));
    expect(writeVectorizeFilter({ regions: [long] })).toEqual({ region: { $in: [long.slice(0, 21)] } });
  });
});
