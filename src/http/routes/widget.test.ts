import { sign } from "hono/jwt";
import { describe, expect, it } from "vitest";
import { createFakeAssistant } from "../../testing/fake-assistant.ts";
import { ANSWER, answering, chatBody, QUESTION, readError, setUpApp } from "../../testing/set-up-app.ts";
import type { AppOptions, WidgetOptions } from "../app-options.ts";
import { claimedAddress } from "../client-address.ts";
import { ChatResponseSchema, WidgetSessionSchema } from "../contract.ts";

const SITE = "https://www.example.gov.cn";
const OTHER = "https://www.example.edu.cn";
const STRANGER = "https://copied.example";
const KEY = "k".repeat(32);
const WIDGET: WidgetOptions = { key: KEY, questionsPerVisitor: 0, questionsPerSite: 0 };
const START_SECONDS = 1_795_305_600;

function setUp(overrides: Partial<AppOptions> = {}, assistant = answering()) {
  let nowMs = 0;
  const { app, post, logged } = setUpApp(
    {
      allowedOrigins: [SITE, OTHER],
      widget: WIDGET,
      nowMs: () => nowMs,
      unixSeconds: () => START_SECONDS + Math.floor(nowMs / 1000),
      ...overrides,
    },
    assistant,
  );
  const begin = (headers: Record<string, string> = { Origin: SITE }) =>
    app.request("/api/widget/session", { method: "POST", headers });
  const open = async (headers?: Record<string, string>) =>
    WidgetSessionSchema.parse(await (await begin(headers)).json());
  const ask = (token: string, Origin = SITE, body: unknown = chatBody(QUESTION)) =>
    post("/api/widget/chat", body, { Origin, Authorization: `Bearer ${token}` });
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { app, post, logged, begin, open, ask, advance, assistant };
}

describe("the chat box's token", () => {
  it("is given to the pages of a named site, with questions to begin with", async () => {
    const { begin } = setUp();
    const response = await begin();
    expect(response.status).toBe(200);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe(SITE);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(response.headers.get("Set-Cookie")).toBeNull();
    expect(WidgetSessionSchema.parse(await response.json())).toMatchObject({
      expiresInSeconds: 900,
      examples: [QUESTION],
    });
  });

  it.each([
    ["a site that copied the embed code", { Origin: STRANGER }],
    ["a page without an origin, as from a file or a sandbox", { Origin: "null" }],
    ["the named host over plain http", { Origin: "http://www.example.gov.cn" }],
    ["another port of the named host", { Origin: `${SITE}:8443` }],
    ["a host that begins like the named one", { Origin: `${SITE}.copied.example` }],
    ["a page next door", { Origin: "http://localhost", "Sec-Fetch-Site": "same-site" }],
    ["a program", {}],
  ])("is refused to %s, in words that its page may read", async (_, headers) => {
    const response = await setUp().begin(headers as Record<string, string>);
    expect(response.status).toBe(403);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const error = await readError(response);
    expect(error.code).toBe("site-not-allowed");
    expect(error.message).toMatch(/^本网站未获授权/);
  });

  it("is given to pages of our own without naming them", async () => {
    const { begin } = setUp({ allowedOrigins: [] });
    expect((await begin({ Origin: "http://localhost" })).status).toBe(200);
    const behindProxy = { Origin: "https://fawen.example.gov.cn", "Sec-Fetch-Site": "same-origin" };
    expect((await begin(behindProxy)).status).toBe(200);
    expect((await begin({ Origin: SITE })).status).toBe(403);
  });

  it("is given to every site when all are allowed", async () => {
    const { open, ask } = setUp({ allowedOrigins: ["*"] });
    const { token } = await open({ Origin: STRANGER });
    expect((await ask(token, STRANGER)).status).toBe(200);
    expect((await ask(token, SITE)).status).toBe(401);
  });

  it("is given before the reports are loaded, without questions", async () => {
    const { open, ask } = setUp({}, createFakeAssistant({ ready: false, examples: [QUESTION] }));
    const { token, examples } = await open();
    expect(examples).toEqual([]);
    const refused = await ask(token);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("Retry-After")).toBe("2");
  });

  it("may be asked for by preflight from anywhere, and used with it by named sites alone", async () => {
    const { app } = setUp();
    const preflight = async (path: string, Origin: string) =>
      (
        await app.request(path, {
          method: "OPTIONS",
          headers: { Origin, "Access-Control-Request-Method": "POST" },
        })
      ).headers;
    const session = await preflight("/api/widget/session", STRANGER);
    expect(session.get("Access-Control-Allow-Origin")).toBe("*");
    const named = await preflight("/api/widget/chat", SITE);
    expect(named.get("Access-Control-Allow-Origin")).toBe(SITE);
    expect(named.get("Access-Control-Allow-Headers")).toBe("Content-Type,Authorization");
    expect((await preflight("/api/widget/chat", STRANGER)).get("Access-Control-Allow-Origin")).toBeNull();
    const closed = await setUp({ allowedOrigins: [] }).app.request("/api/widget/chat", {
      method: "OPTIONS",
      headers: { Origin: SITE, "Access-Control-Request-Method": "POST" },
    });
    expect(closed.headers.get("Access-Control-Allow-Origin")).toBeNull();
  });
});

