import { describe, expect, it } from "vitest";
import { readError, setUpApp } from "../../testing/set-up-app.ts";
import type { Feedback } from "../contract.ts";

const GIVEN = {
  answerId: "id-1",
  vote: "down",
  reasons: ["wrong_figure", "other"],
  comment: "表里是另一年的数",
  question: "云泽市2023年出庭应诉率是多少？",
  lead: "97.4%",
};

function setUpFeedback() {
  const saved: Feedback[] = [];
  return { ...setUpApp({ saveFeedback: async (feedback) => void saved.push(feedback) }), saved };
}

describe("POST /api/feedback", () => {
  it("saves what was sent and nothing else", async () => {
    const { post, saved } = setUpFeedback();
    const response = await post("/api/feedback", GIVEN, { "User-Agent": "a browser", Cookie: "a=b" });
    expect(response.status).toBe(204);
    expect(saved).toEqual([GIVEN]);
  });

  it("takes a vote alone", async () => {
    const { post, saved } = setUpFeedback();
    const { answerId, question, lead } = GIVEN;
    expect((await post("/api/feedback", { answerId, question, lead, vote: "up" })).status).toBe(204);
    expect(saved[0]).toMatchObject({ vote: "up", reasons: [], comment: "" });
  });

  it.each([
    ["vote", { vote: "maybe" }],
    ["reasons.0", { reasons: ["rude"] }],
    ["comment", { comment: "很".repeat(501) }],
    ["comment", { comment: "\u0000" }],
    ["question", { question: " " }],
  ])("refuses a wrong %s and saves nothing", async (field, change) => {
    const { post, saved } = setUpFeedback();
    const response = await post("/api/feedback", { ...GIVEN, ...change });
    expect(response.status).toBe(400);
    expect((await readError(response)).field).toBe(field);
    expect(saved).toEqual([]);
  });

  it("takes no more in a minute than a person can mean, even where questions have no limit", async () => {
    const { post, saved, advance } = setUpFeedback();
    const statuses = [];
    for (let round = 0; round < 21; round++) statuses.push((await post("/api/feedback", GIVEN)).status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(20);
    const refused = await post("/api/feedback", GIVEN);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("Retry-After")).toBe("60");
    expect((await readError(refused)).message).toMatch(/请 60 秒后再试/);
    advance(60_000);
    expect((await post("/api/feedback", GIVEN)).status).toBe(204);
    expect(saved).toHaveLength(21);
  });

  it("says so where nothing is collected", async () => {
    const { post, app } = setUpApp();
    expect((await post("/api/feedback", GIVEN)).status).toBe(404);
    expect(await (await app.request("/api/meta")).json()).toMatchObject({ feedback: false });
  });
});

describe("GET /api/meta", () => {
  it("tells what is covered without the list of reports", async () => {
    const { app } = setUpFeedback();
    const response = await app.request("/api/meta");
    expect(await response.json()).toEqual({
      reports: 1,
      builtAt: "2026-01-05T08:30:00.000Z",
      years: [2023],
      regions: [{ region: "东海省云泽市", years: [2023], reports: 1 }],
      examples: ["云泽市2023年行政机关负责人出庭应诉率是多少？"],
      feedback: true,
    });
    const tag = response.headers.get("ETag") ?? "";
    expect((await app.request("/api/meta", { headers: { "If-None-Match": tag } })).status).toBe(304);
  });
});
