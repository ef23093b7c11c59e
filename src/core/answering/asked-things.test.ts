import { describe, expect, it } from "vitest";
import { asksForThings, namesThings, thingsNamed } from "./asked-things.ts";

describe("a question for a list", () => {
  it.each([
    "评上示范社区的是哪几个村",
    "为哪些重点企业上门服务",
    "哪三类案件合并审理",
    "修订了哪两部规定",
    "以哪些工作为重点",
    "哪两项工作获省里肯定",
    "套餐公证有哪几种组合",
    "要整治哪些领域的突出问题",
  ])("%s asks for things by name", (question) => {
    expect(asksForThings(question)).toBe(true);
  });

  it.each([
    "营商环境上有哪些举措",
    "采取了哪三条措施",
    "应急管理分了哪三点",
    "做了哪些事",
    "还有哪些短板",
    "推进诉讼改革的举措有哪些",
    "基层治理都推了哪些机制",
    "侨胞服务有哪些,请列全",
    "规范文件管理有什么要求",
  ])("%s asks for what a section tells", (question) => {
    expect(asksForThings(question)).toBe(false);
  });
});

describe("things that a sentence names side by side", () => {
  it.each([
    ["打造“说法课堂”“夜访小院”品牌。", 2],
    ["把物业、劳资和婚姻类案件合并审理。", 3],
    ["深化“法院+工会”联动。", 2],
    ["完善应急预案。", 0],
    ["“村头视频办”服务推开以后，群众在“家门口”办事。", 0],
  ])("%s: %i", (text, count) => {
    expect(thingsNamed(text)).toBe(count);
  });

  it("are those asked for where they are as many", () => {
    expect(namesThings("把物业、劳资和婚姻类案件合并审理。", "哪三类案件合并审理")).toBe(true);
    expect(namesThings("打造“说法课堂”“夜访小院”品牌。", "是哪三个品牌")).toBe(false);
  });
});
