import { lookup as resolveHost } from "node:dns";
import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { extname } from "node:path";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createUnzip } from "node:zlib";
import { FawenError } from "../../../core/model/errors.ts";
import { DOCUMENT_ENDINGS, loadFile } from "./load-file.ts";
import type { LoadedText } from "./loaded-text.ts";
import { isPrivateAddress } from "./private-address.ts";
import { sniffFormat } from "./sniff-format.ts";

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
const MAX_REDIRECTS = 5;

export interface FetchPageOptions {
  /** For the whole page, redirects included. */
  readonly timeoutMs?: number | undefined;
  readonly maxBytes?: number | undefined;
  /** Lets addresses of this machine and of local networks through. Off, so that a list of links opens no inner door. */
  readonly allowPrivateHosts?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What the system's codes mean to the person who typed the address. */
const NETWORK_REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "找不到这个网站，请检查网址和网络",
  EAI_AGAIN: "域名暂时解析不了，请检查网络后重试",
  ECONNREFUSED: "网站拒绝连接",
  ECONNRESET: "连接中断，请重试",
  ETIMEDOUT: "连接超时，请重试",
  EHOSTUNREACH: "网络不通",
  ENETUNREACH: "网络不通",
  CERT_HAS_EXPIRED: "网站的证书已过期；请用浏览器下载后放入",
  Z_BUF_ERROR: "内容不完整，请重试",
  Z_DATA_ERROR: "压缩的内容已损坏，请重试",
};

/** Which loader reads what a server says it sends; otherwise the ending of the address decides. */
const ENDING_OF_TYPE: Readonly<Record<string, string>> = {
  "text/html": ".html",
  "application/xhtml+xml": ".html",
  "application/pdf": ".pdf",
  "text/plain": ".txt",
  "text/markdown": ".md",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
};

/**
 * Reads one page (never the pages it links to). Every host on the way, redirects included, must have a public address;
 * the address that was checked is the one that is connected to. Throws `bad-input-file` with the reason.
 */
export async function fetchPage(address: string, options: FetchPageOptions = {}): Promise<LoadedText> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  let url = new URL(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await send(url, options, signal);
    const target = redirectTarget(response, url);
    if (target === null) {
      const body = await readBody(response, options.maxBytes ?? DEFAULT_MAX_BYTES, signal);
      return loadFile(body, endingOf(response, url, body), charsetOf(response));
    }
    response.destroy();
    url = target;
  }
  throw new FawenError("bad-input-file", `网址转跳超过 ${MAX_REDIRECTS} 次，已放弃`);
}

async function send(url: URL, options: FetchPageOptions, signal: AbortSignal): Promise<IncomingMessage> {
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new FawenError("bad-input-file", `只能读取 http 或 https 网址，不能读取 ${url.protocol}`);
  // They would be kept in the index and shown with every citation.
  if (url.username !== "" || url.password !== "")
    throw new FawenError("bad-input-file", "网址里带有用户名或密码，未读取；请把文件下载后放入");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A literal address is not looked up, so it is checked here.
  if (isIP(host) !== 0 && !options.allowPrivateHosts && isPrivateAddress(host)) throw privateHost(host);
  const requestOptions: RequestOptions = {
    signal,
    headers: {
      "user-agent": "fawen (report reader)",
      accept: "text/html,application/pdf,*/*;q=0.8",
      "accept-encoding": "identity",
    },
    ...(options.allowPrivateHosts ? {} : { lookup: publicLookup }),
  };
  const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, requestOptions);
  return new Promise((resolve, reject) => {
    request.once("response", resolve);
    request.once("error", (cause) => reject(cause instanceof FawenError ? cause : networkError(cause, signal)));
    request.end();
  });
}

/** Looks a host up and lets only public addresses pass, so that no name leads to an inner network. */
const publicLookup: LookupFunction = (host, options, callback) => {
  resolveHost(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "");
    const inner = addresses.find(({ address }) => isPrivateAddress(address));
    if (inner !== undefined) return callback(privateHost(host), "");
    const [first] = addresses;
    if (options.all) return callback(null, addresses);
    return callback(null, first?.address ?? "", first?.family);
  });
};

function redirectTarget(response: IncomingMessage, from: URL): URL | null {
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return null;
  const location = response.headers.location;
  if ([301, 302, 303, 307, 308].includes(status) && location !== undefined && URL.canParse(location, from.href))
    return new URL(location, from);
  response.destroy();
  throw new FawenError("bad-input-file", `网站回应 ${status}，没有读到内容`);
}

async function readBody(response: IncomingMessage, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const tooLarge = () => new FawenError("bad-input-file", `网页过大，上限 ${(maxBytes / 1024 / 1024).toFixed(1)} MB`);
  if (Number(response.headers["content-length"] ?? 0) > maxBytes) {
    response.destroy();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of decompress(response)) {
      // A response without an encoding gives Buffers; its type says `any`.
      const piece = chunk as Buffer;
      size += piece.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(piece);
    }
  } catch (cause) {
    response.destroy();
    throw cause instanceof FawenError ? cause : networkError(cause, signal);
  }
  return Buffer.concat(chunks);
}

/** Some servers compress although they were asked not to. */
function decompress(response: IncomingMessage): Readable {
  const encoding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity" || encoding === "") return response;
  const decoder =
    encoding === "br" ? createBrotliDecompress() : /^(?:x-)?gzip$|^deflate$/.test(encoding) ? createUnzip() : null;
  if (decoder === null) throw new FawenError("bad-input-file", `网站用 ${encoding} 压缩了内容，读不了；请下载后放入`);
  response.once("error", (error) => decoder.destroy(error));
  return response.pipe(decoder);
}

/** The type that the server names decides, then the ending of the address, then the content itself. */
function endingOf(response: IncomingMessage, url: URL, body: Uint8Array): string {
  const type = (response.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const byName = extname(url.pathname).toLowerCase();
  const ending = ENDING_OF_TYPE[type] ?? (DOCUMENT_ENDINGS.includes(byName) ? byName : null);
  if (ending !== null) return ending;
  if (sniffFormat(body) !== null) return "";
  throw new FawenError("bad-input-file", `网站给出的是 ${type || "未知类型"}，不是网页、PDF、Word 或文本`);
}

function charsetOf(response: IncomingMessage): string | undefined {
  return /charset\s*=\s*["']?([\w-]+)/i.exec(response.headers["content-type"] ?? "")?.[1];
}

function networkError(cause: unknown, signal: AbortSignal): FawenError {
  if (signal.aborted && signal.reason instanceof Error && signal.reason.name === "TimeoutError")
    return new FawenError("bad-input-file", "网站没有在限定的时间内回应", { cause, retryable: true });
  if (signal.aborted) return new FawenError("cancelled", "已取消", { cause });
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const reason = NETWORK_REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
  return new FawenError("bad-input-file", `无法连接网站：${reason}`, { cause, retryable: true });
}

function privateHost(host: string): FawenError {
  return new FawenError("bad-input-file", `${host} 是本机或内部网络的地址，未读取`);
}
