import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeVectorize } from "./fake-vectorize.ts";

/** An index of Vectorize on loopback, through the interface that Cloudflare's API describes. */
export async function startVectorizeApi(index: FakeVectorize, token: string) {
  const path = "/accounts/a1/vectorize/v2/indexes/fawen";
  const server = createServer(async (request, response) => {
    const reply = (status: number, result: unknown, errors: readonly unknown[] = []) =>
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(JSON.stringify({ success: status < 400, result, errors, messages: [] }));
    const text = await readText(request);
    if (request.headers.authorization !== `Bearer ${token}`)
      return reply(401, null, [{ code: 10000, message: `Authentication error ${request.headers.authorization}` }]);
    try {
      const { "content-type": type } = request.headers;
      const { vector, ids, ...options } = type === "application/json" ? JSON.parse(text) : {};
      switch (`${request.method} ${request.url}`) {
        case `GET ${path}/info`:
          return reply(200, { ...(await index.describe()), vectorCount: 0 });
        case `POST ${path}/query`:
          return reply(200, await index.query(vector, options));
        case `POST ${path}/get_by_ids`:
          return reply(200, await index.getByIds(ids));
        case `POST ${path}/delete_by_ids`:
          return reply(200, await index.deleteByIds(ids));
        case `POST ${path}/upsert`: {
          if (type !== "application/x-ndjson") return reply(415, null);
          const lines = text.trim().split("\n");
          return reply(200, await index.upsert(lines.map((line) => JSON.parse(line))));
        }
      }
      return reply(404, null, [{ code: 7003, message: `No route for ${request.url}` }]);
    } catch (error) {
      return reply(index.down ? 503 : 400, null, [{ code: 40000, message: String(error) }]);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Safe: a server that listens on a port has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
