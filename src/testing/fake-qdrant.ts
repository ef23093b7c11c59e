import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

interface Point {
  readonly id: string;
  readonly vector: readonly number[];
  readonly payload: { readonly metadata: Readonly<Record<string, unknown>> };
}

interface Condition {
  readonly key?: string;
  readonly match?: { readonly any: readonly unknown[] };
  readonly has_id?: readonly string[];
}

interface Filter {
  readonly must?: readonly Condition[];
  readonly must_not?: readonly Condition[];
}

/** A Qdrant of one process on loopback, as its REST interface describes it (collections, points, query, filters). */
export async function startFakeQdrant(apiKey: string) {
  const collections = new Map<string, Map<string, Point>>();
  let down = false;
  const server = createServer(async (request, response) => {
    const reply = (status: number, result: unknown) =>
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(JSON.stringify({ result, status: status < 400 ? "ok" : { error: String(result) }, time: 0 }));
    if (down) return request.socket.destroy();
    if (request.headers["api-key"] !== apiKey)
      return reply(401, `Must provide an API key, not ${request.headers["api-key"]}`);
    const [, , name = "", ...rest] = new URL(request.url ?? "", "http://qdrant").pathname.split("/");
    const body = await readJson(request);
    const call = `${request.method} ${rest.join("/")}`;
    if (name === "") return reply(200, { collections: [...collections.keys()].map((each) => ({ name: each })) });
    if (call === "GET exists") return reply(200, { exists: collections.has(name) });
    if (call === "PUT ") return reply(200, collections.set(name, new Map()) !== undefined);
    const points = collections.get(name);
    if (points === undefined) return reply(404, `Not found: Collection \`${name}\` doesn't exist!`);
    switch (call) {
      case "PUT index":
        return reply(200, {});
      case "PUT points":
        for (const point of body.points) points.set(point.id, point);
        return reply(200, {});
      case "POST points":
        return reply(
          200,
          body.ids.flatMap((id: string) => points.get(id) ?? []),
        );
      case "POST points/delete":
        for (const point of [...points.values()]) if (passes(point, body.filter)) points.delete(point.id);
        return reply(200, {});
      case "POST points/query": {
        const scored = [...points.values()]
          .filter((point) => passes(point, body.filter))
          .map(({ id, payload, vector }) => ({ id, payload, score: dot(vector, body.query) }));
        return reply(200, { points: scored.sort((a, b) => b.score - a.score).slice(0, body.limit) });
      }
    }
    return reply(404, call);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Safe: a server that listens on a port has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    setDown(value: boolean) {
      down = value;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readJson(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? {} : JSON.parse(text);
}

function passes(point: Point, { must = [], must_not = [] }: Filter = {}): boolean {
  const holds = ({ key, match, has_id }: Condition) =>
    has_id?.includes(point.id) ??
    match?.any.includes(point.payload.metadata[(key ?? "").replace("metadata.", "")]) ??
    false;
  return must.every(holds) && !must_not.some(holds);
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
