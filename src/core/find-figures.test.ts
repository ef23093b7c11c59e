import { describe, expect, test } from "vitest";
import { createSampleLibrary } from "../testing/sample-library.ts";
import { findFigures } from "./find-figures.ts";
import type { Library } from "./model/library.ts";
import type { Report } from "./model/report.ts";

const PLAIN = { version: "none", toSimplified: (text: string) => text };

function report(body: string) {
  const text = `青溪市2023年度法治政府建设情况报告\n一、主要做法\n${body}`;
  return createSampleLibrary([{ file: "a.txt", region: "南江省青溪市", year: 2023, text }]);
}

const find = (library: Library, query?: string, limit = 1000) =>
  findFigures(library, { query, limit }, PLAIN).rows.map(({ text }) => text);

describe("findFigures", () => {
  test("takes the words of the whole, the body and the standard name into account, and the better first", () => {
    const library = report("受理行政复议申请301件，其中涉及房屋征收类76件。县公证处办理业务952件。办结房屋登记12件。");
    expect(find(library, "房屋征收")).toEqual(["76件"]);
    expect(find(library, "公证")).toEqual(["952件"]);
    expect(find(library, "行政复议受理件数")[0]).toBe("301件");
    expect(find(library, "房屋登记办结")).toEqual(["12件"]);
    expect(find(library, "请问行政复议申请有多少件？")[0]).toBe("301件");
  });

  test("asks for most of the words, numbers and letters among them, or for single characters where there are no more", () => {
    const library = report("12345热线受理诉求7310件。“粤执法”APP办理案件1460宗。");
    expect(find(library, "12345热线")).toEqual(["7310件"]);
    expect(find(library, "96333热线")).toEqual([]);
    expect(find(library, "ＡＰＰ办理")).toEqual(["1460宗"]);
    expect(find(library, "诉")).toEqual(["7310件"]);
  });

  test("decodes the text of no report whose figures it does not show", () => {
    const library = createSampleLibrary();
    const sealed = library.reports.map((one, row): Report => {
      if (row === 0) return one;
      return Object.defineProperty({ ...one }, "text", {
        get: () => {
          throw new Error("asked for a text");
        },
      });
    });
    const { rows, total } = findFigures({ ...library, reports: sealed }, { query: "出庭应诉率", limit: 1 }, PLAIN);
    expect(rows.map(({ reportId }) => reportId)).toEqual(["qingxi-2022"]);
    expect(total).toBe(3);
  });

  test("a library without reports has no figures", () => {
    const empty: Library = { reports: [], passages: [], vectors: null, shards: [], builtAt: "" };
    expect(findFigures(empty, { limit: 1 }, PLAIN)).toEqual({ rows: [], total: 0, indicators: [] });
  });
});
