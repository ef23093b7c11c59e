import { lookup as resolveHost } from "node:dns";
import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { extname } from "node:path";
import { FawenError } from "../../../core/model/errors.ts";
import { DOCUMENT_ENDINGS, loadFile } from "./load-file.ts";
import type { LoadedText } from "./loaded-text.ts";

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
      return loadFile(body, endingOf(response, url));
    }
    response.destroy();
    url = target;
  }
  throw new FawenError("bad-input-file", `网址转跳超过 ${MAX_REDIRECTS} 次，已放弃`);
}

async function send(url: URL, options: FetchPageOptions, signal: AbortSignal): Promise<IncomingMessage> {
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new FawenError("bad-input-file", `只能读取 http 或 https 网址，不能读取 ${url.protocol}`);
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
    for await (const chunk of response) {
      // A response without an encoding gives Buffers; its type says `any`.
      const piece = chunk as Buffer;
      size += piece.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(piece);
    }
  } catch (cause) {
    throw cause instanceof FawenError ? cause : networkError(cause, signal);
  }
  return Buffer.concat(chunks);
}

function endingOf(response: IncomingMessage, url: URL): string {
  const type = (response.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const byName = extname(url.pathname).toLowerCase();
  const ending = ENDING_OF_TYPE[type] ?? (DOCUMENT_ENDINGS.includes(byName) ? byName : null);
  if (ending !== null) return ending;
  throw new FawenError("bad-input-file", `网站给出的是 ${type || "未知类型"}，不是网页、PDF、Word 或文本`);
}

function networkError(cause: unknown, signal: AbortSignal): FawenError {
  if (signal.aborted && signal.reason instanceof Error && signal.reason.name === "TimeoutError")
    return new FawenError("bad-input-file", "网站没有在限定的时间内回应", { cause, retryable: true });
  if (signal.aborted) return new FawenError("cancelled", "已取消", { cause });
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FawenError("bad-input-file", `无法连接网站：${reason}`, { cause, retryable: true });
}

function privateHost(host: string): FawenError {
  return new FawenError("bad-input-file", `${host} 是本机或内部网络的地址，未读取`);
}

/** Everything that is not a public unicast address (RFC 6890): loopback, private, link-local, carrier, multicast … */
const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  PRIVATE.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  PRIVATE.addSubnet(net, prefix, "ipv6");

/** True for addresses of this machine and of networks that are not the open internet. IPv4 in IPv6 clothes included. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.split("%")[0] ?? address;
  return PRIVATE.check(bare, isIP(bare) === 6 ? "ipv6" : "ipv4");
}
