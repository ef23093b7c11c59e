/** Usual where an office's own proxy looks into what passes. */
const UNKNOWN_CERTIFICATE = "对方的证书不受信任，单位有自己的证书时请用 NODE_EXTRA_CA_CERTS 指明";
/** What people call the codes of Node's network errors. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "找不到这个网址（DNS）",
  EAI_AGAIN: "域名解析没有成功（DNS）",
  ECONNREFUSED: "连接被拒绝",
  ECONNRESET: "连接中断",
  ETIMEDOUT: "连接超时",
  UND_ERR_CONNECT_TIMEOUT: "连接超时",
  UND_ERR_SOCKET: "连接中断",
  CERT_HAS_EXPIRED: "对方的证书已过期",
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_CERTIFICATE,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_CERTIFICATE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_CERTIFICATE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_CERTIFICATE,
};
/** What `fetch` says of ports that the Fetch standard blocks, such as 1 or 6000. */
const BAD_PORT = "bad port";
/** All that `fetch` says of a connection that was not made or broke; the reason, if any, is one level down. */
const BROKEN = new Set(["fetch failed", "terminated"]);

/**
 * Why a connection was not made or broke, in words for people; null for an error that is none of the network. Never the
 * error's own message: it may carry the address, and that a password or a signature.
 */
export function describeNetworkFault(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const inner = error.cause instanceof AggregateError ? error.cause.errors[0] : error.cause;
  const code = inner instanceof Error && "code" in inner && typeof inner.code === "string" ? inner.code : undefined;
  if (code !== undefined) return REASONS[code] ?? code;
  if (inner instanceof Error && inner.message === BAD_PORT) return "这个端口是留给别的协议的，不能用，请换一个";
  return error instanceof TypeError && BROKEN.has(error.message) ? "连接中断" : null;
}
