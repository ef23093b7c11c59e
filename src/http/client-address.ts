import type { Context } from "hono";

/** Gives the address that a request comes from; undefined where nothing tells it. */
export type ClientAddress = (c: Context) => string | undefined;

/**
 * The client's address behind `hops` proxies of our own, each of which adds the address that it was asked from at the
 * end of `X-Forwarded-For`. What stands before theirs is what the client says of itself, and is not read. A request
 * that came past the proxies is counted by where it came from.
 *
 * @param connected address at the other end of the connection
 * @param hops 0 for a service that clients reach directly
 */
export function trustedAddress(connected: ClientAddress, hops: number): ClientAddress {
  if (hops === 0) return connected;
  return (c) => readAddress(forwardedFor(c).at(-hops)) ?? connected(c);
}

/**
 * The address that the first proxy on the way says it was asked from, or else the other end of the connection: tells the
 * visitors behind a proxy apart that nobody has told us of. A browser does not let a page write this header; a program
 * may write there what it likes, so this is good for sharing fairly, not for protection.
 */
export function claimedAddress(connected: ClientAddress): ClientAddress {
  return (c) => readAddress(forwardedFor(c)[0]) ?? connected(c);
}

function forwardedFor(c: Context): readonly string[] {
  return (c.req.header("x-forwarded-for") ?? "").split(",");
}

/** Some gateways add the port, another one for each connection. */
const IPV4 = /^\s*(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?\s*$/;
const IPV6 = /^\s*\[?((?=.*:)[\da-f:.]{2,45})(?:\]:\d+|\])?\s*$/i;

/**
 * What a client is counted as: its IPv4 address, or the first 64 bits of its IPv6 address, like `2001:db8:0:7::/64`. A
 * subscriber has all addresses of such a network (RFC 6177) and could take a new one for each question.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, "").toLowerCase();
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/.exec(bare)?.[1];
  if (mapped !== undefined || !bare.includes(":")) return mapped ?? bare;
  const [head = "", tail] = bare.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  // An IPv4 address at the end stands for two groups.
  const given = before.length + after.length + (bare.includes(".") ? 1 : 0);
  const groups = [...before, ...Array<string>(Math.max(0, 8 - given)).fill("0"), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

/** What requests are counted by; undefined where nothing tells the address. */
export function clientNetwork(c: Context, read: ClientAddress | undefined): string | undefined {
  const address = read?.(c);
  return address === undefined ? undefined : networkOf(address);
}

function readAddress(entry: string | undefined): string | undefined {
  return (IPV4.exec(entry ?? "") ?? IPV6.exec(entry ?? ""))?.[1];
}
