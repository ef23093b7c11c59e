import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgressPrinter } from "./progress-printer.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function printTo() {
  let text = "";
  const printer = createProgressPrinter({ write: (part: string) => (text += part) });
  return { printer, lines: () => text.split("\n").slice(0, -1) };
}

test("without a terminal prints a line now and then, with counts, rate and time left", () => {
  const { printer, lines } = printTo();
  printer.update({ stage: "embedding", done: 0, total: 900 });
  vi.advanceTimersByTime(5_000);
  printer.update({ stage: "embedding", done: 200, total: 900 });
  vi.advanceTimersByTime(1_000);
  printer.update({ stage: "embedding", done: 240, total: 900 });
  vi.advanceTimersByTime(12_000);
  printer.update({ stage: "embedding", done: 900, total: 900 });
  printer.update({ stage: "embedding", done: 900, total: 900 });
  expect(lines()).toEqual(["计算向量 200/900 段 · 40 段/秒 · 剩余约 18 秒", "计算向量 900/900 段 · 50 段/秒"]);
});

test("says nothing of a stage that is over at once", () => {
  const { printer, lines } = printTo();
  printer.update({ stage: "reading", done: 1, total: 5 });
  printer.update({ stage: "reading", done: 5, total: 5 });
  printer.update({ stage: "saving", done: 0, total: 1 });
  printer.update({ stage: "saving", done: 1, total: 1 });
  printer.stop();
  expect(lines()).toEqual([]);
});

test("tells long times in minutes and hours", () => {
  const { printer, lines } = printTo();
  printer.update({ stage: "embedding", done: 0, total: 100_000 });
  vi.advanceTimersByTime(10_000);
  printer.update({ stage: "embedding", done: 200, total: 100_000 });
  vi.advanceTimersByTime(90_000);
  printer.update({ stage: "embedding", done: 20_000, total: 100_000 });
  expect(lines()).toEqual([
    "计算向量 200/100000 段 · 20 段/秒 · 剩余约 83 分钟",
    "计算向量 20000/100000 段 · 200 段/秒 · 剩余约 7 分钟",
  ]);
});