describe("a question from another site", () => {
  it("is answered with the whole contract object, streamed or not", async () => {
    const { open, ask } = setUp();
    const { token } = await open();
    const response = await ask(token);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe(SITE);
    expect(ChatResponseSchema.parse(await response.json())).toMatchObject(ANSWER);
    const streamed = await ask(token, SITE, { ...chatBody(QUESTION), stream: true });
    expect(streamed.headers.get("Content-Type")).toMatch(/^text\/event-stream/);
    expect(await streamed.text()).toMatch(/event: done\n/);
  });

  it("is judged by the contract like any other", async () => {
    const { open, ask, assistant } = setUp();
    const { token } = await open();
    for (const [body, field] of [
      [chatBody(""), "messages.0.content"],
      [{ ...chatBody(QUESTION), backend: "extractive" }, "backend"],
      [{ ...chatBody(QUESTION), filters: { reports: ["nope"] } }, "filters.reports.0"],
    ] as const) {
      const refused = await ask(token, SITE, body);
      expect(refused.status).toBe(400);
      expect((await readError(refused)).field).toBe(field);
    }
    expect(assistant.asked).toEqual([]);
  });

  it("is refused without a token, with one of another site, and with one made by somebody else", async () => {
    const { post, open, ask, assistant } = setUp();
    const { token } = await open({ Origin: OTHER });
    const [head = "", facts = "", signature = ""] = token.split(".");
    const forgedFacts = btoa(JSON.stringify({ aud: SITE, sub: "me", exp: START_SECONDS + 9999 })).replace(/=/g, "");
    const unsigned = `${btoa(JSON.stringify({ alg: "none", typ: "JWT" })).replace(/=/g, "")}.${forgedFacts}.`;
    const strangers = await sign({ aud: SITE, sub: "me", exp: START_SECONDS + 60 }, "x".repeat(32), "HS256");
    const endless = await sign({ aud: SITE, sub: "me" }, KEY, "HS256");
    const nobodys = await sign({ aud: SITE, exp: START_SECONDS + 60 }, KEY, "HS256");
    const tokens = [token, `${head}.${forgedFacts}.${signature}`, unsigned, strangers, endless, nobodys, facts, ""];
    for (const given of tokens) {
      const refused = await ask(given);
      expect(refused.status).toBe(401);
      expect(await readError(refused)).toEqual({ code: "unauthorized", message: "会话已过期，请重新提问" });
    }
    expect((await post("/api/widget/chat", chatBody(QUESTION), { Origin: SITE })).status).toBe(401);
    expect(assistant.asked).toEqual([]);
    expect((await ask(token, OTHER)).status).toBe(200);
  });

  it("is refused when the token has ended, to the second", async () => {
    const { open, ask, advance } = setUp();
    const { token, expiresInSeconds } = await open();
    advance(expiresInSeconds * 1000 - 1);
    expect((await ask(token)).status).toBe(200);
    advance(1);
    expect((await ask(token)).status).toBe(401);
  });

  it("is refused from a site that is no longer named, whatever token it has", async () => {
    const { token } = await setUp().open();
    const later = setUp({ allowedOrigins: [OTHER] });
    const refused = await later.ask(token);
    expect(refused.status).toBe(403);
    expect((await readError(refused)).code).toBe("site-not-allowed");
  });

  it("is counted for its visitor's address and its site, whatever new token the visitor has got", async () => {
    let address = "192.0.2.7";
    const { open, ask } = setUp({ widget: { ...WIDGET, questionsPerVisitor: 2 }, clientAddress: () => address });
    const askAnew = async (Origin = SITE) => (await ask((await open({ Origin })).token, Origin)).status;
    expect([await askAnew(), await askAnew(), await askAnew()]).toEqual([200, 200, 429]);
    expect(await askAnew(OTHER)).toBe(200);
    address = "192.0.2.8";
    expect(await askAnew()).toBe(200);
  });

  it("is counted for each visitor behind a proxy that tells them apart", async () => {
    const widget = { ...WIDGET, questionsPerVisitor: 1, visitorAddress: claimedAddress(() => "10.0.0.5") };
    const { open, post } = setUp({ widget, clientAddress: () => "10.0.0.5" });
    const askFrom = async (address: string) => {
      const headers = { Origin: SITE, Authorization: `Bearer ${(await open()).token}`, "X-Forwarded-For": address };
      return (await post("/api/widget/chat", chatBody(QUESTION), headers)).status;
    };
    expect([await askFrom("192.0.2.7"), await askFrom("192.0.2.7"), await askFrom("192.0.2.8")]).toEqual([
      200, 429, 200,
    ]);
  });

  it("is counted for its opening where no address is known; the visitor is told how long to wait", async () => {
    const { open, ask, advance } = setUp({ widget: { ...WIDGET, questionsPerVisitor: 2 } });
    const one = (await open()).token;
    const two = (await open()).token;
    expect((await ask(one)).status).toBe(200);
    expect((await ask(one)).status).toBe(200);
    advance(20_000);
    const refused = await ask(one);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("Retry-After")).toBe("40");
    expect(refused.headers.get("Access-Control-Expose-Headers")).toMatch(/Retry-After/);
    expect(await readError(refused)).toMatchObject({
      code: "rate-limited",
      message: "提问太频繁，请 40 秒后再试",
    });
    expect((await ask(two)).status).toBe(200);
    advance(40_000);
    expect((await ask(one)).status).toBe(200);
  });

  it("is counted for its site; what a visitor was refused does not use up the site's", async () => {
    const { open, ask } = setUp({ widget: { ...WIDGET, questionsPerVisitor: 1, questionsPerSite: 2 } });
    const one = (await open()).token;
    expect((await ask(one)).status).toBe(200);
    for (let again = 0; again < 3; again++) expect((await ask(one)).status).toBe(429);
    expect((await ask((await open()).token)).status).toBe(200);
    const refused = await ask((await open()).token);
    expect(refused.status).toBe(429);
    expect((await readError(refused)).message).toBe("现在提问的人太多，请 60 秒后再试");
    expect((await ask((await open({ Origin: OTHER })).token, OTHER)).status).toBe(200);
  });

  it("is counted with everything else that its address asks", async () => {
    const { begin } = setUp({ rateLimitPerMinute: 2, clientAddress: () => "192.0.2.7" });
    expect([(await begin()).status, (await begin()).status, (await begin()).status]).toEqual([200, 200, 429]);
    const stranger = await begin({ Origin: STRANGER });
    expect(stranger.status).toBe(429);
    expect(stranger.headers.get("Access-Control-Allow-Origin")).toBe("*");
  });

  it("leaves /api/chat as it is: no token for our own pages, for programs, for pages of named sites", async () => {
    const { post } = setUp({ widget: { ...WIDGET, questionsPerVisitor: 1, questionsPerSite: 1 } });
    for (const headers of [{}, { Origin: "http://localhost" }, { Origin: SITE }, { Origin: SITE }])
      expect((await post("/api/chat", chatBody(QUESTION), headers as Record<string, string>)).status).toBe(200);
  });
});

