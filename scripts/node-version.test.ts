import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { explainOldNode, MINIMUM_NODE } from "./node-version.mjs";

describe("explainOldNode", () => {
  it("accepts the minimum and everything newer", () => {
    for (const version of ["20.19.0", "20.20.2", "22.0.0", "26.1.0"]) expect(explainOldNode(version)).toBeNull();
  });

  it("names the version found, the one needed and where to get it", () => {
    expect(explainOldNode("18.20.4")).toMatch(/20\.19.*18\.20\.4.*nodejs\.org/);
    expect(explainOldNode("20.18.3")).not.toBeNull();
  });

  it("asks for the same version as package.json", () => {
    const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(engines.node).toBe(`>=${MINIMUM_NODE.join(".")}`);
  });
});
