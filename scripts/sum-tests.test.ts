import { describe, expect, it } from "vitest";
import { sumTests } from "./sum-tests.mjs";

const green = { numPassedTests: 3, numFailedTests: 0, testResults: [{ status: "passed", assertionResults: [] }] };

describe("sumTests", () => {
  it("adds up the runs", () => {
    const red = {
      numPassedTests: 1,
      numFailedTests: 2,
      testResults: [{ status: "failed", assertionResults: [{ status: "failed" }, { status: "failed" }] }],
    };
    expect(sumTests([green, red, { failed: [] }])).toEqual({ passed: 4, failed: 2 });
  });

  it("counts a failed check as a failed test", () => {
    expect(sumTests([green, { failed: ["types", "lint"] }])).toEqual({ passed: 3, failed: 2 });
  });

  it("counts a file that breaks while loading", () => {
    const broken = { numPassedTests: 0, numFailedTests: 0, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(sumTests([green, broken])).toEqual({ passed: 3, failed: 1 });
  });
});
