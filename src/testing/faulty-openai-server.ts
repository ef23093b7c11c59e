import type { ServerResponse } from "node:http";
import { type FakeOpenAiServer, sendJson, sendPieces, startFakeOpenAiServer } from "./fake-openai-server.ts";

/** What a server gets to know that misbehaves on purpose. */
export interface FaultContext {
  /** The key of the request, to be repeated where a careless server would. */
  readonly key: string;
  /** Counts requests from 1. */
  readonly attempt: number;
  /** A right answer to what is asked, with its marker. */
  readonly rightAnswer: string;
}

type Fault = (response: ServerResponse, context: FaultContext) => void;

/** Whatever a server does wrong, by name; `refused connection` has no server at all. */
export const FAULTS = {
  "HTTP 401": (response, { key }) =>
    sendJson(response, { error: { message: `Incorrect API key provided: ${key}` } }, 401),
  "HTTP 402": (response) => sendJson(response, { error: { message: "Insufficient Balance" } }, 402),
  "HTTP 404": (response) => sendJson(response, { error: { message: "model not found" } }, 404),
  "429 with a short Retry-After": (response, { attempt, rightAnswer }) => {
    if (attempt > 1) return sendPieces(response, [rightAnswer]);
    response.writeHead(429, { "retry-after": "1" }).end("{}");
  },
  "429 with a long Retry-After": (response) => void response.writeHead(429, { "retry-after": "120" }).end("{}"),
  "429 without Retry-After": (response) => sendJson(response, {}, 429),
  "HTTP 500": (response, { key }) => void response.writeHead(500).end(`<h1>Traceback</h1> key=${key}`),
  "503 once": (response, { attempt, rightAnswer }) => {
    if (attempt > 1) sendPieces(response, [rightAnswer]);
    else sendJson(response, {}, 503);
  },
  "503 for good": (response) => sendJson(response, {}, 503),
  "hang before the reply": () => {},
  "hang in the middle": (response) => sendPieces(response, ["办"], { end: false }),
  "a stream that drips without end": (response) => {
    sendPieces(response, [], { end: false });
    const drip = () => response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: "的" } }] })}\n\n`);
    const timer = setInterval(drip, 20);
    response.on("close", () => clearInterval(timer));
  },
  "half a stream": (response, { rightAnswer }) => {
    sendPieces(response, [rightAnswer, "另有"], { end: false });
    setTimeout(() => response.destroy(), 30);
  },
  "a stream that ends without its end": (response, { rightAnswer }) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`data: ${JSON.stringify({ choices: [{ delta: { content: rightAnswer } }] })}\n\n`);
  },
  "malformed SSE": (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).end('data: {"choices":[{"delta"\n\ndata: ]\n\n');
  },
  "an error inside the stream": (response, { key }) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`data: ${JSON.stringify({ error: { message: `overloaded, key ${key}` } })}\n\n`);
  },
  "wrong JSON": (response) => sendJson(response, { hello: "world" }),
  "a login page": (response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<html>请登录</html>");
  },
  "an empty reply": (response) => sendPieces(response, [""]),
  "a reply in English": (response) => sendPieces(response, ["The rate was 91.5%, a new record. [1]"]),
  "a reply in Traditional": (response) => sendPieces(response, ["行政機關負責人出庭應訴率為91.5%。[1]"]),
  "invented markers": (response) => sendPieces(response, ["行政机关负责人出庭应诉率为91.5%。[7]", "群众十分满意。[8]"]),
  "no markers": (response) => sendPieces(response, ["行政机关负责人出庭应诉率为91.5%。"]),
  "a wrong figure": (response) => sendPieces(response, ["行政机关负责人出庭应诉率为99.9%。[1]"]),
  "a reply of 100 kB": (response) => sendPieces(response, Array<string>(100).fill("一".repeat(1_000))),
  "a reply of 100 kB in one piece": (response) =>
    sendJson(response, { choices: [{ message: { content: "一".repeat(100_000) } }] }),
  "a think block": (response, { rightAnswer }) =>
    sendPieces(response, ["<think>应诉率大概99.9%吧。[1]</think>", rightAnswer]),
  "a think block cut over pieces": (response, { rightAnswer }) =>
    sendPieces(response, [..."<think>应诉率99.9%。[1]</think>", ...rightAnswer]),
  "a think block that never closes": (response) => sendPieces(response, ["<think>应诉率99.9%。[1]", "再想想。"]),
  reasoning_content: (response, { rightAnswer }) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const deltas = [{ reasoning_content: "应诉率99.9%。[1]", content: null }, { content: rightAnswer }];
    for (const delta of deltas) response.write(`data: ${JSON.stringify({ choices: [{ delta }] })}\n\n`);
    response.end("data: [DONE]\n\n");
  },
  "tool-call noise": (response, { rightAnswer }) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const call = { index: 0, id: "c1", type: "function", function: { name: "search", arguments: '{"q":"99.9%"}' } };
    const noise = '<tool_call>{"name":"search","arguments":{"q":"99.9%。[1]"}}</tool_call>';
    const deltas = [{ tool_calls: [call] }, { content: noise }, { content: rightAnswer }];
    for (const delta of deltas) response.write(`data: ${JSON.stringify({ choices: [{ delta }] })}\n\n`);
    response.end("data: [DONE]\n\n");
  },
  "tool calls and nothing else": (response) => {
    const call = { id: "c1", type: "function", function: { name: "search", arguments: "{}" } };
    sendJson(response, { choices: [{ message: { content: null, tool_calls: [call] } }] });
  },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof FAULTS;

/** A server on the loopback address that does exactly what the fault says. */
export function startFaultyOpenAiServer(fault: FaultName, rightAnswer: string): Promise<FakeOpenAiServer> {
  return startFakeOpenAiServer(({ authorization = "" }, response, attempt) =>
    FAULTS[fault](response, { key: authorization.replace("Bearer ", ""), attempt, rightAnswer }),
  );
}
