import type { WidgetSession } from "../../http/contract.ts";
import { type AnswerEvent, RequestFailed, readAnswerEvents, request } from "../shared/api-client.ts";

export interface Message {
  readonly role: "user" | "assistant";
  readonly content: string;
}

export interface WidgetClient {
  /** Asks whether this site may; the token is kept for the questions. Throws `RequestFailed`. */
  begin(): Promise<WidgetSession>;
  /** As `askQuestion` of our own pages. */
  ask(messages: readonly Message[], signal: AbortSignal): AsyncGenerator<AnswerEvent, void, void>;
  /** Where something of the service is, for a link. */
  address(path: string): string;
}

/** Renewed before it ends, so that a question is not sent twice. */
const RENEW_BEFORE_MS = 10_000;

/**
 * Speaks to the service from a page of another site. The token lives in memory alone: nothing is stored in the browser.
 *
 * @param base where the script was loaded from
 */
export function createWidgetClient(base: URL): WidgetClient {
  let session: { readonly token: string; readonly endsMs: number } | undefined;
  const address = (path: string) => new URL(path.replace(/^\//, ""), base).href;
  // Without credentials: no cookie of ours or of a gateway before us goes along.
  const post = (path: string, init: RequestInit) =>
    request(address(path), { method: "POST", credentials: "omit", referrerPolicy: "no-referrer", ...init });

  const begin = async () => {
    const begun: WidgetSession = await (await post("/api/widget/session", {})).json();
    session = { token: begun.token, endsMs: performance.now() + begun.expiresInSeconds * 1000 - RENEW_BEFORE_MS };
    return begun;
  };
  const currentToken = async () => {
    if (session === undefined || performance.now() >= session.endsMs) await begin();
    return session?.token ?? "";
  };
  const send = async (body: string, signal: AbortSignal) => {
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${await currentToken()}` };
    return post("/api/widget/chat", { headers, body, signal });
  };

  return {
    begin,
    address,
    async *ask(messages, signal) {
      const body = writeBody(messages);
      const response = await send(body, signal).catch((error: unknown) => {
        if (!(error instanceof RequestFailed) || error.code !== "unauthorized") throw error;
        // The service was started anew and knows nothing of our token.
        session = undefined;
        return send(body, signal);
      });
      yield* readAnswerEvents(response, signal);
    },
  };
}

/** By hand: where a page has given `Array.prototype` a `toJSON`, as old libraries do, lists would come out as text. */
function writeBody(messages: readonly Message[]): string {
  const list = messages.map(({ role, content }) => `{"role":"${role}","content":${JSON.stringify(content)}}`);
  return `{"messages":[${list.join(",")}],"stream":true}`;
}
