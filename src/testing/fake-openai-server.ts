import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server was asked. */
export interface RecordedRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  // The tests look at whatever was sent.
  readonly body: Record<string, unknown>;
}

export interface FakeOpenAiServer {
  /** With `/v1` at the end. */
  readonly baseUrl: string;
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/** Answers one request; `attempt` counts from 1. */
export type Responder = (request: RecordedRequest, response: ServerResponse, attempt: number) => void;

/** A server on the loopback address that speaks just enough HTTP for a test of an adapter. */
export async function startFakeOpenAiServer(respond: Responder): Promise<FakeOpenAiServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (message, response) => {
    const request = {
      path: message.url ?? "",
      authorization: message.headers.authorization,
      body: JSON.parse(await readBody(message)),
    };
    requests.push(request);
    respond(request, response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Safe: a server that listens on a port has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function readBody(message: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of message.setEncoding("utf8")) text += chunk;
  return text;
}

export function sendJson(response: ServerResponse, body: unknown, status = 200) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Streams a chat completion; `end: false` leaves the connection open, as a server that hangs does. */
export function sendPieces(response: ServerResponse, pieces: readonly string[], { end = true } = {}) {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const content of pieces) response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
  if (end) response.end("data: [DONE]\n\n");
}
