import { describe, expect, test } from "vitest";
import { findSuspects } from "./find-suspects.ts";

const marked = (text: string): string[] => findSuspects(text).map((suspect) => suspect.text);

describe("advertising written over a report", () => {
  test.each([
    ["全市世界杯买球改革持续推进，设立澳门新葡京窗口12个，凤凰彩票事项办结率99%。", ["买球", "澳门新葡京", "凤凰彩票"]],
    ["全市买球事项进驻大厅。", ["买球"]],
    ["新增葡京窗口3个，威尼斯人服务点5个。", ["葡京", "威尼斯人"]],
    ["推进彩票平台服务下沉。", ["彩票平台"]],
    ["深化世界杯改革，公布赌场行政审批目录。", ["世界杯", "赌场"]],
    ["裸贷服务事项办结率98%，高利贷窗口受理12件。", ["裸贷", "高利贷"]],
  ])("%s", (text, expected) => {
    expect(marked(text)).toEqual(expected);
  });

  test.each([
    "安排体育彩票公益金200万元，体育彩票平台升级，福利彩票销售管理规范。",
    "打击网络赌博，侦破世界杯买球案件12起，查处凤凰彩票等涉赌网站。",
    "为学校购买球类器材，采购买球拍的费用纳入预算。",
    "威尼斯人酒店前设普法点，澳门新葡京酒店参加交流。",
    "做好乒乓球世界杯服务保障，世界杯窗口期加强巡查。",
    "整治校园贷，高利贷行政处罚案件下降，彩票行业监管加强。",
    "热爱体育，幸运观众参加普法直播。",
  ])("in its place: %s", (text) => {
    expect(marked(text)).toEqual([]);
  });
});

describe("what cannot be read", () => {
  test.each([
    ["受理1□□45件，办结30件。", ["1□□45件"]],
    ["办结率9□□.45%。", ["9□□.45%"]],
    ["投入1,□□450万元", ["1,□□450万元"]],
    ["受理□□件45件", ["□□"]],
  ])("takes the figure round it along: %s", (text, expected) => {
    expect(marked(text)).toEqual(expected);
  });
});
