import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { type ClientAddress, claimedAddress, networkOf, trustedAddress } from "./client-address.ts";

const PROXY = "10.0.0.5";
const connected: ClientAddress = () => PROXY;

async function addressOf(read: ClientAddress, forwardedFor?: string): Promise<string> {
  const app = new Hono().get("/", (c) => c.text(read(c) ?? "unknown"));
  const headers = forwardedFor === undefined ? {} : { "X-Forwarded-For": forwardedFor };
  return (await app.request("/", { headers })).text();
}

describe("the address behind our own proxies", () => {
  it.each([
    [0, "198.51.100.9", PROXY],
    [1, "198.51.100.9", "198.51.100.9"],
    [1, "203.0.113.1, 198.51.100.9", "198.51.100.9"],
    [2, "203.0.113.1, 198.51.100.9, 10.0.0.4", "198.51.100.9"],
    [1, "2001:db8::7", "2001:db8::7"],
    [1, "unknown, 198.51.100.9:52113", "198.51.100.9"],
    [1, "[2001:db8::7]:443", "2001:db8::7"],
  ])("is what the %i nearest say, never what a client says of itself: %s", async (hops, header, expected) => {
    expect(await addressOf(trustedAddress(connected, hops), header)).toBe(expected);
  });

  it.each([undefined, "", "unknown", "<script>", "7".repeat(60)])(
    "is the connection's where they say nothing that is an address: %s",
    async (header) => {
      expect(await addressOf(trustedAddress(connected, 1), header)).toBe(PROXY);
      expect(await addressOf(claimedAddress(connected), header)).toBe(PROXY);
    },
  );

  it("is the connection's when a request came past them", async () => {
    expect(await addressOf(trustedAddress(connected, 2), "198.51.100.9")).toBe(PROXY);
  });
});

describe("what a client is counted as", () => {
  it.each([
    ["198.51.100.9", "198.51.100.9"],
    ["::ffff:198.51.100.9", "198.51.100.9"],
    ["2001:db8:0:7::1", "2001:db8:0:7::/64"],
    ["2001:0DB8:0000:0007:aaaa:bbbb:cccc:dddd", "2001:db8:0:7::/64"],
    ["2001:db8::7", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["64:ff9b::198.51.100.9", "64:ff9b:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
  ])("%s is %s", (address, network) => expect(networkOf(address)).toBe(network));
});

describe("the address that the way here claims", () => {
  it("is the first of them", async () => {
    expect(await addressOf(claimedAddress(connected), "198.51.100.9, 10.0.0.4")).toBe("198.51.100.9");
    expect(await addressOf(claimedAddress(connected))).toBe(PROXY);
  });
});
