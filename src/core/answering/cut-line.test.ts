import { describe, expect, it } from "vitest";
import { cutLine, MAX_LEAD_CHARS } from "./cut-line.ts";

describe("a line that is too long", () => {
  it("stays as it is up to its limit", () => {
    const line = "甲".repeat(MAX_LEAD_CHARS);
    expect(cutLine(line)).toBe(line);
  });

  it("is cut between clauses where enough of it stays", () => {
    expect(cutLine(`${"甲".repeat(50)}，${"乙".repeat(40)}`)).toBe(`${"甲".repeat(50)}…`);
  });

  it.each([1, 2, 3, 4, 5])("never ends in a piece of a number, %i characters of it inside", (inside) => {
    const line = `${"甲".repeat(MAX_LEAD_CHARS - 1 - inside)}18312.5人次${"乙".repeat(20)}`;
    const cut = cutLine(line);
    expect(cut.length).toBeLessThanOrEqual(MAX_LEAD_CHARS);
    expect(cut).toMatch(/^甲+…$/u);
  });

  it("keeps a number that it holds whole", () => {
    const cut = cutLine(`${"甲".repeat(MAX_LEAD_CHARS - 6)}18312人次${"乙".repeat(20)}`);
    expect(cut).toMatch(/甲18312…$/u);
  });
});
