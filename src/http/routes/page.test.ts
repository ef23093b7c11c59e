import { describe, expect, it } from "vitest";
import { readError, setUpApp } from "../../testing/set-up-app.ts";

const FILES: Readonly<Record<string, string>> = {
  "manifest.json": JSON.stringify({
    version: 1,
    files: {
      "/": { file: "index.html", type: "text/html; charset=utf-8", hashed: false },
      "/reports/:id": { file: "reader.html", type: "text/html; charset=utf-8", hashed: false },
      "/404": { file: "not-found.html", type: "text/html; charset=utf-8", hashed: false },
      "/assets/icon-CD34.svg": { file: "assets/icon-CD34.svg", type: "image/svg+xml", hashed: true },
      "/assets/page-AB12.js": { file: "assets/page-AB12.js", type: "text/javascript; charset=utf-8", hashed: true },
    },
  }),
  "index.html": "<!doctype html><title>法问</title>",
  "reader.html": "<!doctype html><title>报告</title>",
  "not-found.html": "<!doctype html><title>没有这个页面</title>",
  "assets/icon-CD34.svg": "<svg/>",
  "assets/page-AB12.js": "start()",
};

function setUpPage(files = FILES) {
  const read: string[] = [];
  const { app } = setUpApp({
    readAsset: async (name) => {
      read.push(name);
      const text = files[name];
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
  });
  return { app, read };
}

describe("the page", () => {
  it("is served at / and asked for anew each time, by its digest", async () => {
    const { app } = setUpPage();
    const response = await app.request("/");
    expect(await response.text()).toBe(FILES["index.html"]);
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("Cache-Control")).toBe("no-cache");
    const tag = response.headers.get("ETag") ?? "";
    expect((await app.request("/", { headers: { "If-None-Match": tag } })).status).toBe(304);
  });

  it("is one for all reports, whatever their id, and not found where it is not built", async () => {
    const { app } = setUpPage();
    for (const path of ["/reports/a", "/reports/%E4%BA%91%2F2023?start=1&end=2&n=1"])
      expect(await (await app.request(path)).text()).toBe(FILES["reader.html"]);
    for (const path of ["/reports", "/reports/a/b", "/indicators"]) expect((await app.request(path)).status).toBe(404);
  });

  it("keeps its hashed files in the browser for good", async () => {
    const response = await setUpPage().app.request("/assets/page-AB12.js");
    expect(await response.text()).toBe("start()");
    expect(response.headers.get("Cache-Control")).toMatch(/immutable/);
  });

  it("gives its icon to browsers that ask for one unbidden", async () => {
    const response = await setUpPage().app.request("/favicon.ico");
    expect(await response.text()).toBe("<svg/>");
    expect(response.headers.get("Content-Type")).toBe("image/svg+xml");
    expect(response.headers.get("Cache-Control")).toBe("no-cache");
  });

  it("comes compressed to who takes it, with the same digest for both", async () => {
    const { app } = setUpPage();
    const headers = { "Accept-Encoding": "gzip, deflate, br" };
    const response = await app.request("/", { headers });
    expect(response.headers.get("Content-Encoding")).toBe("gzip");
    expect(response.headers.get("Vary")).toContain("Accept-Encoding");
    const plain = response.body?.pipeThrough(new DecompressionStream("gzip"));
    expect(await new Response(plain ?? null).text()).toBe(FILES["index.html"]);
    const tag = response.headers.get("ETag") ?? "";
    expect((await app.request("/", { headers: { ...headers, "If-None-Match": tag } })).status).toBe(304);
    expect((await app.request("/")).headers.get("Content-Encoding")).toBeNull();
  });

  it("never reads a file that the manifest does not name", async () => {
    const { app, read } = setUpPage();
    const paths = ["/assets/manifest.json", "/assets/..%2f..%2fpackage.json", "/assets/__proto__", "/package.json"];
    for (const path of paths) expect((await app.request(path)).status).toBe(404);
    expect(new Set(read)).toEqual(new Set(["manifest.json"]));
  });

  it("shows people a page where there is none, and programs an error", async () => {
    const { app } = setUpPage();
    const headers = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
    for (const path of ["/nope", "/reports", "/reports/", "/assets/old-AB12.js"]) {
      const response = await app.request(path, { headers });
      expect(response.status).toBe(404);
      expect(await response.text()).toBe(FILES["not-found.html"]);
    }
    for (const [path, init] of [
      ["/api/nope", { headers }],
      ["/v1/nope", { headers }],
      ["/nope", {}],
      ["/nope", { headers, method: "POST" }],
    ] as const) {
      const response = await app.request(path, init);
      expect(response.status).toBe(404);
      expect(response.headers.get("Content-Type")).toMatch(/application\/json/);
    }
    expect((await setUpPage({}).app.request("/nope", { headers })).status).toBe(404);
  });

  it("says how to build it when it is not built", async () => {
    const response = await setUpPage({}).app.request("/");
    expect(response.status).toBe(503);
    expect((await readError(response)).message).toMatch(/npm start/);
  });
});
