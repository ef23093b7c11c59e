import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { afterEach, describe, expect, test } from "vitest";
import { makePdf } from "../../../testing/make-pdf.ts";
import { type FetchPageOptions, fetchPage } from "./fetch-page.ts";
import { isPrivateAddress } from "./private-address.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const fetchLocal = (address: string, options: FetchPageOptions = {}) =>
  fetchPage(address, { allowPrivateHosts: true, ...options });

const PAGE = `<html><body><article><h1>青禾县年度报告</h1>${"<p>一年里修订了办事指南，材料减了一半，来办事的人都说省心。</p>".repeat(9)}</article></body></html>`;

describe("fetchPage", () => {
  test("reads the main text of a page and nothing it links to", async () => {
    const asked: string[] = [];
    const base = await serve((request, response) => {
      asked.push(request.url ?? "");
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(PAGE.replace("</article>", '<p><a href="/other">下一篇</a></p></article>'));
    });
    expect((await fetchLocal(`${base}/a.html`)).text).toContain("来办事的人都说省心。\n");
    expect(asked).toEqual(["/a.html"]);
  });

  test("goes by the type that the server names, then by the ending of the address", async () => {
    const pdf = makePdf([[{ text: "青禾县报告", x: 80, y: 700 }]]);
    const base = await serve((request, response) => {
      if (request.url === "/report") response.setHeader("content-type", "application/pdf");
      response.end(request.url === "/x.bin" ? "x" : pdf);
    });
    expect((await fetchLocal(`${base}/report`)).text).toBe("青禾县报告\n");
    expect((await fetchLocal(`${base}/files/a.pdf`)).text).toBe("青禾县报告\n");
    await expect(fetchLocal(`${base}/x.bin`)).rejects.toMatchObject({ message: expect.stringContaining("未知类型") });
  });

  test("unpacks what a server compresses unasked, within the size limit", async () => {
    const base = await serve((request, response) => {
      response.setHeader("content-type", "text/plain; charset=utf-8");
      if (request.url === "/odd") response.setHeader("content-encoding", "zstd").end("x");
      else if (request.url === "/br") response.setHeader("content-encoding", "br").end(brotliCompressSync("到了"));
      else {
        const body = request.url === "/bomb" ? gzipSync(Buffer.alloc(1_000_000, "很")) : gzipSync("到了");
        response.setHeader("content-encoding", "gzip").end(request.url === "/cut" ? body.subarray(0, 15) : body);
      }
    });
    expect((await fetchLocal(`${base}/`)).text).toBe("到了");
    expect((await fetchLocal(`${base}/br`)).text).toBe("到了");
    for (const [path, reason] of [
      ["bomb", "过大"],
      ["cut", "无法连接"],
      ["odd", "zstd"],
    ])
      await expect(fetchLocal(`${base}/${path}`, { maxBytes: 50_000 })).rejects.toMatchObject({
        message: expect.stringContaining(reason ?? ""),
      });
  });

  test("heeds the encoding that the server names", async () => {
    const base = await serve((_, response) => {
      response.setHeader("content-type", "text/plain; charset=big5").end(iconv.encode("中文", "big5"));
    });
    expect((await fetchLocal(base)).text).toBe("中文");
  });

  test("reads a download without a type by its content", async () => {
    const base = await serve((_, response) => {
      response.setHeader("content-type", "application/octet-stream");
      response.end(makePdf([[{ text: "青禾县报告", x: 80, y: 700 }]]));
    });
    expect((await fetchLocal(`${base}/download?id=7`)).text).toBe("青禾县报告\n");
  });

  test("follows a few redirects and gives up on many", async () => {
    const base = await serve((request, response) => {
      const left = Number((request.url ?? "").slice(1));
      if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end();
      else response.writeHead(200, { "content-type": "text/plain" }).end("到了");
    });
    expect((await fetchLocal(`${base}/5`)).text).toBe("到了");
    await expect(fetchLocal(`${base}/6`)).rejects.toMatchObject({ message: expect.stringContaining("转跳") });
  });

  test("refuses this machine and inner networks unless they are allowed", async () => {
    let asked = 0;
    const base = await serve((_, response) => {
      asked++;
      response.end("秘密");
    });
    const { port } = new URL(base);
    const hosts = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1"];
    for (const host of hosts)
      await expect(fetchPage(`http://${host}:${port}/`)).rejects.toMatchObject({
        code: "bad-input-file",
        message: expect.stringContaining("内部网络"),
      });
    expect(asked).toBe(0);
  });

  test("redirects to other kinds of address are refused", async () => {
    const base = await serve((_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end());
    await expect(fetchLocal(base)).rejects.toMatchObject({ message: expect.stringContaining("不能读取 file:") });
  });

  test("addresses with a password are refused", async () => {
    await expect(fetchLocal("http://user:secret@127.0.0.1/")).rejects.toMatchObject({
      message: expect.not.stringContaining("secret"),
    });
  });

  test("says what the server answered, and that there is none", async () => {
    const base = await serve((_, response) => response.writeHead(404).end("no"));
    await expect(fetchLocal(base)).rejects.toMatchObject({ message: expect.stringContaining("404") });
    const gone = await serve(() => {});
    servers.pop()?.close();
    await expect(fetchLocal(gone)).rejects.toMatchObject({ message: expect.stringContaining("无法连接") });
  });

  test("stops at the size limit, whether it was announced or not", async () => {
    const announced = await serve((_, response) =>
      response.writeHead(200, { "content-length": "9000" }).end("x".repeat(9000)),
    );
    const endless = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      const timer = setInterval(() => response.write("x".repeat(1000)), 1);
      response.on("close", () => clearInterval(timer));
    });
    for (const base of [announced, endless])
      await expect(fetchLocal(base, { maxBytes: 5000 })).rejects.toMatchObject({
        message: expect.stringContaining("过大"),
      });
  });

  test("stops at the time limit before and during the answer", async () => {
    const silent = await serve(() => {});
    const slow = await serve((_, response) => response.writeHead(200, { "content-type": "text/plain" }).write("…"));
    for (const base of [silent, slow])
      await expect(fetchLocal(base, { timeoutMs: 50 })).rejects.toMatchObject({
        message: expect.stringContaining("没有在限定的时间内"),
        retryable: true,
      });
  });

  test("stops when it is cancelled", async () => {
    const base = await serve(() => {});
    const signal = AbortSignal.timeout(30);
    const cancelled = AbortSignal.any([signal]);
    await expect(fetchLocal(base, { signal: cancelled, timeoutMs: 5000 })).rejects.toMatchObject({
      name: "FawenError",
    });
  });
});

describe("isPrivateAddress", () => {
  test.each(["10.1.2.3", "100.64.0.1", "169.254.169.254", "172.31.0.1", "192.168.1.1", "224.0.0.1", "255.255.255.255"])(
    "%s is",
    (address) => expect(isPrivateAddress(address)).toBe(true),
  );
  test.each(["::", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1"])(
    "%s is",
    (address) => expect(isPrivateAddress(address)).toBe(true),
  );
  test.each(["1.1.1.1", "172.32.0.1", "2606:4700::1111", "240e::1"])("%s is not", (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );
});
