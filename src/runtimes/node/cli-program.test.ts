import { describe, expect, it } from "vitest";
import { type CliActions, runCli } from "./cli-program.ts";

function setUp() {
  const calls: unknown[][] = [];
  const record =
    (name: string) =>
    async (...args: unknown[]) => {
      calls.push([name, ...args]);
      return 0;
    };
  const actions: CliActions = { ask: record("ask"), search: record("search"), doctor: record("doctor") };
  let printed = "";
  const run = (...args: string[]) => runCli(args, actions, (text) => (printed += text));
  return { calls, run, printed: () => printed };
}

describe("runCli", () => {
  it.each([
    [
      ["ask", "出庭应诉率是多少？"],
      ["ask", "出庭应诉率是多少？", { json: false }],
    ],
    [
      ["ask", "--json", "多少件"],
      ["ask", "多少件", { json: true }],
    ],
    [
      ["search", "复议"],
      ["search", "复议", { k: 8, json: false }],
    ],
    [
      ["search", "复议", "-k", "3", "--json"],
      ["search", "复议", { k: 3, json: true }],
    ],
    [["doctor"], ["doctor", { json: false }]],
  ])("reads %j", async (args, call) => {
    const { calls, run } = setUp();
    expect(await run(...args)).toBe(0);
    expect(calls).toEqual([call]);
  });

  it.each([
    [["ask"], /^缺少问题。用法：npm run ask/],
    [["ask", "甲", "乙"], /^参数太多，问题请用引号括起来/],
    [["ask", "甲", "--loud"], /^没有选项 --loud/],
    [["search", "甲", "-k", "0"], /^-k 应为 1 到 100 的整数.*npm run search/],
    [["search", "甲", "-k", "many"], /^-k 应为 1 到 100 的整数/],
    [["search", "甲", "-k"], /^选项 .*-k.* 后面缺少值/],
    [["sing"], /^没有命令 sing/],
  ])("answers %j with one line that says what is wrong", async (args, message) => {
    const { calls, run } = setUp();
    const failing = run(...args);
    await expect(failing).rejects.toMatchObject({ code: "bad-request", message: expect.stringMatching(message) });
    await expect(failing).rejects.toMatchObject({ message: expect.not.stringContaining("\n") });
    expect(calls).toEqual([]);
  });

  it("passes the exit code of the job on", async () => {
    const actions: CliActions = { ask: async () => 1, search: async () => 0, doctor: async () => 0 };
    expect(await runCli(["ask", "甲"], actions, () => {})).toBe(1);
  });

  it("shows how a command is used when asked", async () => {
    const { run, printed } = setUp();
    expect(await run("search", "--help")).toBe(0);
    expect(printed()).toContain("-k");
  });
});
