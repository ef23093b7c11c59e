import { expect, test } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { buildLibrary } from "../build-library.ts";
import { describeCoverage } from "./describe-coverage.ts";

const converter = createOpenccScriptConverter();

async function reportsOf(places: readonly string[], years: readonly number[]) {
  const sources = places.flatMap((region, row) =>
    years.map((year) => ({
      ...{ id: `${row}-${year}`, file: `${row}-${year}.txt`, digest: "d", known: { region, year } },
      raw: `${region}${year}年法治政府建设情况报告\n一、工作\n各项工作有序推进。\n`,
    })),
  );
  const { library } = await buildLibrary(sources, { converter, embedder: null, builtAt: "2026-01-01T00:00:00.000Z" });
  return library.reports;
}

test("tells each place, with its years where these are asked", async () => {
  const reports = await reportsOf(["广东省江门市", "广东省清远市"], [2022, 2023]);
  expect(describeCoverage(reports, false)).toBe("江门、清远");
  expect(describeCoverage(reports, true)).toBe("江门（2022、2023年）、清远（2022、2023年）");
});

test("of many places tells the one asked first, some others, and how many there are", async () => {
  const places = Array.from({ length: 30 }, (_, row) => `广东省江门市${String.fromCodePoint(0x7532 + row)}河区`);
  const reports = await reportsOf(places, [2021, 2023]);
  const line = describeCoverage(reports, true, [places[29] ?? ""]);
  expect(line.startsWith(`${places[29]?.slice(6, -1)}（2021、2023年）、`)).toBe(true);
  expect(line).toMatch(/等30个地区，2021—2023年$/u);
  expect(line.split("、").filter((part) => part.includes("河"))).toHaveLength(20);
});
