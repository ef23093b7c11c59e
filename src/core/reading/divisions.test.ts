import { describe, expect, it } from "vitest";
import { divisionAt, findDivisions, parentOf } from "./divisions.ts";

const paths = (text: string, within?: string[]): string[] =>
  findDivisions(text, within).map((one) => one.division.path);

describe("findDivisions", () => {
  it("finds full and short names with their level and place", () => {
    const text = "江门市江海区与珠海斗门";
    expect(findDivisions(text).map((one) => [text.slice(one.start, one.end), one.division.level])).toEqual([
      ["江门市", "地级市"],
      ["江海区", "市辖区"],
      ["珠海", "地级市"],
      ["斗门", "市辖区"],
    ]);
    expect(paths("内蒙古和恩施州")).toEqual(["内蒙古自治区", "湖北省恩施土家族苗族自治州"]);
  });

  it("decides a shared name by the place before it, by the given place, or leaves it out", () => {
    expect(paths("福州市鼓楼区")).toEqual(["福建省福州市", "福建省福州市鼓楼区"]);
    expect(paths("鼓楼区", ["江苏省南京市"])).toEqual(["江苏省南京市鼓楼区"]);
    expect(paths("鼓楼区")).toEqual([]);
    expect(paths("北京朝阳区")).toEqual(["北京市", "北京市朝阳区"]);
  });

  it("takes the larger place for a name that a province or city shares with a part", () => {
    expect(paths("长沙")).toEqual(["湖南省长沙市"]);
    expect(paths("吉林")).toEqual(["吉林省"]);
    expect(paths("吉林市")).toEqual(["吉林省吉林市"]);
  });

  it("does not see places inside ordinary words", () => {
    expect(paths("公安机关会同有关部门延长办案期限，共享资源，确保定期通报")).toEqual([]);
    expect(paths("最新会议提出更高要求，加强管理县域和城区建设")).toEqual([]);
    expect(paths("清远市民和江门市场主体").map((path) => path.slice(-3))).toEqual(["清远市", "江门市"]);
  });

  it("knows names of two characters behind their city only", () => {
    expect(paths("邯郸市涉县")).toEqual(["河北省邯郸市", "河北省邯郸市涉县"]);
    expect(paths("干涉县级事务")).toEqual([]);
  });

  it("knows every level and the parent of each", () => {
    const district = divisionAt("广东省江门市江海区");
    expect(district?.short).toBe("江海");
    expect(district && parentOf(district)?.path).toBe("广东省江门市");
    const county = divisionAt("海南省白沙黎族自治县");
    expect(county).toMatchObject({ short: "白沙", level: "自治县" });
    expect(county && parentOf(county)?.path).toBe("海南省");
  });
});
