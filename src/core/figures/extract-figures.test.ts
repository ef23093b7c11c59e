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

  test.each([
    ["评选标兵20名，组建由退休法官组成的监督队伍，共55人。", ["20名 评选标兵", "55人 组建由退休法官组成的监督队伍"]],
    ["公证办理量首次突破千件，全年1036件。", ["1036件 公证办理量"]],
    ["行政机关败诉率由上年的9.2%降到6.4%。", ["6.4% 行政机关败诉率"]],
    ["分类培训共41期，接近1万人次。", ["41期 分类培训", "近1万人次 分类培训"]],
    ["是全市唯一一个示范单位，承接事项12项。", ["12项 承接事项"]],
  ])("names what is counted, and leaves out what counts nothing: %s", (sentence, figures) => {
    const read = extractFigures(bareReport("r", sentence));
    expect(read.map(({ text, indicator }) => `${text} ${indicator}`)).toEqual(figures);
  });

  test("leaves out a run of text without marks, and reads what stands behind it", () => {
    expect(told(`${"办理案件12件培训人员30人次".repeat(50_000)}。\n全年办理案件7件。`)).toEqual([["7件", 2023]]);
  });
});
