import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { Assistant } from "../../core/assistant.ts";
import type { AppLog } from "../app-options.ts";
import { createMcpServer } from "./create-mcp-server.ts";

/**
 * Answers one request of a client over streamable HTTP. Without sessions: every request gets a server of its own, so
 * that any process or Worker can answer the next one.
 *
 * @param parsedBody the request's body, which has been read already
 */
export async function answerMcp(
  request: Request,
  parsedBody: unknown,
  assistant: Assistant,
  log: AppLog,
): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport();
  const server = createMcpServer(assistant, { log, signal: request.signal });
  // A client that is gone cannot be answered: nothing to do.
  server.onerror = (error) => log.debug("mcp", { error });
  await server.connect(transport);
  return transport.handleRequest(request, { parsedBody });
}
