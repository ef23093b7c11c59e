import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented([
  "南江省云泽市",
  2023,
  [
    "聘请由记者、退休检察官等组成的行风观察员队伍，共48人。",
    "在外卖、直播、代驾三个新就业行业培育普法骨干326名。",
    "检查民宿和网约房1.7万间，整改隐患94处。",
    "粽子、红酒“过度包装”问题立案23件。",
    "全市选派310名公证员、基层法律工作者进村服务。",
    "办理省、市政协委员提案142件。",
    "开展“宪法进万家”“禁毒宣传月”等普法活动2600场次。",
    "审计系统试运行覆盖水利、林业2个领域，网上办案5100宗。",
    "新招调解员60名、仲裁员25名。",
    "评查案卷180卷，优秀卷占41%，不及格6卷。",
    "出台用工意见和护企十五条措施。",
    "为受害人止损和获得赔偿70万元。",
  ].join(""),
]);

describe("a figure of several things together", () => {
  it.each([
    ["云泽市2023年行风观察员中记者有多少人？", "48人"],
    ["云泽市2023年外卖行业培育普法骨干多少名？", "326名"],
    ["云泽市2023年直播行业普法骨干有多少名？", "326名"],
    ["云泽市2023年检查网约房多少间？", "1.7万间"],
    ["云泽市2023年民宿有多少间？", "1.7万间"],
    ["云泽市2023年粽子过度包装立案多少件？", "23件"],
    ["云泽市2023年法律工作者有多少名？", "310名"],
    ["云泽市2023年办理省政协委员提案多少件？", "142件"],
    ["云泽市2023年禁毒宣传月普法活动多少场次？", "2600场次"],
    ["云泽市2023年水利领域网上办案多少宗？", "5100宗"],
  ])("is not told as that of one: %s", async (question, figure) => {
    const { outcome, lead, answer } = await ask(question);
    expect(outcome).not.toBe("answered");
    expect(lead.startsWith(figure)).toBe(false);
    expect(answer).toContain(figure);
  });

  it("is told with what it is of", async () => {
    const { outcome, lead } = await ask("云泽市2023年检查网约房多少间？");
    expect({ outcome, lead }).toMatchObject({
      outcome: "partial",
      lead: expect.stringMatching(/^报告把几项合在一起写：1\.7万间（云泽市/u),
    });
  });

  it.each([
    ["云泽市2023年检查民宿和网约房多少间？", /^1\.7万间/u],
    ["云泽市2023年行风观察员有多少人？", /^48人/u],
    ["云泽市2023年过度包装问题立案多少件？", /^23件/u],
    ["云泽市2023年办理政协委员提案多少件？", /^142件/u],
    ["云泽市2023年新招仲裁员多少名？", /仲裁员25名/u],
    ["云泽市2023年新招调解员多少名？", /^60名/u],
    ["云泽市2023年护企措施有多少条？", /^十五条/u],
    ["云泽市2023年为受害人止损和得到赔偿多少万元？", /^70万元/u],
  ])("answers what it is of: %s", async (question, lead) => {
    expect(await ask(question)).toMatchObject({ outcome: "answered", lead: expect.stringMatching(lead) });
  });
});

it("does not tell the files that failed for those that did well", async () => {
  expect((await ask("云泽市2023年优秀卷有多少卷？")).outcome).not.toBe("answered");
});
