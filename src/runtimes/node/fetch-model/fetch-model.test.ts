import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type FakeHub,
  HUB_COMMIT,
  HUB_SECRET,
  type HubRequest,
  type Misbehaviour,
  startFakeHub,
} from "../../../testing/fake-hub.ts";
import { listMissingModelFiles } from "../embedder-model.ts";
import { type FetchProgress, fetchModel } from "./fetch-model.ts";

const ID = "org/bge-small-zh-v1.5";
const MODEL = "onnx/model_quantized.onnx";
const SIZE = 300_000;
const model = Uint8Array.from({ length: SIZE }, (_, at) => (at * 31) % 251);
const FILES: Readonly<Record<string, Uint8Array>> = {
  "config.json": Buffer.from('{"hidden_size":16}'),
  "tokenizer.json": Buffer.from('{"model":{}}'),
  "tokenizer_config.json": Buffer.from("{}"),
  "1_Pooling/config.json": Buffer.from('{"pooling_mode_cls_token":true}'),
  [MODEL]: model,
};
/** Out of reach, however busy the machine is. */
const LIMITS = { silenceMs: 60_000, wholeMs: 100_000, retryMs: 5 };

let scratch: string;
let folder: string;
const hubs: FakeHub[] = [];
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "fawen-fetch-"));
  folder = join(scratch, ID);
});
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function start(misbehave?: (request: HubRequest) => Misbehaviour | undefined, files = FILES) {
  const hub = await startFakeHub(files, misbehave);
  hubs.push(hub);
  return hub;
}

const fetchFrom = (hub: Pick<FakeHub, "url">, options: Partial<Parameters<typeof fetchModel>[0]> = {}) =>
  fetchModel({ folder, id: ID, hubUrl: hub.url, limits: LIMITS, ...options });

/** Misbehaves at the store, where the model itself comes from. */
const atStore = (misbehave: (attempt: number) => Misbehaviour | undefined) => (request: HubRequest) =>
  request.server === "store" && request.method === "GET" ? misbehave(request.attempt) : undefined;

function expectWhole(files = FILES) {
  for (const [file, content] of Object.entries(files))
    expect(readFileSync(join(folder, file)).equals(content), file).toBe(true);
  expect(readdirSync(dirname(folder))).toEqual([ID.split("/")[1]]);
}

const modelRequests = ({ requests }: FakeHub) => requests.filter(({ server }) => server === "store");

async function failureOf(work: Promise<void>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  // Whatever went wrong: a half-fetched model is no model.
  expect(listMissingModelFiles(folder)).not.toEqual([]);
  expect(error).toBeInstanceOf(Error);
  const { message } = error as Error;
  expect(message).not.toContain("\n");
  expect(message).not.toContain(HUB_SECRET);
  return message;
}

