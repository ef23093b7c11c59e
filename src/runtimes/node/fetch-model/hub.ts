import { isTemporaryStatus, readRetryAfter } from "../../../adapters/insist.ts";
import { describeNetworkFault } from "../../../adapters/network-fault.ts";
import { splitAddress } from "../../../adapters/web-address.ts";
import { withinSilence } from "../../../adapters/within-silence.ts";

/** How patient to be with a hub, in milliseconds. */
export interface HubLimits {
  /** How long it may be silent: before its reply begins, and between two pieces of a file. */
  readonly silenceMs: number;
  /** How long all of a model may take; what has come by then stays for the next time. */
  readonly wholeMs: number;
  /** The first wait before asking again; it doubles each time. */
  readonly retryMs: number;
}

/** `absent`: there is no such file. `temporary`: the same request may succeed later. */
export type HubFaultKind = "absent" | "refused" | "temporary" | "damaged";

/** Why a hub did not give what was asked for, in words for people, without any address that may carry a secret. */
export class HubFault extends Error {
  constructor(
    readonly kind: HubFaultKind,
    message: string,
    /** How long the hub asks to wait; undefined when it does not say. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

export interface HubReply {
  /** The replies on the way, from the hub's own to the last; only the last has a body. */
  readonly hops: readonly { readonly origin: string; readonly headers: Headers }[];
  readonly response: Response;
}

/** A place with the addresses of the Hugging Face hub: `{base}/{organisation}/{name}/resolve/{revision}/{file}`. */
export interface Hub {
  /** The address as people may see it: without a password. */
  readonly shown: string;
  readonly origin: string;
  /**
   * Follows redirects, but `HEAD` no further than to the reply that describes the file: the address of a store may be
   * signed for `GET` alone.
   */
  request(
    method: "GET" | "HEAD",
    path: string,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<HubReply>;
}

/** What a hub says of a file that lies in a store elsewhere. */
export const LINKED_DIGEST = "x-linked-etag";
export const LINKED_SIZE = "x-linked-size";

const MAX_REDIRECTS = 8;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** @param address as the settings have it; a user name and password in it go to this host alone, and into no message */
export function createHub(address: string, { silenceMs }: Pick<HubLimits, "silenceMs">): Hub {
  const { address: shown, authorization } = splitAddress(address);
  const { origin } = new URL(shown);
  return {
    shown,
    origin,
    async request(method, path, headers, signal) {
      const hops: { origin: string; headers: Headers }[] = [];
      let url = new URL(`${shown}/${path}`);
      while (true) {
        // Sizes and ranges are those of the file itself, not of a compressed form.
        const sent: Record<string, string> = { ...headers, "accept-encoding": "identity" };
        if (authorization !== undefined && url.origin === origin) sent.authorization = authorization;
        const response = await withinSilence(silenceMs, signal, (limited) =>
          fetch(url, { method, headers: sent, redirect: "manual", signal: limited }),
        ).catch((error: unknown) => {
          throw toHubFault(error, signal);
        });
        hops.push({ origin: url.origin, headers: response.headers });
        const described = method === "HEAD" && response.headers.has(LINKED_DIGEST) && response.headers.has(LINKED_SIZE);
        if (!REDIRECTS.has(response.status) || described) return { hops, response };
        await response.body?.cancel();
        if (hops.length > MAX_REDIRECTS) throw new HubFault("refused", "重定向太多次");
        url = nextAddress(response.headers.get("location"), url);
      }
    },
  };
}

/** Throws `HubFault` unless the status says that all is well. */
export function checkStatus({ status, headers }: Response): void {
  if (status >= 200 && status < 300) return;
  if (status === 404 || status === 410) throw new HubFault("absent", "没有这个文件");
  if (status === 401 || status === 403)
    throw new HubFault("refused", `HTTP ${status}，没有这个模型，或它不公开、要登录并同意许可后才能下载`);
  if (!isTemporaryStatus(status)) throw new HubFault("refused", `HTTP ${status}`);
  throw new HubFault("temporary", `HTTP ${status}，对方正忙或有故障`, readRetryAfter(headers));
}

/** Any failure on the way as ours; a cancelled or outlasted download stays what it is. */
export function toHubFault(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof HubFault || !(error instanceof Error)) return error;
  const reason = describeNetworkFault(error);
  if (reason !== null) return new HubFault("temporary", reason);
  if (error instanceof TypeError) return new HubFault("temporary", "连接中断");
  // What is left is silence, whose message tells for how long.
  return new HubFault("temporary", error.message);
}

function nextAddress(location: string | null, from: URL): URL {
  if (location === null || !URL.canParse(location, from.href)) throw new HubFault("refused", "重定向的网址有误");
  const next = new URL(location, from.href);
  const plain = next.protocol === "http:" && from.protocol === "http:";
  if (next.protocol !== "https:" && !plain) throw new HubFault("refused", "重定向到不加密的网址");
  next.username = "";
  next.password = "";
  return next;
}
