import type { Context } from "hono";

/** Gives the address that requests are counted by; undefined where nothing tells it. */
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

function readAddress(entry: string | undefined): string | undefined {
  return (IPV4.exec(entry ?? "") ?? IPV6.exec(entry ?? ""))?.[1];
}
