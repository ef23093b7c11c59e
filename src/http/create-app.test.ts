import { describe, expect, it } from "vitest";
import { FawenError } from "../core/model/errors.ts";
import { createFakeAssistant, tellAnswer } from "../testing/fake-assistant.ts";
import { ANSWER, answering, chatBody, QUESTION, REPORT, readError, setUpApp } from "../testing/set-up-app.ts";
import { ChatResponseSchema, ReportDetailSchema, SearchResponseSchema } from "./contract.ts";

const failing = (error: unknown) =>
  createFakeAssistant({
    // biome-ignore lint/correctness/useYield: it breaks before its first event.
    ask: async function* () {
      throw error;
    },
  });

describe("answers", () => {
  it("answers a chat with the whole contract object", async () => {
    const response = await setUpApp().post("/api/chat", chatBody(QUESTION));
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toMatch(/application\/json/);
    const body = ChatResponseSchema.parse(await response.json());
    expect(body).toMatchObject({ ...ANSWER, tookMs: 0 });
    expect(body.id).toMatch(/^id-/);
  });

  it("tells the time taken to a tenth of a millisecond", async () => {
    let now = 0;
    const { post } = setUpApp({ nowMs: () => (now += 12.3456789) });
    for (const [path, body] of [["/api/chat", chatBody(QUESTION)] as const, ["/api/search", { query: "问" }] as const])
      expect(await (await post(path, body)).json()).toMatchObject({ tookMs: 12.3 });
  });

  it("sends nothing that the contract does not name", async () => {
    const [citation] = ANSWER.citations;
    const leaky = { ...citation, report: { raw: "整篇源文件" } };
    // A value with more on it than its type says, as structural typing allows.
    const answer = { ...ANSWER, citations: [leaky as typeof leaky & NonNullable<typeof citation>] };
    const { post } = setUpApp({}, createFakeAssistant({ ask: () => tellAnswer(answer) }));
    for (const stream of [false, true]) {
      const body = await (await post("/api/chat", { ...chatBody(QUESTION), stream })).text();
      expect(body).toContain("97.4%");
      expect(body).not.toContain("整篇源文件");
    }
  });

  it("passes question, default k and filters on to the search", async () => {
    const assistant = answering();
    const filters = { regions: ["云泽市"], years: [2023], reports: [REPORT.id] };
    const response = await setUpApp({}, assistant).post("/api/search", { query: "应诉", filters });
    SearchResponseSchema.parse(await response.json());
    expect(assistant.searched).toMatchObject([{ query: "应诉", k: 8, filters }]);
  });

  it("lists the reports with what they cover and questions that have answers", async () => {
    const body = await (await setUpApp().app.request("/api/reports")).json();
    expect(body).toMatchObject({
      reports: [{ id: REPORT.id, region: "东海省云泽市", year: 2023, date: null, passages: 10 }],
      builtAt: "2026-01-05T08:30:00.000Z",
      examples: [QUESTION],
    });
  });

  it("shows one report, and says when there is no such report", async () => {
    const { app } = setUpApp();
    const body = ReportDetailSchema.parse(await (await app.request(`/api/reports/${REPORT.id}`)).json());
    expect(body.text).toBe(REPORT.text);
    expect(body.sections.map((section) => section.heading)).toContain("（二）行政复议");
    const missing = await app.request("/api/reports/no-such");
    expect(missing.status).toBe(404);
    expect(await readError(missing)).toMatchObject({ code: "not-found", field: "id" });
  });

  it("describes itself from the schemas", async () => {
    const document = await (await setUpApp().app.request("/openapi.json")).json();
    expect(Object.keys(document.paths).sort()).toEqual([
      "/api/chat",
      "/api/feedback",
      "/api/indicators",
      "/api/indicators.csv",
      "/api/indicators/table",
      "/api/meta",
      "/api/quiz",
      "/api/quiz/check",
      "/api/quiz/export",
      "/api/quiz/formats",
      "/api/reports",
      "/api/reports/{id}",
      "/api/reports/{id}/source",
      "/api/search",
      "/api/widget/chat",
      "/api/widget/session",
      "/healthz",
      "/mcp",
      "/readyz",
      "/v1/chat/completions",
      "/v1/models",
      "/v1/models/{id}",
    ]);
    expect(document.components.schemas.ChatResponse.properties.citations).toMatchObject({ type: "array" });
  });

  it("is alive before it is ready, and says 503 until then", async () => {
    const { app, post } = setUpApp({}, createFakeAssistant({ ready: false }));
    expect((await app.request("/healthz")).status).toBe(200);
    const readiness = await app.request("/readyz");
    expect(readiness.status).toBe(503);
    expect(await readiness.json()).toMatchObject({ ready: false, message: expect.stringMatching(/准备/) });
    for (const stream of [false, true]) {
      const refused = await post("/api/chat", { ...chatBody(QUESTION), stream });
      expect(refused.status).toBe(503);
      expect(refused.headers.get("Retry-After")).toBe("2");
      expect(await readError(refused)).toMatchObject({ code: "not-ready" });
    }
    expect((await setUpApp().app.request("/readyz")).status).toBe(200);
  });
});

