import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What goes wrong with one request; `forward` asks the real server and gives its whole reply. */
export type Fault = (response: ServerResponse, forward: () => Promise<Reply>) => void | Promise<void>;

interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface FaultProxy {
  /** Like `http://127.0.0.1:40123`: pages opened here see the real server through the faults. */
  readonly url: string;
  /** From now on requests whose path begins with `path` meet the fault; a later plan for the same path replaces it. */
  plan(path: string, fault: Fault): void;
  /** Everything works again. */
  mend(): void;
  close(): Promise<void>;
}

/** A line to the real server that breaks as told. Nothing in the page knows of it. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const faults = new Map<string, Fault>();
  const server = createServer((request, response) => {
    const fault = [...faults].find(([path]) => request.url?.startsWith(path))?.[1];
    if (fault === undefined) return pipeThrough(target, request, response);
    const received = readBody(request);
    const failed = (error: unknown) => response.destroy(error instanceof Error ? error : undefined);
    Promise.resolve(fault(response, async () => ask(target, request, await received))).catch(failed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Safe: a server that listens on a port has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    plan: (path, fault) => void faults.set(path, fault),
    mend: () => faults.clear(),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function pipeThrough(target: string, request: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = request;
  const sent = httpRequest(new URL(request.url ?? "/", target), { method, headers }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(response);
  });
  sent.on("error", () => response.destroy());
  response.on("close", () => sent.destroy());
  request.pipe(sent);
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece);
  return Buffer.concat(pieces);
}

function ask(target: string, { url, method, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(new URL(url ?? "/", target), { method, headers }, (reply) => {
      const { statusCode: status = 502, headers } = reply;
      readBody(reply).then((whole) => resolve({ status, headers, body: whole }), reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Never answers. */
export const hang: Fault = () => {};

/** Answers with an error of the API, or with a page that is not ours where `body` is text. */
export function refuse(status: number, body: object | string, headers: Record<string, string> = {}): Fault {
  const type = typeof body === "string" ? "text/html" : "application/json";
  return (response) => {
    // As our own server refuses: a page of another site may read why.
    const readable = { "access-control-allow-origin": "*", "access-control-expose-headers": "Retry-After" };
    response.writeHead(status, { "content-type": type, ...readable, ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Lets a number of events of a stream through, then drops the line. */
export function cutAfter(events: number): Fault {
  return async (response, forward) => {
    const reply = await forward();
    response.writeHead(reply.status, streamHeaders(reply));
    // Gone out before the line drops: what is only buffered would be lost with it.
    await new Promise((sent) => response.write(splitEvents(reply).slice(0, events).join(""), sent));
    response.destroy();
  };
}

/** A fault that waits for the test: `release` lets everything that waits go on, also what comes later. */
export interface Held {
  readonly fault: Fault;
  readonly release: () => void;
}

/** Tells the same answer as a slow model would, in small pieces: half of it at once, the rest when released. */
export function pauseHalfway(pieceLength = 4): Held {
  const { released, release } = createGate();
  const fault: Fault = async (response, forward) => {
    const reply = await forward();
    const events = splitEvents(reply).flatMap((whole) => splitDelta(whole, pieceLength));
    const deltas = events.flatMap((event, row) => (event.startsWith("event: delta") ? [row] : []));
    // What has no words, as a preflight, goes through whole.
    const half = deltas[deltas.length >> 1] ?? events.length;
    response.writeHead(reply.status, streamHeaders(reply));
    for (const event of events.slice(0, half)) response.write(event);
    if (half < events.length) await released;
    for (const event of events.slice(half)) if (!response.destroyed) response.write(event);
    response.end();
  };
  return { fault, release };
}

/** Holds requests back until released, then lets them through. */
export function holdBack(): Held {
  const { released, release } = createGate();
  const fault: Fault = async (response, forward) => {
    await released;
    const { status, headers, body } = await forward();
    response.writeHead(status, headers);
    response.end(body);
  };
  return { fault, release };
}

function createGate(): { readonly released: Promise<void>; readonly release: () => void } {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { released, release };
}

/** The length is another once pieces are told apart or left out. */
function streamHeaders({ headers }: Reply): IncomingMessage["headers"] {
  const { "content-length": _length, "transfer-encoding": _encoding, ...kept } = headers;
  return kept;
}

function splitEvents({ body }: Reply): string[] {
  return body.toString("utf8").split(/(?<=\n\n)/u);
}

function splitDelta(event: string, pieceLength: number): string[] {
  const [, data] = /^event: delta\ndata: (.*)\n\n$/su.exec(event) ?? [];
  if (data === undefined) return [event];
  // The shape of a delta is the contract's: `{ text }`.
  const { text } = JSON.parse(data) as { text: string };
  const pieces = text.match(new RegExp(`.{1,${pieceLength}}`, "gsu")) ?? [];
  return pieces.map((piece) => `event: delta\ndata: ${JSON.stringify({ text: piece })}\n\n`);
}
