import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const HUB_COMMIT = "0123456789abcdef0123456789abcdef01234567";
/** Part of every address of the store, as a signature is. */
export const HUB_SECRET = "sig-b81f2e";

export interface HubRequest {
  readonly server: "hub" | "store";
  readonly method: string;
  readonly path: string;
  /** The file asked for, by its path inside the repository. */
  readonly file: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
  /** Counts requests of one method for one file at one server, from 1. */
  readonly attempt: number;
}

/** What a request gets instead of what it should: a status, a broken or silent connection, other bytes or headers. */
export interface Misbehaviour {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cutAfter?: number;
  readonly hangAfter?: number;
  readonly content?: Uint8Array;
  readonly withoutRanges?: boolean;
  /** Sizes and digests are kept back. */
  readonly withoutDigests?: boolean;
}

export interface FakeHub {
  readonly url: string;
  readonly requests: readonly HubRequest[];
  close(): Promise<void>;
}

const CUT_MS = 30;

/**
 * A model hub on the loopback address. Like the real one it sends small files itself and redirects for big ones
 * (`.onnx`) to a store at another port, telling their sizes and digests in headers.
 */
export async function startFakeHub(
  files: Readonly<Record<string, Uint8Array>>,
  misbehave: (request: HubRequest) => Misbehaviour | undefined = () => undefined,
): Promise<FakeHub> {
  const requests: HubRequest[] = [];
  const [hub, store] = [createServer(), createServer()];
  const [hubUrl, storeUrl] = [await listen(hub), await listen(store)];

  hub.on("request", (message, response) => {
    const [, repository, file = ""] =
      /^\/([^/]+\/[^/]+)\/resolve\/(?:main|[0-9a-f]{40})\/(.*)$/.exec(message.url ?? "") ?? [];
    const request = record("hub", message, file);
    const content = repository === undefined ? undefined : files[file];
    const odd = misbehave(request) ?? {};
    if (odd.status !== undefined) response.writeHead(odd.status, odd.headers).end();
    else if (odd.hangAfter === 0) return;
    else if (content === undefined) response.writeHead(404).end();
    else if (file.endsWith(".onnx") && !odd.withoutDigests) {
      const linked = { "x-linked-size": content.length, "x-linked-etag": `"${digestOf("sha256", content)}"` };
      const location = `${storeUrl}/${file}?signature=${HUB_SECRET}`;
      response.writeHead(302, { location, "x-repo-commit": HUB_COMMIT, ...linked, ...odd.headers }).end();
    } else {
      const etag = `"${digestOf("sha1", Buffer.concat([Buffer.from(`blob ${content.length}\0`), content]))}"`;
      const told = odd.withoutDigests ? {} : { etag, "x-repo-commit": HUB_COMMIT };
      send(message, response, odd.content ?? content, odd, told);
    }
  });
  store.on("request", (message, response) => {
    const file = (message.url ?? "").slice(1).split("?")[0] ?? "";
    const odd = misbehave(record("store", message, file)) ?? {};
    if (odd.status !== undefined) response.writeHead(odd.status, odd.headers).end();
    // The digest of a store is another one than the hub's.
    else send(message, response, odd.content ?? files[file] ?? new Uint8Array(), odd, { etag: `"${"f".repeat(64)}"` });
  });

  function record(server: "hub" | "store", message: IncomingMessage, file: string): HubRequest {
    const { method = "", url: path = "", headers } = message;
    const same = requests.filter((one) => one.server === server && one.method === method && one.file === file);
    const { range, authorization } = headers;
    const request = { server, method, path, file, range, authorization, attempt: same.length + 1 };
    requests.push(request);
    return request;
  }
  return {
    url: hubUrl,
    requests,
    async close() {
      await Promise.all([hub, store].map(end));
    },
  };
}

function send(
  message: IncomingMessage,
  response: ServerResponse,
  content: Uint8Array,
  { headers, cutAfter, hangAfter, withoutRanges }: Misbehaviour,
  told: Readonly<Record<string, string>>,
) {
  const from = withoutRanges ? 0 : Number(/^bytes=(\d+)-$/.exec(message.headers.range ?? "")?.[1] ?? 0);
  const rest = content.subarray(from);
  const partial = from > 0 ? { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` } : {};
  response.writeHead(from > 0 ? 206 : 200, { "content-length": rest.length, ...partial, ...told, ...headers });
  const stop = cutAfter ?? hangAfter;
  if (message.method === "HEAD") response.end();
  else if (stop === undefined) response.end(rest);
  else
    response.write(rest.subarray(0, stop), () => {
      // What was written has to arrive first.
      if (cutAfter !== undefined) setTimeout(() => response.destroy(), CUT_MS);
    });
}

const digestOf = (kind: string, content: Uint8Array) => createHash(kind).update(content).digest("hex");

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Safe: a server that listens on a port has an address object.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function end(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
