import { describe, expect, it } from "vitest";
import { markPlans } from "./mark-plans.ts";
import { outlineText } from "./outline.ts";

const BODY = "各部门按照职责分工推进年度重点任务，加强协作配合，形成工作合力，年内完成目标任务。";
/** Sections of a text whose lines are parted by `|`, `~` for a paragraph: indented by level, plans marked by *. */
function outline(lines: string): string[] {
  const text = lines.replaceAll("|", "\n").replaceAll("~", BODY);
  return markPlans(outlineText(text, { titleEnd: 0 }), text, 2023).map(
    ({ level, heading, plan }) => `${level} ${heading}${plan ? "*" : ""}`,
  );
}

describe("the outline of a report", () => {
  it("puts 一、 below 第一部分 where a report has both", () => {
    const text = "第一部分 主要成效|一、强化领导|~|（一）学习贯彻|~|第二部分 下一步计划|一、强化培训|~|二、规范执法|~";
    expect(outline(text)).toEqual([
      "1 第一部分 主要成效",
      "2 一、强化领导",
      "3 （一）学习贯彻",
      "1 第二部分 下一步计划*",
      "2 一、强化培训*",
      "2 二、规范执法*",
    ]);
    expect(outline("第一部分：主要成效|~|第二部分：存在问题|~")).toEqual([
      "1 第一部分：主要成效",
      "1 第二部分：存在问题",
    ]);
  });

  it("takes the first sentence of a paragraph that its heading ran into", () => {
    expect(outline("一、主要做法|（一）加强领导。召开会议6次。~|（二）打造“枫桥式”工作法。“小事不出村。”~")).toEqual([
      "1 一、主要做法",
      "2 （一）加强领导",
      "2 （二）打造“枫桥式”工作法",
    ]);
  });

  it("takes no item of a list for a heading, and no item for part of the one before", () => {
    expect(outline("一、主要数据|1.全年办理案件35件。|2.调解纠纷120宗，成功率98%。|3.健全制度。|二、问题|~")).toEqual([
      "1 一、主要数据",
      "1 二、问题",
    ]);
    expect(
      outline(
        "一、主要做法|（一）加强领导。~|（二）全年办理案件35件。~|（三）规范执法：推行说理式文书制度。|二、问题|~",
      ),
    ).toEqual(["1 一、主要做法", "2 （一）加强领导", "2 ", "1 二、问题"]);
    expect(outline("一、聚焦10项重点任务推进依法行政。|~|二、规范执法。|~")).toEqual([
      "1 一、聚焦10项重点任务推进依法行政",
      "1 二、规范执法",
    ]);
  });

  it("knows 1.1, 一） and 1）, but no decimal fraction", () => {
    expect(outline("1.主要做法|1.1加强领导|~|1.2规范执法|1.1万人次参加培训。~")).toEqual([
      "3 1.主要做法",
      "4 1.1加强领导",
      "4 1.2规范执法",
    ]);
    expect(outline("一）加强领导|~|1）开展培训|~")).toEqual(["2 一）加强领导", "4 1）开展培训"]);
  });

  it("puts headings without numbers side by side", () => {
    expect(outline("一、典型案例|案例一：某企业处罚案|~|案例二：某公司复议案|~|案例三：某商户复议案|~")).toEqual([
      "1 一、典型案例",
      "2 案例一：某企业处罚案",
      "2 案例二：某公司复议案",
      "2 案例三：某商户复议案",
    ]);
  });

  it("passes over a table of contents", () => {
    expect(outline("目录|一、主要做法……1|二、存在问题……5|一、主要做法|~|二、存在问题|~")).toEqual([
      "0 ",
      "1 一、主要做法",
      "1 二、存在问题",
    ]);
  });

  it("finds the headings of a report in one line, and leaves a short line alone", () => {
    const report = `某市报告。一、主要做法。${BODY.repeat(8)}（一）加强领导。${BODY.repeat(8)}二、下一步计划。~`;
    expect(outline(report)).toEqual(["0 ", "1 一、主要做法", "2 （一）加强领导", "1 二、下一步计划*"]);
    expect(outline("一、主要做法|完善三项制度。（一）公示制度。（二）审核制度。")).toEqual(["1 一、主要做法"]);
  });

  it("tells shortcomings from plans in a section about both", () => {
    expect(
      outline("一、做法|~|二、存在问题和下一步工作|还存在执法力量不足的问题。~|下一步，加强培训。~|三、其他事项|~"),
    ).toEqual(["1 一、做法", "1 二、存在问题和下一步工作", "2 *", "1 三、其他事项"]);
    expect(outline("一、存在问题及下一步打算|（一）存在问题|~|（二）下一步打算|~")).toEqual([
      "1 一、存在问题及下一步打算",
      "2 （一）存在问题",
      "2 （二）下一步打算*",
    ]);
  });
});
