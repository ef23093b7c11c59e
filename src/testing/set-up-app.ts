import type { Assistant } from "../core/assistant.ts";
import type { AppOptions } from "../http/app-options.ts";
import { ErrorSchema } from "../http/contract.ts";
import { createApp } from "../http/create-app.ts";
import { citeQuote, createFakeAssistant, fakeAnswer, tellAnswer } from "./fake-assistant.ts";
import { sampleReport } from "./sample-report.ts";

export const REPORT = sampleReport();
export const QUESTION = "云泽市2023年行政机关负责人出庭应诉率是多少？";
export const ANSWER = fakeAnswer({
  lead: "97.4%",
  answer: "云泽市行政机关负责人出庭应诉率为97.4%。[1]",
  citations: [citeQuote(REPORT, "云泽市行政机关负责人出庭应诉率为97.4%")],
});

/** A fake that answers every question with `ANSWER` and finds no passages. */
export const answering = () =>
  createFakeAssistant({
    examples: [QUESTION],
    ask: () => tellAnswer(ANSWER),
    search: async () => ({ hits: [], understood: { regions: [], years: [], indicators: [] } }),
  });

/** The body of a chat with one question. */
export const chatBody = (content: unknown) => ({ messages: [{ role: "user", content }] });

/** An app with a counted clock and recorded log; `post` sends JSON. */
export function setUpApp(overrides: Partial<AppOptions> = {}, assistant: Assistant = answering()) {
  const logged: { message: string; facts: unknown }[] = [];
  const write = (message: string, facts?: unknown) => void logged.push({ message, facts });
  let ids = 0;
  let nowMs = 0;
  const app = createApp(assistant, {
    log: { debug: () => {}, info: write, warn: write, error: write },
    newId: () => `id-${++ids}`,
    nowMs: () => nowMs,
    unixSeconds: () => 1_795_305_601,
    allowedOrigins: [],
    readAsset: async () => undefined,
    ...overrides,
  });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { app, post, logged, advance };
}

export async function readError(response: Response) {
  return ErrorSchema.parse(await response.json()).error;
}