describe("fetchModel", () => {
  it("fetches all files of one commit, follows to the store, and tells how much has come", async () => {
    const hub = await start();
    const progress: FetchProgress[] = [];
    await fetchFrom(hub, { onProgress: (state) => progress.push(state) });
    expectWhole();
    const total = Object.values(FILES).reduce((sum, { length }) => sum + length, 0);
    expect(progress.at(-1)).toEqual({ done: total, total });
    const done = progress.map((state) => state.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    const later = hub.requests.filter(({ server, file }) => server === "hub" && file !== "config.json");
    expect(later.every(({ path }) => path.startsWith(`/${ID}/resolve/${HUB_COMMIT}/`))).toBe(true);
  });

  it("takes the bigger model file where the hub has no quantised one", async () => {
    const { [MODEL]: full = model, ...others } = FILES;
    const files = { ...others, "onnx/model.onnx": full };
    await fetchFrom(await start(undefined, files));
    expectWhole(files);
  });

  it("goes on where the connection broke, as often as it breaks", async () => {
    const hub = await start(atStore((attempt) => (attempt < 7 ? { cutAfter: 40_000 } : undefined)));
    await fetchFrom(hub);
    expectWhole();
    const ranges = modelRequests(hub).map(({ range }) => Number(/\d+/.exec(range ?? "0")));
    expect(ranges).toHaveLength(7);
    expect(ranges).toEqual(ranges.toSorted((a, b) => a - b));
    expect(ranges.at(-1)).toBeGreaterThan(200_000);
  });

  it("goes on where an earlier run ended", async () => {
    const broken = await start(atStore((attempt) => (attempt === 1 ? { cutAfter: 100_000 } : { status: 503 })));
    expect(await failureOf(fetchFrom(broken))).toMatch(/model_quantized\.onnx：HTTP 503.*再运行一次就接着下/);
    expect(existsSync(folder)).toBe(false);
    const hub = await start();
    await fetchFrom(hub);
    expectWhole();
    expect(modelRequests(hub).map(({ range }) => range)).toEqual([expect.stringMatching(/^bytes=[1-9]\d+-$/)]);
  });

  it("begins anew when the model on the hub is another one by then", async () => {
    await failureOf(fetchFrom(await start(atStore((n) => (n === 1 ? { cutAfter: 100_000 } : { status: 503 })))));
    const files = { ...FILES, [MODEL]: model.map((value) => value ^ 1) };
    const hub = await start(undefined, files);
    await fetchFrom(hub);
    expectWhole(files);
    expect(modelRequests(hub).map(({ range }) => range)).toEqual([undefined]);
  });

  it("begins anew at a server that knows no ranges", async () => {
    const hub = await start(atStore((n) => ({ withoutRanges: true, ...(n === 1 ? { cutAfter: 100_000 } : {}) })));
    await fetchFrom(hub);
    expectWhole();
    expect(modelRequests(hub)).toHaveLength(2);
  });

  it("fetches once more what came out wrong, and gives up the second time", async () => {
    const wrong = model.map((value, at) => (at === SIZE - 1 ? value ^ 1 : value));
    await fetchFrom(await start(atStore((n) => (n === 1 ? { content: wrong } : undefined))));
    expectWhole();
    rmSync(folder, { recursive: true });
    const always = await start(atStore(() => ({ content: wrong })));
    expect(await failureOf(fetchFrom(always))).toMatch(/model_quantized\.onnx：两次下载的都不对，校验值是/);
    expect(modelRequests(always)).toHaveLength(2);
  });

  it("checks small files too", async () => {
    const hub = await start(({ method, file }) =>
      method === "GET" && file === "tokenizer.json" ? { content: Buffer.from('{"model":[]}') } : undefined,
    );
    expect(await failureOf(fetchFrom(hub))).toMatch(/tokenizer\.json：两次下载的都不对/);
  });

  it("does not fill the disk with more than was told", async () => {
    const more = await start(atStore(() => ({ content: new Uint8Array(SIZE + 1) })));
    expect(await failureOf(fetchFrom(more))).toMatch(/比应有的 300000 字节大/);
  });

  it("does not take a file that ends too early for a whole one", async () => {
    const less = await start(atStore(() => ({ content: model.subarray(0, 1000), withoutRanges: true })));
    expect(await failureOf(fetchFrom(less))).toMatch(/连接提前断开/);
  });

  it.each([
    ["tells neither size nor digest", false, /config\.json：没有说明大小和校验值.*登录/],
    ["tells the size of its page", true, /config\.json：内容不是模型文件.*登录/],
  ])("does not take the page of a place to log in, which %s, for a model", async (_, telling, fault) => {
    const page = Buffer.from("<html>登录</html>");
    const portal = createServer((request, response) => {
      const length = telling ? { "content-length": page.length } : { "transfer-encoding": "chunked" };
      response.writeHead(200, { "content-type": "text/html", ...length });
      response.end(request.method === "HEAD" ? undefined : page);
    });
    await new Promise<void>((resolve) => portal.listen(0, "127.0.0.1", resolve));
    try {
      // Safe: a server that listens on a port has an address object.
      const url = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
      expect(await failureOf(fetchFrom({ url }))).toMatch(fault);
      expect(existsSync(folder)).toBe(false);
    } finally {
      portal.closeAllConnections();
      portal.close();
    }
  });

  it("does not take a page in the place of the model itself", async () => {
    const files = { ...FILES, [MODEL]: Buffer.from("\n<!DOCTYPE html><html></html>") };
    const hub = await start(() => ({ withoutDigests: true }), files);
    expect(await failureOf(fetchFrom(hub))).toMatch(/model_quantized\.onnx：内容不是模型文件/);
  });

  it("takes files by their size where a mirror tells no digests", async () => {
    await fetchFrom(await start(() => ({ withoutDigests: true })));
    expectWhole();
  });

  it.each([
    ["there is no such model", "config.json", 404, /config\.json：没有这个文件/],
    ["the model is not public", "config.json", 401, /HTTP 401.*不公开/],
    ["the licence was not agreed to", "config.json", 403, /HTTP 403.*许可/],
    ["nothing is there in our layout", MODEL, 404, /transformers\.js 格式.*Xenova\/bge-small-zh-v1\.5/],
    ["the hub is down", "tokenizer.json", 503, /tokenizer\.json：HTTP 503/],
    ["too much is asked of the hub", "config.json", 429, /HTTP 429，对方正忙/],
  ])("says in one line that %s, and how to get the model by hand", async (_, file, status, fault) => {
    const hub = await start((request) => (request.file === file ? { status } : undefined));
    const message = await failureOf(fetchFrom(hub));
    expect(message).toMatch(fault);
    expect(message).toContain(`${hub.url}/${ID}/tree/main`);
    expect(message).toContain(folder);
  });

  it("says in one line that nobody answers", async () => {
    const hub = await startFakeHub({});
    await hub.close();
    expect(await failureOf(fetchFrom(hub))).toMatch(/config\.json：连接被拒绝/);
  });

  it("asks again when the hub is busy, no sooner than it says", async () => {
    const hub = await start(({ file, attempt }) =>
      file === "config.json" && attempt === 1 ? { status: 429, headers: { "retry-after": "0" } } : undefined,
    );
    await fetchFrom(hub);
    expectWhole();
  });

  it("gives up on a hub that says nothing, before and in the middle of a file", async () => {
    const limits = { ...LIMITS, silenceMs: 150 };
    const silent = await start(() => ({ hangAfter: 0 }));
    expect(await failureOf(fetchFrom(silent, { limits }))).toMatch(/0\.15 秒没有回应/);
    const stalled = await start(atStore(() => ({ hangAfter: 1000 })));
    const later = fetchFrom(stalled, { limits: { ...limits, wholeMs: 1_200 } });
    // Where the machine is busy, what is asked for before the file may take too long by itself.
    expect(await failureOf(later)).toMatch(/没有下载完|0\.15 秒没有回应/);
  });

  it("stops when it is cancelled, and keeps what has come", async () => {
    const hub = await start(atStore((attempt) => (attempt === 1 ? { hangAfter: 100_000 } : undefined)));
    const stopping = new AbortController();
    const onProgress = ({ done }: FetchProgress) => done > 90_000 && stopping.abort();
    const work = fetchFrom(hub, { signal: stopping.signal, onProgress });
    await expect(work).rejects.toMatchObject({ code: "cancelled" });
    expect(existsSync(folder)).toBe(false);
    await fetchFrom(hub);
    expectWhole();
    expect(modelRequests(hub).at(-1)?.range).toMatch(/^bytes=[1-9]/);
  });

  it("sends a user name of the mirror's address to the mirror alone, and tells it nobody", async () => {
    const hub = await start();
    const url = hub.url.replace("//", "//anna:pass-9c1@");
    await fetchFrom({ url });
    expectWhole();
    const basic = `Basic ${Buffer.from("anna:pass-9c1").toString("base64")}`;
    expect(new Set(hub.requests.map(({ server, authorization }) => `${server} ${authorization}`))).toEqual(
      new Set([`hub ${basic}`, "store undefined"]),
    );
    rmSync(folder, { recursive: true });
    const closed = await start(() => ({ status: 401 }));
    const message = await failureOf(fetchFrom({ url: closed.url.replace("//", "//anna:pass-9c1@") }));
    expect(message).not.toMatch(/anna|pass-9c1/);
  });

  it.each([
    ["an address of another kind", "file:///etc/hosts"],
    ["no address", "http://"],
  ])("follows a redirect to %s nowhere", async (_, location) => {
    const hub = await start(() => ({ status: 302, headers: { location } }));
    expect(await failureOf(fetchFrom(hub))).toMatch(/重定向/);
  });

  it("gives up on a redirect that leads in a circle", async () => {
    const hub = await start(({ path }) => ({ status: 307, headers: { location: path } }));
    expect(await failureOf(fetchFrom(hub))).toMatch(/重定向太多次/);
  });

  it("does not make addresses of what a hub says its commit is", async () => {
    const hub = await start(({ file, method }) =>
      method === "HEAD" && file === "config.json" ? { headers: { "x-repo-commit": "../../other/main" } } : undefined,
    );
    await fetchFrom(hub);
    expectWhole();
    expect(hub.requests.every(({ server, path }) => server === "store" || path.includes("/resolve/main/"))).toBe(true);
  });

  it("completes a folder that somebody began to fill by hand, and keeps what is right in it", async () => {
    mkdirSync(join(folder, "onnx"), { recursive: true });
    writeFileSync(join(folder, MODEL), model);
    writeFileSync(join(folder, "tokenizer.json"), '{"cut off');
    const hub = await start();
    await fetchFrom(hub);
    expectWhole();
    expect(modelRequests(hub)).toEqual([]);
  });

  it("leaves it to the other process that fetches the same model", async () => {
    const hub = await start(atStore(() => ({ hangAfter: 1000 })));
    const stopping = new AbortController();
    let begun = () => {};
    const began = new Promise<void>((resolve) => (begun = resolve));
    const first = fetchFrom(hub, { signal: stopping.signal, onProgress: begun });
    await began;
    await expect(fetchFrom(hub)).rejects.toMatchObject({ code: "not-ready", message: expect.stringContaining("下载") });
    stopping.abort();
    await expect(first).rejects.toMatchObject({ code: "cancelled" });
  });

  it("says so when the disk takes nothing", async () => {
    writeFileSync(join(scratch, "org"), "a file where a folder has to be");
    expect(await failureOf(fetchFrom(await start()))).toMatch(/没能从 .*下载（.*(文件|文件夹).*）/);
    rmSync(join(scratch, "org"));
    mkdirSync(join(scratch, "org"));
    writeFileSync(folder, "a file where the model's folder has to be");
    expect(await failureOf(fetchFrom(await start()))).toContain(`（${folder}：同名的文件已存在`);
  });
});
