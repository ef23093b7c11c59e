import { describe, expect, it } from "vitest";
import { deniedActs, deniedApart, tellsNone } from "./denials.ts";

describe("what a text denies", () => {
  it.each([
    ["未审结的案件", ["办结"]],
    ["没有按时办结", ["办结"]],
    ["不合格率", ["合格"]],
    ["无一件被投诉", ["投诉"]],
    ["有没有办结", []],
    ["未成年人不动产登记不断增加", []],
  ])("%s", (text, acts) => expect(deniedActs(text)).toEqual(acts));

  it.each([
    ["未整改的问题多少个", "已整改17个", true],
    ["未整改的问题多少个", "未整改3个", false],
    ["抽检合格率", "不合格率2%", true],
    ["问题多少批次", "不合格3批次", false],
  ])("asked of %s, told of %s", (asked, told, apart) => expect(deniedApart(told, told, asked)).toBe(apart));
});

describe("a sentence tells that there is none", () => {
  it.each([
    ["全年办案12件，无一败诉。", "败诉"],
    ["演练期间没有发生较大以上安全事故。", "安全事故"],
    ["疏散群众300人，实现零伤亡。", "伤亡"],
    ["在册对象80人，未发生重新犯罪。", "重新犯罪"],
    ["镇里没有公证员，办证要进城。", "公证员"],
    ["首次违法的只作提醒，不罚款。", "罚款"],
  ])("%s: %s", (sentence, thing) => expect(tellsNone(sentence, thing)).toBe(true));

  it.each([
    ["没有公证员的乡镇5个。", "公证员"],
    ["抽查案卷60卷，不合格4卷。", "合格"],
    ["力争零伤亡。", "伤亡"],
    ["全年无一败诉。", "受理"],
    ["有没有伤亡情况要逐级上报。", "伤亡"],
  ])("%s: not of %s", (sentence, thing) => expect(tellsNone(sentence, thing)).toBe(false));
});
