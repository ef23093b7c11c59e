import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented(
  ["南江省云泽市", 2023, "1—10月，政务热线受理诉求8126宗。上半年，检察机关监督立案21件。截至9月，庭审直播640场次。"],
  ["南江省桃溪县", 2023, "全年政务热线受理诉求512宗。1—12月，办理公证208件。"],
);

describe("a figure of a part of the year", () => {
  it.each([
    ["云泽市2023年全年政务热线受理诉求多少宗", "报告只写到1—10月，不是全年：8126宗"],
    ["云泽市一年检察机关监督立案多少件", "报告只写到上半年，不是全年：21件"],
    ["云泽市全年庭审直播多少场次", "报告只写截至9月，不是全年：640场次"],
  ])("is told as one where the whole year is asked for: %s", async (question, lead) => {
    const answer = await ask(question);
    expect(answer.lead.slice(0, lead.length)).toBe(lead);
    expect(answer.outcome).toBe("partial");
  });

  it.each([
    "云泽市2023年政务热线受理诉求多少宗",
    "云泽市上半年检察机关监督立案多少件",
    "桃溪县全年政务热线受理诉求多少宗",
    "桃溪县全年办理公证多少件",
  ])("%s is answered without a word of it", async (question) => {
    const answer = await ask(question);
    expect(answer.lead).not.toContain("不是全年");
    expect(answer.outcome).toBe("answered");
  });
});
