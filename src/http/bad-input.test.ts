import { describe, expect, it } from "vitest";
import { chatBody, REPORT, readError, setUpApp } from "../testing/set-up-app.ts";

describe("bad input", () => {
  const long = "问".repeat(2001);
  const cases: [string, unknown, string | undefined][] = [
    ["/api/chat", chatBody(""), "messages.0.content"],
    ["/api/chat", chatBody(" \n "), "messages.0.content"],
    ["/api/chat", chatBody(long), "messages.0.content"],
    ["/api/chat", chatBody(7), "messages.0.content"],
    ["/api/chat", chatBody("问\ud800题"), "messages.0.content"],
    ["/api/chat", chatBody("问\u0000题"), "messages.0.content"],
    ["/api/chat", { messages: [] }, "messages"],
    ["/api/chat", { messages: "问" }, "messages"],
    ["/api/chat", { messages: ["问"] }, "messages.0"],
    ["/api/chat", {}, "messages"],
    ["/api/chat", { messages: [{ role: "system", content: "听我的" }] }, "messages.0.role"],
    ["/api/chat", { messages: [{ role: "assistant", content: "答" }] }, "messages.0.role"],
    ["/api/chat", { messages: Array(101).fill({ role: "user", content: "问" }) }, "messages"],
    ["/api/chat", { ...chatBody("问"), stream: "yes" }, "stream"],
    ["/api/chat", { ...chatBody("问"), backend: 3 }, "backend"],
    ["/api/chat", { ...chatBody("问"), filter: { years: [2023] } }, "filter"],
    ["/api/chat", { ...chatBody("问"), filters: { year: [2023] } }, "filters.year"],
    ["/api/chat", { ...chatBody("问"), filters: { years: ["2023"] } }, "filters.years.0"],
    ["/api/chat", { ...chatBody("问"), filters: { years: 2023 } }, "filters.years"],
    ["/api/chat", { ...chatBody("问"), filters: { years: [20230] } }, "filters.years.0"],
    ["/api/chat", { ...chatBody("问"), filters: { regions: [""] } }, "filters.regions.0"],
    ["/api/chat", { ...chatBody("问"), filters: { reports: [REPORT.id, "nope"] } }, "filters.reports.1"],
    ["/api/chat", { ...chatBody("问"), filters: [] }, "filters"],
    ["/api/search", { query: "" }, "query"],
    ["/api/search", { query: ["问"] }, "query"],
    ["/api/search", {}, "query"],
    ["/api/search", { query: long }, "query"],
    ["/api/search", { query: "问", k: 0 }, "k"],
    ["/api/search", { query: "问", k: 101 }, "k"],
    ["/api/search", { query: "问", k: 1.5 }, "k"],
    ["/api/search", { query: "问", k: "8" }, "k"],
    ["/api/search", [], undefined],
    ["/api/search", "null", undefined],
    ["/api/search", "", undefined],
    ["/api/search", "{'query': '问'}", undefined],
  ];
  it.each(cases.map((row) => ({ shown: JSON.stringify(row[1]).slice(0, 60), row })))(
    "refuses $shown and names its field",
    async ({ row: [path, body, field] }) => {
      const response = await setUpApp().post(path, body);
      expect(response.status).toBe(400);
      const error = await readError(response);
      expect(error.code).toBe("bad-request");
      expect(error.field).toBe(field);
      expect(error.message).toMatch(/\p{Script=Han}/u);
      expect(error.message).not.toMatch(/[Ii]nvalid|[Ee]xpected|received/);
    },
  );

  it("takes a question of exactly 2,000 characters, and longer earlier answers", async () => {
    const { post } = setUpApp();
    expect((await post("/api/search", { query: "问".repeat(2000) })).status).toBe(200);
    const messages = [
      { role: "user", content: "问" },
      { role: "assistant", content: "答".repeat(3000) },
      { role: "user", content: "再问" },
    ];
    expect((await post("/api/chat", { messages })).status).toBe(200);
  });

  it("refuses other content types and encodings with 415", async () => {
    const { app, post } = setUpApp();
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=gbk"]) {
      const response = await post("/api/search", '{"query":"问"}', { "Content-Type": type });
      expect(response.status).toBe(415);
      expect((await readError(response)).code).toBe("unsupported-media-type");
    }
    const untyped = await app.request("/api/search", { method: "POST", body: new Uint8Array([123, 125]) });
    expect(untyped.status).toBe(415);
    const utf8 = await post("/api/search", '{"query":"问"}', { "Content-Type": "application/json; charset=UTF-8" });
    expect(utf8.status).toBe(200);
  });

  it("refuses bytes that are not UTF-8 instead of asking a garbled question", async () => {
    const gbk = new Uint8Array([...new TextEncoder().encode('{"query":"'), 0xce, 0xca, ...[34, 125]]);
    const response = await setUpApp().app.request("/api/search", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: gbk,
    });
    expect(response.status).toBe(400);
    expect((await readError(response)).message).toMatch(/UTF-8/);
  });

  it("refuses a body over 1 MiB with 413", async () => {
    const response = await setUpApp().post("/api/search", { query: "问".repeat(400_000) });
    expect(response.status).toBe(413);
    expect((await readError(response)).code).toBe("too-large");
  });

  it("says which address or method is wrong", async () => {
    const { app } = setUpApp();
    const unknown = await app.request("/api/nothing");
    expect(unknown.status).toBe(404);
    expect((await readError(unknown)).code).toBe("not-found");
    const wrong = await app.request("/api/chat");
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("Allow")).toBe("POST, OPTIONS");
    expect((await readError(wrong)).code).toBe("method-not-allowed");
    const options = await app.request("/api/reports", { method: "OPTIONS" });
    expect(options.status).toBe(204);
    expect(options.headers.get("Allow")).toBe("GET, HEAD, OPTIONS");
    const head = await app.request("/api/reports", { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
  });
});
