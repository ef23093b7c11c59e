import { describe, expect, it } from "vitest";
import { findMissingPackages } from "./ensure-installed.mjs";

const LOCK = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/zod": { version: "4.6.7" },
    "node_modules/vitest": { version: "4.1.12", dev: true },
    "node_modules/hnswlib-node": { version: "3.0.0", optional: true },
  },
};
const whole = { packages: { ...LOCK.packages } };

describe("findMissingPackages", () => {
  it("finds nothing missing when everything is there", () => {
    expect(findMissingPackages(LOCK, whole, { dev: true })).toEqual([]);
  });

  it("finds everything missing before the first install", () => {
    expect(findMissingPackages(LOCK, null, { dev: true })).toEqual(["node_modules/zod", "node_modules/vitest"]);
  });

  it("asks for development packages only when they are needed", () => {
    const production = { packages: { "node_modules/zod": { version: "4.6.7" } } };
    expect(findMissingPackages(LOCK, production, { dev: false })).toEqual([]);
    expect(findMissingPackages(LOCK, production, { dev: true })).toEqual(["node_modules/vitest"]);
  });

  it("finds a package that is there in another version", () => {
    const old = { packages: { ...LOCK.packages, "node_modules/zod": { version: "3.0.0" } } };
    expect(findMissingPackages(LOCK, old, { dev: false })).toEqual(["node_modules/zod"]);
  });

  it("accepts that an optional package could not be built, not that it is outdated", () => {
    const { "node_modules/hnswlib-node": _, ...without } = LOCK.packages;
    expect(findMissingPackages(LOCK, { packages: without }, { dev: true })).toEqual([]);
    const outdated = { packages: { ...without, "node_modules/hnswlib-node": { version: "2.0.0" } } };
    expect(findMissingPackages(LOCK, outdated, { dev: true })).toEqual(["node_modules/hnswlib-node"]);
  });
});