describe("breakage", () => {
  it("keeps an unknown error's text in the log and out of the answer", async () => {
    const { post, logged } = setUpApp({}, failing(new Error("/srv/secret/passages.jsonl is broken")));
    const response = await post("/api/chat", chatBody(QUESTION), { "X-Request-Id": "trace-7" });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toMatch(/secret|at .*\.ts/);
    expect(JSON.parse(text).error).toMatchObject({ code: "internal", message: expect.stringMatching(/请稍后再试/) });
    expect(logged).toMatchObject([{ message: "request failed", facts: { requestId: "trace-7" } }]);
    expect(response.headers.get("X-Request-Id")).toBe("trace-7");
  });

  it("shows a known error's words and field, but not those meant for the operator", async () => {
    const backend = failing(new FawenError("bad-request", "没有这个后端", { field: "backend" }));
    const refused = await setUpApp({}, backend).post("/api/chat", chatBody(QUESTION));
    expect(refused.status).toBe(400);
    expect(await readError(refused)).toEqual({ code: "bad-request", message: "没有这个后端", field: "backend" });
    const broken = failing(new FawenError("index-corrupt", "索引 /srv/index 损坏"));
    const failed = await setUpApp({}, broken).post("/api/chat", chatBody(QUESTION));
    expect(failed.status).toBe(503);
    expect((await readError(failed)).message).not.toMatch(/srv/);
  });
});

describe("limits and other sites", () => {
  it("limits each client by the minute and says how long to wait", async () => {
    const { post, app, advance } = setUpApp({
      rateLimitPerMinute: 2,
      clientAddress: (c) => c.req.header("x-test-client"),
    });
    const ask = (client: string) => post("/api/search", { query: "问" }, { "X-Test-Client": client });
    expect((await ask("a")).status).toBe(200);
    expect((await ask("a")).status).toBe(200);
    advance(20_000);
    const refused = await ask("a");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("Retry-After")).toBe("40");
    expect((await readError(refused)).message).toBe("提问太频繁，请 40 秒后再试");
    expect((await ask("b")).status).toBe(200);
    expect((await app.request("/api/reports", { headers: { "X-Test-Client": "a" } })).status).toBe(200);
    advance(40_000);
    expect((await ask("a")).status).toBe(200);
  });

  it("counts all addresses of one subscriber as one client", async () => {
    const { post } = setUpApp({ rateLimitPerMinute: 1, clientAddress: (c) => c.req.header("x-test-client") });
    const ask = async (client: string) =>
      (await post("/api/search", { query: "问" }, { "X-Test-Client": client })).status;
    expect(await ask("2001:db8:0:7::1")).toBe(200);
    expect(await ask("2001:db8:0:7:a:b:c:d")).toBe(429);
    expect(await ask("2001:db8:0:8::1")).toBe(200);
  });

  it("lets only the named sites read its answers", async () => {
    const { post, app } = setUpApp({ allowedOrigins: ["https://www.example.gov.cn"] });
    const from = (Origin: string) => post("/api/search", { query: "问" }, { Origin });
    const allowed = await from("https://www.example.gov.cn");
    expect(allowed.headers.get("Access-Control-Allow-Origin")).toBe("https://www.example.gov.cn");
    expect((await from("https://evil.example")).headers.get("Access-Control-Allow-Origin")).toBeNull();
    const preflight = await app.request("/api/chat", {
      method: "OPTIONS",
      headers: { Origin: "https://www.example.gov.cn", "Access-Control-Request-Method": "POST" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("Access-Control-Allow-Methods")).toMatch(/POST/);
    expect(preflight.headers.get("Access-Control-Allow-Headers")).toBe("Content-Type");
    const closed = await setUpApp().post("/api/search", { query: "问" }, { Origin: "https://www.example.gov.cn" });
    expect(closed.headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  it("sends headers that allow no inline script, no framing and no sniffing, errors included", async () => {
    for (const path of ["/healthz", "/nothing"]) {
      const { headers } = await setUpApp().app.request(path);
      const policy = headers.get("Content-Security-Policy") ?? "";
      expect(policy).toMatch(/default-src 'none'/);
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(policy).not.toMatch(/unsafe/);
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("X-Request-Id")).toMatch(/^id-/);
    }
  });
});
