import { afterEach, expect, test, vi } from "vitest";
import { main } from "./run-bench.ts";

const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
const err = vi.spyOn(process.stderr, "write").mockReturnValue(true);
afterEach(() => {
  out.mockClear();
  err.mockClear();
});

test.each(["--help", "-h"])("%s prints the usage and nothing is measured", async (flag) => {
  expect(await main(["bench", flag])).toBe(0);
  expect(out.mock.calls.join()).toContain("npm run bench -- [--reports 份数]");
  expect(err).not.toHaveBeenCalled();
});

test.each([
  ["--reports", "0"],
  ["--reports", "many"],
  ["--unknown", ""],
  ["retrieval", "--unknown"],
  ["http", "--clients=0"],
  ["answers", "--questions=0"],
])("refuses %s %s with the usage", async (...args) => {
  expect(await main(["bench", ...args])).toBe(2);
  expect(out).not.toHaveBeenCalled();
  expect(err.mock.calls.join()).toContain("用法");
});
