// Prints `N passed, N failed` over every run whose numbers lie in tmp/test-results, a failed check counting as one
// failed test; exits 1 when anything failed or nothing ran.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const RESULTS = fileURLToPath(new URL("../tmp/test-results", import.meta.url));

/**
 * @param {readonly object[]} reports parsed files: vitest's JSON reports, or `{ failed: string[] }` from the checks
 * @returns {{ passed: number, failed: number }}
 */
export function sumTests(reports) {
  let passed = 0;
  let failed = 0;
  for (const report of reports) {
    if ("failed" in report) {
      failed += report.failed.length;
      continue;
    }
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    // A file that breaks while loading fails as a suite without a single test in it.
    for (const file of report.testResults ?? [])
      if (file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed")) failed += 1;
  }
  return { passed, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = existsSync(RESULTS) ? readdirSync(RESULTS).filter((name) => name.endsWith(".json")) : [];
  const sum = sumTests(files.map((name) => JSON.parse(readFileSync(join(RESULTS, name), "utf8"))));
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}
