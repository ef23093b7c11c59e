import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrastRatio, readableAccent } from "./readable-accent.ts";

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("a site's own colour", () => {
  it("has the contrast that WCAG computes", () => {
    expect(contrastRatio("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrastRatio("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrastRatio("#ffffff", "#777777")).toBe(contrastRatio("#777777", "#ffffff"));
  });

  it("stays as it is where it can be read", () => {
    expect(readableAccent("#17508f", "#ffffff", "#000000")).toBe("#17508f");
    expect(readableAccent("#8fbcf2", "#181e27", "#ffffff")).toBe("#8fbcf2");
  });

  it("is made readable on any ground of the box, light and dark", () => {
    fc.assert(
      fc.property(color, (wanted) => {
        expect(contrastRatio(readableAccent(wanted, "#eef1f5", "#000000"), "#eef1f5")).toBeGreaterThanOrEqual(4.5);
        expect(contrastRatio(readableAccent(wanted, "#212935", "#ffffff"), "#212935")).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
