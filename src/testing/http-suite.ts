import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { describe, expect, it } from "vitest";
import {
  ChatResponseSchema,
  ErrorSchema,
  IndicatorListSchema,
  IndicatorTableSchema,
  MetaSchema,
  ReadinessSchema,
  ReportDetailSchema,
  ReportListSchema,
  SearchResponseSchema,
  WidgetSessionSchema,
} from "../http/contract.ts";
import { QuizResponseSchema } from "../http/quiz-contract.ts";

/** A runtime under test, on the reports of `corpus/` among others. */
export interface ServedApp {
  /** Where it is reached, known once it has started. */
  url(): URL;
  /** An origin that `ALLOWED_ORIGINS` names; the chat box is on. */
  readonly site: string;
}

const QUESTION = "江门市2023年行政机关负责人出庭应诉率是多少？";
const FIGURE = "98.82%";
const INDICATOR = encodeURIComponent("行政机关负责人出庭应诉率");
const messages = [{ role: "user", content: QUESTION }];

/** What the outside may rely on, asked over HTTP: the same for every runtime that serves the app. */
export function testHttp(name: string, app: ServedApp): void {
  const get = (path: string, init?: RequestInit) => fetch(new URL(path, app.url()), init);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    get(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  describe(`HTTP of ${name}`, () => {
    it("is ready, and says with what", async () => {
      expect(await (await get("/healthz")).json()).toEqual({ status: "ok" });
      const ready = ReadinessSchema.parse(await (await get("/readyz")).json());
      expect(ready).toMatchObject({ ready: true, vectorIndex: "exact", embedder: "fawen-static-v3" });
    });

    it("answers a question with what it cites", async () => {
      const response = await post("/api/chat", { messages });
      expect(response.headers.get("x-request-id")).toBeTruthy();
      const answer = ChatResponseSchema.parse(await response.json());
      expect(answer).toMatchObject({ outcome: "answered", label: "原文摘录", backend: "extractive" });
      expect(answer.lead).toContain(FIGURE);
      expect(answer.citations[0]?.quote).toContain(FIGURE);
    });

    it("streams the same answer as events", async () => {
      const response = await post("/api/chat", { messages, stream: true });
      expect(response.headers.get("content-type")).toContain("text/event-stream");
      const text = await response.text();
      const events = [...text.matchAll(/^event: (\w+)$/gmu)].map(([, event]) => event);
      expect([events[0], events.at(-1)]).toEqual(["status", "done"]);
      expect(new Set(events)).toEqual(new Set(["status", "citations", "delta", "done"]));
      const done = /^event: done\ndata: (.+)$/mu.exec(text)?.[1] ?? "";
      expect(ChatResponseSchema.parse(JSON.parse(done)).lead).toContain(FIGURE);
    });

    it("searches, within filters", async () => {
      const filters = { years: [2023], regions: ["广东省江门市"] };
      const { hits } = SearchResponseSchema.parse(
        await (await post("/api/search", { query: "应诉", k: 3, filters })).json(),
      );
      expect(hits).toHaveLength(3);
      expect(hits.every(({ year, region }) => year === 2023 && region?.startsWith("广东省江门市"))).toBe(true);
      expect(hits[0]?.scores.vector).toBeGreaterThan(0);
    });

    it("lists and shows reports, their coverage and their indicators", async () => {
      const { reports } = ReportListSchema.parse(await (await get("/api/reports")).json());
      const meta = MetaSchema.parse(await (await get("/api/meta")).json());
      expect(meta).toMatchObject({ reports: reports.length, feedback: true });
      const id = encodeURIComponent(reports[0]?.id ?? "");
      expect(ReportDetailSchema.parse(await (await get(`/api/reports/${id}`)).json()).text.length).toBeGreaterThan(100);
      const { rows } = IndicatorListSchema.parse(await (await get(`/api/indicators?q=${INDICATOR}`)).json());
      expect(rows.length).toBeGreaterThan(0);
      const table = IndicatorTableSchema.parse(await (await get(`/api/indicators/table?name=${INDICATOR}`)).json());
      expect(table.places.length).toBeGreaterThan(1);
    });

    it("makes quiz items with where they stand, and writes them as files", async () => {
      const blueprint = { count: 3, types: ["single", "judge"], seed: 7 };
      const { items } = QuizResponseSchema.parse(await (await post("/api/quiz", blueprint)).json());
      expect(items.length).toBeGreaterThan(0);
      expect(items.every(({ sources }) => sources.length > 0)).toBe(true);
      for (const format of ["docx", "gift", "xlsx"]) {
        const file = await post(`/api/quiz/export?format=${format}`, blueprint);
        expect(file.headers.get("content-disposition")).toContain("attachment");
        expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(200);
      }
    });

    it("speaks OpenAI's language, in one piece and streaming", async () => {
      const models = await (await get("/v1/models")).json();
      expect(models.data.map(({ id }: { id: string }) => id)).toContain("fawen");
      const completion = await (await post("/v1/chat/completions", { model: "fawen", messages })).json();
      expect(completion.choices[0].message.content).toContain(FIGURE);
      const streamed = await (await post("/v1/chat/completions", { model: "fawen", messages, stream: true })).text();
      expect(streamed.trimEnd().endsWith("data: [DONE]")).toBe(true);
    });

    it("speaks the Model Context Protocol", async () => {
      const client = new Client({ name: "suite", version: "1" });
      // The package's own types of its transport do not fit its own client.
      await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", app.url())) as never);
      const { tools } = await client.listTools();
      expect(tools.map((tool) => tool.name)).toContain("ask");
      const result = await client.callTool({ name: "ask", arguments: { question: QUESTION } });
      expect(JSON.stringify(result.content)).toContain(FIGURE);
      await client.close();
    });

    it.each([
      ["nothing", "", "bad-request"],
      ["no JSON", "{", "bad-request"],
      ["an empty question", { query: " " }, "bad-request"],
      ["a question that is too long", { query: "法".repeat(2001) }, "bad-request"],
      ["a number for a question", { query: 7 }, "bad-request"],
      ["a lone surrogate", '{"query":"\\ud83d"}', "bad-request"],
      ["a control character", '{"query":"\\u0007 应诉"}', "bad-request"],
      ["too many hits", { query: "应诉", k: 101 }, "bad-request"],
      ["a body that is too large", { query: "法".repeat(600_000) }, "too-large"],
    ])("refuses %s in Chinese, naming the fault", async (_, body, code) => {
      const response = await post("/api/search", body);
      expect(response.status).toBe(code === "too-large" ? 413 : 400);
      const { error } = ErrorSchema.parse(await response.json());
      expect(error).toMatchObject({ code, message: expect.stringMatching(/\p{sc=Han}/u) });
    });

    it("refuses other methods, other types and other addresses", async () => {
      expect((await get("/api/chat")).status).toBe(405);
      expect((await post("/api/search", "query=1", { "content-type": "text/plain" })).status).toBe(415);
      for (const path of ["/nothing", "/api/reports/none", "/api/admin/reload", "/v1/nothing"]) {
        const { status, headers } = await get(path);
        expect([path, status]).toEqual([path, 404]);
        expect(headers.get("content-type")).toContain("application/json");
      }
    });

    it.each([
      "/index/manifest.json",
      "/model/model.json",
      "/pages/manifest.json",
      "/manifest.json",
      "/assets/../index/manifest.json",
    ])("gives out no file that it works with: %s", async (path) => {
      expect((await get(path)).status).toBe(404);
    });

    it("serves the pages with what they load, and lets no script of others in", async () => {
      for (const path of ["/", "/reports/any", "/indicators"]) {
        const page = await get(path);
        expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
        const html = await page.text();
        const loaded = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/gu)].map(([, address]) => address ?? "");
        expect(loaded.length).toBeGreaterThan(1);
        for (const address of loaded) {
          const { status, headers } = await get(address);
          expect([address, status, headers.get("cache-control")]).toEqual([
            address,
            200,
            expect.stringContaining("immutable"),
          ]);
        }
      }
      expect((await get("/widget.js")).headers.get("content-type")).toContain("text/javascript");
      const { paths } = await (await get("/openapi.json")).json();
      expect(Object.keys(paths)).toEqual(expect.arrayContaining(["/api/chat", "/api/search", "/v1/chat/completions"]));
    });

    it("opens the chat box on the pages of named sites alone", async () => {
      const begin = (Origin: string) => get("/api/widget/session", { method: "POST", headers: { Origin } });
      const opened = await begin(app.site);
      expect(opened.headers.get("access-control-allow-origin")).toBe(app.site);
      const { token } = WidgetSessionSchema.parse(await opened.json());
      const ask = (Authorization: string) =>
        post("/api/widget/chat", { messages }, { Origin: app.site, Authorization });
      expect(ChatResponseSchema.parse(await (await ask(`Bearer ${token}`)).json()).lead).toContain(FIGURE);
      expect((await ask("Bearer forged")).status).toBe(401);
      expect((await begin("https://copied.example")).status).toBe(403);
    });

    it("takes opinions on answers", async () => {
      const opinion = { answerId: "a-1", vote: "up", question: QUESTION, lead: FIGURE };
      expect((await post("/api/feedback", opinion)).status).toBe(204);
      expect((await post("/api/feedback", { ...opinion, vote: "maybe" })).status).toBe(400);
    });
  });
}
