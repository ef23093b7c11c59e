import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { readReport } from "./read-report.ts";

const converter = createOpenccScriptConverter();
const levelOf = (title: string, signature: string): string | null => {
  const raw = `${title}\n一、主要做法\n推进依法行政，办理案件12件，群众反映良好。\n${signature}\n2024年1月8日\n`;
  return readReport({ id: "r", file: "r.txt", raw, known: {}, digest: "d" }, converter).identity.level.value;
};

describe("findLevel", () => {
  it.each([
    ["珠海市斗门区2023年度法治政府建设年度报告", "珠海市斗门区人民政府", "市辖区"],
    ["珠海市斗门区司法局2023年度法治政府建设年度报告", "珠海市斗门区司法局", "市辖区(区政府部门)"],
    ["2023年度法治政府建设年度报告", "韶关市乐昌市应急管理局", "县级市(市政府部门)"],
    ["2023年度法治政府建设年度报告", "清远市人民政府办公室", "地级市(市政府部门)"],
    ["广东省2023年度法治政府建设年度报告", "广东省司法厅", "省级(省政府部门)"],
    ["2023年度法治政府建设年度报告", "中共乐昌市委员会\n乐昌市人民政府", "县级市"],
    ["2023年度法治政府建设年度报告", "中共清远市委全面依法治市委员会办公室", "地级市"],
    ["清远市2023年度法治建设工作报告", "清远市中级人民法院", "地级市"],
    ["2023年度法治政府建设年度报告", "佛山市顺德区乐从镇人民政府", "乡镇"],
    ["2023年度法治政府建设年度报告", "珠海市斗门区白藤街道办事处", "街道"],
  ])("%s / %s → %s", (title, signature, level) => {
    expect(levelOf(title, signature)).toBe(level);
  });

  it("believes what a person gives", () => {
    const raw = "珠海市斗门区司法局2023年度法治政府建设年度报告\n推进依法行政，办理案件12件，群众反映良好。\n";
    const known = { level: "市辖区" };
    expect(readReport({ id: "r", file: "r.txt", raw, known, digest: "d" }, converter).identity.level).toEqual({
      value: "市辖区",
      certainty: "given",
    });
  });
});
