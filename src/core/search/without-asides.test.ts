import { describe, expect, it } from "vitest";
import { withoutAsides } from "./without-asides.ts";

describe("what a question sets aside", () => {
  it.each([
    ["云泽市2023年办结的复议案件(不是收到的)有多少件?", "云泽市2023年办结的复议案件有多少件?"],
    ["全市的法律明白人,而不是各区的,有多少名?", "全市的法律明白人,有多少名?"],
    ["我问的是直接纠错率,不是综合纠错率,是多少?", "我问的是直接纠错率,是多少?"],
    ["培训了多少人,不是多少场", "培训了多少人"],
  ])("%s → %s", (question, kept) => {
    expect(withoutAsides(question)).toBe(kept);
  });

  it.each([
    "97.4%是应诉率,不是败诉率吗?",
    "这是全市的,不是全区的?",
    "柳湾区2023年是不是建成了调解中心?",
    "云泽市(东海省)2023年应诉率是多少?",
    "云泽市2023年法律援助案件(不含刑事案件)有多少件?",
  ])("%s is left as it is", (question) => {
    expect(withoutAsides(question)).toBe(question);
  });
});
