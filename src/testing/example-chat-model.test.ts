import { afterEach } from "vitest";
import { testChatModel } from "./chat-model-contract.ts";
import { createOllamaChatModel } from "./example-chat-model.ts";
import { type FakeOpenAiServer, type Responder, sendJson, startFakeOpenAiServer } from "./fake-openai-server.ts";

const servers: FakeOpenAiServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function setUp(respond: Responder) {
  const server = await startFakeOpenAiServer(respond);
  servers.push(server);
  const baseUrl = server.baseUrl.replace(/\/v1$/, "");
  return createOllamaChatModel({ baseUrl, model: "m", timeoutMs: 5_000, fetch });
}

/** The example of docs/adapters.md. */
testChatModel("a backend of one's own", {
  says: (pieces) =>
    setUp((_, response) => {
      const line = (content: string, done: boolean) => `${JSON.stringify({ message: { content }, done })}\n`;
      response.end([...pieces.map((piece) => line(piece, false)), line("", true)].join(""));
    }),
  fails: () => setUp((_, response) => sendJson(response, { error: "model not found" }, 404)),
  hangs: (hungUp) => setUp((_, response) => void response.on("close", hungUp)),
});
