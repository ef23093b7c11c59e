import type { QuizExporter } from "../core/ports/quiz-exporter.ts";
import type { ClientAddress } from "./client-address.ts";
import type { Feedback } from "./contract.ts";

/** Where the app writes what happened. Facts are plain values; secrets and question texts never go in. */
export interface AppLog {
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void;
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** The chat box for the pages of `allowedOrigins`. */
export interface WidgetOptions {
  /** Signs the tokens: at least 32 characters that nobody can guess, the same in every process that serves one site. */
  readonly key: string;
  /** Questions a minute of one visitor to one site, however often the box is opened; 0 for any number. */
  readonly questionsPerVisitor: number;
  /** Questions a minute from all chat boxes of one site; 0 for any number. */
  readonly questionsPerSite: number;
  /**
   * Address to tell a site's visitors apart by; `clientAddress` when left out. It may be another where that one is
   * a proxy's: see `claimedAddress`.
   */
  readonly visitorAddress?: ClientAddress | undefined;
}

/** What the runtime supplies: the app itself reads no clock, no files, no random numbers and no settings. */
export interface AppOptions {
  readonly log: AppLog;
  /** A new identifier for an answer or a request, unique and not guessable. */
  readonly newId: () => string;
  /** Milliseconds since any fixed moment; only differences are used, fractions are welcome. */
  readonly nowMs: () => number;
  /** Whole seconds since 1970, which replies in OpenAI's shape tell. */
  readonly unixSeconds: () => number;
  /** Origins (`https://www.example.gov.cn`) whose pages may call the API; none but our own when empty. */
  readonly allowedOrigins: readonly string[];
  /** Questions and searches a client may send a minute; 0 or undefined means no limit. */
  readonly rateLimitPerMinute?: number | undefined;
  /**
   * The count that several processes share: counts one request of a client and gives the seconds it has to wait, 0 when
   * it may go on. Asked after the count of this process, which holds alone when left out.
   */
  readonly sharedLimit?: ((client: string, perMinute: number) => Promise<number>) | undefined;
  /** Seconds until it makes sense to ask again while there is no library; 2 when left out. */
  readonly notReadySeconds?: (() => number) | undefined;
  /** The chat box for other sites; switched off when left out. */
  readonly widget?: WidgetOptions | undefined;
  /** Keeps what a visitor thinks of an answer; nobody is asked when left out. */
  readonly saveFeedback?: ((feedback: Feedback) => Promise<void>) | undefined;
  /** Writes quiz papers as files; they can only be read, printed and practised when left out. */
  readonly quizExporter?: QuizExporter | undefined;
  /** Whether replies are compressed behind the app, as Cloudflare does; otherwise it compresses what is read. */
  readonly compressedByHost?: boolean | undefined;
  /** Will guard `/api/admin/…`; no such route exists yet. */
  readonly adminToken?: string | undefined;
  /**
   * Bytes of a file of the built pages (`dist/web` on Node), undefined when there is none. Only called with
   * `manifest.json` and with names that stand in it, never with a path from a client.
   */
  readonly readAsset: (name: string) => Promise<Uint8Array | undefined>;
  /**
   * Address of the client, as the runtime knows it, to count its requests by. Without it all clients share
   * one count. Taken from `X-Forwarded-For` behind proxies of our own alone: any client can write it.
   */
  readonly clientAddress?: ClientAddress | undefined;
}
