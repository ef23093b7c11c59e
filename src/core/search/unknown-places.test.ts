import { describe, expect, it } from "vitest";
import { createSampleSearchable } from "../../testing/sample-library.ts";
import { readPlaces } from "./read-places.ts";

const reports = ["南江省青溪市", "南江省青溪市云岭县", "广东省江门市"].map((region, row) => ({
  file: `report-${row}.txt`,
  region,
  year: 2023,
  text: "2023年度法治政府建设情况报告\n一、规范行政执法\n开展执法培训12次。",
}));
const { library } = createSampleSearchable(reports);
const pathsIn = (question: string) => readPlaces(question, library.reports, false).mentions.map(({ path }) => path);

describe("a place that no list knows", () => {
  it.each([
    ["2024年云梦泽市的行政复议有多少件", "云梦泽市"],
    ["请问在云梦泽市,行政复议有多少件", "云梦泽市"],
    ["青溪县受理行政复议多少件", "青溪县"],
    ["云岭市2023年培训了几次", "云岭市"],
    ["听说白梨区行政复议受理了不少", "白梨区"],
    ["行政复议受理数,白梨区是多少", "白梨区"],
    ["那白梨区呢", "白梨区"],
    ["青溪市白梨区办了多少件", "南江省青溪市白梨区"],
    ["青溪市2023年白梨区办了多少件", "南江省青溪市白梨区"],
    ["出庭应诉率比白梨区高多少", "白梨区"],
    ["白梨区法治江门建设考评结果", "白梨区"],
  ])("is read whole, not as a part or a neighbour of a known one: %s", (question, path) => {
    expect(pathsIn(question)).toEqual([path]);
  });

  it("begins with no conjunction behind another place", () => {
    expect(pathsIn("云岭县还是白梨区出庭应诉率高")).toEqual(["南江省青溪市云岭县", "白梨区"]);
    expect(pathsIn("云岭县或者白梨区出庭应诉率多少")).toEqual(["南江省青溪市云岭县", "白梨区"]);
  });

  it.each([
    ["青溪市区有多少个司法所", "南江省青溪市"],
    ["青溪市各县区办了多少件", "南江省青溪市"],
    ["云岭县城有几个公证处", "南江省青溪市云岭县"],
    ["江门有多少个示范区", "广东省江门市"],
    ["江门的超市被罚了几家", "广东省江门市"],
    ["江门社区矫正对象有多少", "广东省江门市"],
  ])("is none in %s", (question, path) => {
    expect(pathsIn(question)).toEqual([path]);
  });

  it("are two where both are named", () => {
    expect(pathsIn("白梨区和枣岭县2023年出庭应诉率各多少")).toEqual(["白梨区", "枣岭县"]);
    expect(pathsIn("白梨区和苍桐县各办了多少件")).toEqual(["白梨区", "苍桐县"]);
  });

  it.each(["在示范区办了多少件", "全市有多少个县", "那上市的企业有多少", "在园区的法律服务有哪些"])(
    "is none in %s",
    (question) => {
      expect(pathsIn(question)).toEqual([]);
    },
  );
});
