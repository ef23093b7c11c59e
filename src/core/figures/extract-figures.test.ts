import { describe, expect, test } from "vitest";
import { bareReport } from "../../testing/bare-library.ts";
import { extractFigures } from "./extract-figures.ts";

const told = (body: string) => extractFigures(bareReport("r", body)).map(({ text, year }) => [text, year]);

describe("extractFigures", () => {
  test("gives each figure of a sentence of several years its own", () => {
    expect(told("2022年办理案件11件，其中民事5件；2023年办理案件22件，办结20件。")).toEqual([
      ["11件", 2022],
      ["5件", 2022],
      ["22件", 2023],
      ["20件", 2023],
    ]);
  });

  test("leaves out a run of text without marks, and reads what stands behind it", () => {
    expect(told(`${"办理案件12件培训人员30人次".repeat(50_000)}。\n全年办理案件7件。`)).toEqual([["7件", 2023]]);
  });
});
