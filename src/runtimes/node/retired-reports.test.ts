import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { fillStore } from "../../adapters/vector-store/fill-store.ts";
import { placeReports } from "../../adapters/vector-store/stored-reports.ts";
import { createVectorizeStore } from "../../adapters/vectorize/vectorize-store.ts";
import { createFakeVectorize } from "../../testing/fake-vectorize.ts";
import { createPlacedLibrary } from "../../testing/placed-library.ts";
import { plainStamp } from "../../testing/plain-stamp.ts";
import { openRetiredReports } from "./retired-reports.ts";
import { createStoreKeeper } from "./store-keeper.ts";

const scratch = mkdtempSync(join(tmpdir(), "fawen-retired-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const path = join(scratch, "index", "stored-reports.json");
const HOUR_MS = 3_600_000;
const report = (key: string) => ({ key, region: "海西省云泽市", year: 2023, passages: 2 });
const [one, two, three] = [report("one"), report("two"), report("three")];

let now = 0;
const open = (store = "vectorize m") => openRetiredReports(path, store, () => now);
const keysOf = (reports: readonly { readonly key: string }[]) => reports.map(({ key }) => key);

beforeEach(() => {
  rmSync(path, { force: true });
  now = 1_000_000;
});

describe("openRetiredReports", () => {
  it("gives what has been gone for a day, until it is told that it was removed", async () => {
    expect(await open().due([one, two, three])).toEqual([]);
    expect(await open().due([two])).toEqual([]);
    now += 23 * HOUR_MS;
    expect(await open().due([two])).toEqual([]);
    now += HOUR_MS;
    const due = await open().due([two]);
    expect(keysOf(due)).toEqual(["one", "three"]);
    expect(keysOf(await open().due([two]))).toEqual(["one", "three"]);
    await open().forget(due);
    expect(await open().due([two])).toEqual([]);
  });

  it("never gives what came back, and counts its day anew when it goes again", async () => {
    await open().due([one, two]);
    await open().due([two]);
    now += 20 * HOUR_MS;
    await open().due([one, two]);
    now += 20 * HOUR_MS;
    expect(await open().due([two])).toEqual([]);
    now += 24 * HOUR_MS;
    expect(keysOf(await open().due([two]))).toEqual(["one"]);
  });

  it("takes nothing from a record of another engine or model, or one that cannot be read", async () => {
    await open().due([one]);
    expect(await open("vectorize n").due([two])).toEqual([]);
    now += 30 * HOUR_MS;
    expect(await open("vectorize n").due([two])).toEqual([]);
    writeFileSync(path, "{");
    expect(await open().due([two])).toEqual([]);
  });
});

it("lets a keeper remove from Vectorize what left the index a day ago, and keep what the deployment still uses", async () => {
  const stamp = plainStamp("m", 8);
  const fake = createFakeVectorize(8, ["region", "year", "report"]);
  const store = await createVectorizeStore(fake, stamp, { sleep: (_, signal) => quickly(signal) });
  const keeper = createStoreKeeper(store, () => {}, { retired: open() });
  const [before, after] = [createPlacedLibrary(stamp, 4), createPlacedLibrary(stamp, 2)];
  const gone = placeReports(before).slice(2);
  await fillStore(store, before);
  await keeper.retain(before);
  await keeper.retain(after);
  expect(await store.missing(gone)).toEqual([]);
  now += 24 * HOUR_MS;
  await keeper.retain(after);
  expect(await store.missing(gone)).toHaveLength(2);
  expect(await store.missing(placeReports(after))).toEqual([]);
  expect(fake.calls).toContain("delete");
  const deleted = fake.calls.filter((name) => name === "delete").length;
  await keeper.retain(after);
  expect(fake.calls.filter((name) => name === "delete")).toHaveLength(deleted);
  await keeper.close();
});

function quickly(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  return new Promise((resolve) => setTimeout(resolve, 5));
}
