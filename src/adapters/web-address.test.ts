import { describe, expect, it } from "vitest";
import { hidePassword, splitAddress } from "./web-address.ts";

describe("hidePassword", () => {
  it.each([
    ["http://host/v1", "http://host/v1"],
    ["http://u:secret@host/v1", "http://***@host/v1"],
    ["http://u:pa@secret@host/v1", "http://***@host/v1"],
    ["http://secret@host", "http://***@host"],
    ["http://u:pa/secret@host/v1", "http://***@host/v1"],
    ["https://host/@name/x", "https://host/@name/x"],
    ["https://host/v1?key=secret", "https://host/v1?***"],
    ["https://host/v1#secret", "https://host/v1#***"],
    ["not an address", "not an address"],
  ])("shows %s as %s", (address, shown) => {
    expect(hidePassword(address)).toBe(shown);
  });
});

describe("splitAddress", () => {
  it("makes basic auth of user name and password, in any script and however they are written", () => {
    const { address, authorization } = splitAddress("http://%E5%AE%89:p%40%zz@host:81/v1/");
    expect(address).toBe("http://host:81/v1");
    // What is no encoding stays as it is, all of it.
    expect(authorization).toBe(`Basic ${Buffer.from("安:p%40%zz").toString("base64")}`);
  });

  it("leaves an address alone that names no user", () => {
    expect(splitAddress("https://host/v1")).toMatchObject({ address: "https://host/v1", authorization: undefined });
  });
});
