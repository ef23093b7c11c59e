import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMBEDDED_MODEL } from "../../src/config.ts";
import { openStaticEmbedder } from "../../src/runtimes/node/open-static-embedder.ts";
import { testHttp } from "../../src/testing/http-suite.ts";
import { type Runtimes, SITE, startRuntimes, startWorker, whyNoWorkerd } from "./start-runtimes.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Own questions of every type about the digests and invented reports, and those about the originals where they are. */
const QUESTIONS = [
  ...pickQuestions("eval/questions/digests.jsonl", 40),
  ...pickQuestions("eval/questions/neighbours.jsonl", 10),
  ...pickQuestions("eval/further/colloquial.jsonl", 12),
  ...pickQuestions("../shared/eval/questions.jsonl", 15),
];
const VECTORS_WORKER = fileURLToPath(new URL("./vectors-worker.ts", import.meta.url));
const VECTOR_TOLERANCE = 1e-3;
const missing = whyNoWorkerd();

describe.skipIf(missing !== null)(
  `Node and Workers${missing === null ? "" : ` (workerd cannot run: ${missing})`}`,
  () => {
    let runtimes: Runtimes;
    beforeAll(async () => {
      runtimes = await startRuntimes();
    });
    afterAll(() => runtimes?.close());

    testHttp("Node", { url: () => runtimes.node.url, site: SITE });
    testHttp("Workers", { url: () => runtimes.worker.url, site: SITE });

    async function ask(url: URL, path: string, body: unknown): Promise<unknown> {
      const headers = { "content-type": "application/json" };
      const response = await fetch(new URL(path, url), { method: "POST", headers, body: JSON.stringify(body) });
      const { id: _, tookMs: __, ...rest } = await response.json();
      return { status: response.status, ...rest };
    }

    it("ask enough questions to tell a difference", () => expect(QUESTIONS.length).toBeGreaterThanOrEqual(60));

    it.each(QUESTIONS)("answer to the letter the same: %s", async (question) => {
      const body = { messages: [{ role: "user", content: question }] };
      const [one, other] = [
        await ask(runtimes.node.url, "/api/chat", body),
        await ask(runtimes.worker.url, "/api/chat", body),
      ];
      expect(other).toEqual(one);
      expect(one).toMatchObject({ status: 200, outcome: expect.any(String) });
    });

    it("find the same passages with the same scores, whole or in part", async () => {
      for (const query of ["出庭应诉率", "请不起律师怎么办", "行政复议 2023"]) {
        const body = { query, k: 100 };
        const [one, other] = [
          await ask(runtimes.node.url, "/api/search", body),
          await ask(runtimes.worker.url, "/api/search", body),
        ];
        expect(other).toEqual(one);
      }
    });

    it("make the same vectors of the same texts", async () => {
      const texts = [
        ...QUESTIONS,
        "",
        "？？？",
        "行".repeat(5000),
        "Déjà vu ＡＰＰ １２",
        "𠮷😀\ud83d",
        "法治".repeat(200),
      ];
      const model = join(ROOT, "models", EMBEDDED_MODEL);
      const ours = await (await openStaticEmbedder(model, EMBEDDED_MODEL)).embedPassages(texts);
      const worker = await startWorker(runtimes.assets, VECTORS_WORKER);
      const response = await fetch(worker.url, { method: "POST", body: JSON.stringify(texts) });
      const theirs: number[][] = await response.json();
      await worker.close();
      const farthest = ours.map((vector, row) =>
        vector.reduce(
          (most, value, column) => Math.max(most, Math.abs(value - (theirs[row]?.[column] ?? Number.NaN))),
          0,
        ),
      );
      expect(farthest.filter((distance) => !(distance < VECTOR_TOLERANCE))).toEqual([]);
    });

    it("Workers answer from the same app while the index cannot be loaded", async () => {
      const broken = mkdtempSync(join(tmpdir(), "fawen-broken-"));
      cpSync(runtimes.assets, broken, { recursive: true });
      truncateSync(join(broken, "index/manifest.json"), 100);
      const worker = await startWorker(broken);
      const get = (path: string, init?: RequestInit) => fetch(new URL(path, worker.url), init);
      const post = (path: string) => {
        const headers = { "content-type": "application/json", Origin: SITE };
        return get(path, {
          method: "POST",
          headers,
          body: JSON.stringify({ messages: [{ role: "user", content: "应诉率" }] }),
        });
      };
      try {
        for (const path of ["/", "/healthz", "/openapi.json", "/widget.js"])
          expect([path, (await get(path)).status]).toEqual([path, 200]);
        for (const path of ["/api/chat", "/v1/chat/completions"]) {
          const { status, headers } = await post(path);
          expect([path, status, headers.get("access-control-allow-origin")]).toEqual([path, 503, SITE]);
          expect(headers.get("x-request-id")).toBeTruthy();
          expect(headers.get("content-security-policy")).toBeTruthy();
          expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
        }
        expect(await (await post("/api/chat")).json()).toMatchObject({ error: { code: "not-ready" } });
        expect(await (await post("/v1/chat/completions")).json()).toMatchObject({ error: { type: "server_error" } });
        expect((await get("/readyz")).status).toBe(503);
        const headers = { Origin: SITE, "Access-Control-Request-Method": "POST" };
        expect((await get("/api/chat", { method: "OPTIONS", headers })).status).toBe(204);
      } finally {
        await worker.close();
        rmSync(broken, { recursive: true, force: true });
      }
    });

    it("ask nobody outside the machine", () => expect(runtimes.worker.outside).toEqual([]));
  },
);

/** Evenly spread over the file, so that every type of question is there. */
function pickQuestions(file: string, count: number): string[] {
  const lines = readIfThere(join(ROOT, file)).trim().split("\n").filter(Boolean);
  const every = Math.max(1, Math.floor(lines.length / count));
  return lines
    .filter((_, row) => row % every === 0)
    .slice(0, count)
    .map((line) => JSON.parse(line).question);
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