describe("the switch", () => {
  it("turns every chat box off, in words that its page may read", async () => {
    const { token } = await setUp().open();
    const off = setUp({ widget: undefined });
    for (const response of [await off.begin(), await off.begin({ Origin: STRANGER }), await off.ask(token)]) {
      expect(response.status).toBe(403);
      expect(await readError(response)).toEqual({ code: "widget-off", message: "问答服务已停用" });
    }
    expect((await off.post("/api/chat", chatBody(QUESTION))).status).toBe(200);
  });

  it("takes the script off the pages that name it, without an error", async () => {
    const script = { file: "widget.js", type: "text/javascript; charset=utf-8", hashed: false };
    const files: Record<string, string> = {
      "manifest.json": JSON.stringify({ version: 1, files: { "/widget.js": script } }),
      "widget.js": "define()",
    };
    const readAsset = async (name: string) => new TextEncoder().encode(files[name]);
    const load = async (overrides: Partial<AppOptions>) =>
      setUp({ readAsset, ...overrides }).app.request("/widget.js", { headers: { Origin: STRANGER } });
    const off = await load({ widget: undefined });
    expect(await off.text()).toMatch(/^\/\/ .*\n$/);
    const on = await load({});
    expect(await on.text()).toBe("define()");
    for (const { status, headers } of [off, on]) {
      expect(status).toBe(200);
      expect(headers.get("Content-Type")).toMatch(/^text\/javascript/);
      expect(headers.get("Cache-Control")).toBe("no-cache");
      expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
      expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    }
  });

  it("keeps nothing that was asked or by whom in the log", async () => {
    const { open, ask, logged } = setUp();
    await ask((await open()).token);
    expect(logged).toEqual([]);
  });
});

describe("our pages in frames", () => {
  it.each([
    [[], "frame-ancestors 'none'", "DENY"],
    [[SITE, OTHER], `frame-ancestors 'self' ${SITE} ${OTHER}`, null],
    [["*"], "frame-ancestors 'self' *", null],
  ])("are shown by the named sites alone: %j", async (allowedOrigins, policy, frameOptions) => {
    const { headers } = await setUp({ allowedOrigins }).app.request("/healthz");
    expect(headers.get("Content-Security-Policy")?.split("; ").at(-1)).toBe(policy);
    expect(headers.get("X-Frame-Options")).toBe(frameOptions);
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
  });
});
