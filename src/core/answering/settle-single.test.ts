import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented(
  [
    "南江省云泽市",
    2023,
    "全年立案1820件，办结1744件。粮食、茶叶过度包装问题立案22件。村（社区）法律顾问参与法律援助7宗。全市法律援助机构受理法律援助案件860件。法律援助机构以文艺表演等形式开展活动81场次。经审理后确认违法、撤销、责令履行案件12件。",
  ],
  ["南江省桃溪县", 2023, "县政府聘请的5名法律顾问提供书面意见61份。34名律师担任138个行政村的法律顾问。"],
);

describe("what is told of one report", () => {
  it("is the figure that is called just what was asked, not one of a part", async () => {
    expect((await ask("云泽市立案多少")).lead).toBe("1820件（云泽市，2023年，立案）");
  });

  it("is no figure that other words of the same noun stand beside", async () => {
    expect((await ask("云泽市法律援助宗数")).lead).toContain("860件");
  });

  it("is no answer where the report has nothing under the name that was asked", async () => {
    const { outcome, lead } = await ask("云泽市普法活动场次");
    expect(outcome).not.toBe("answered");
    expect(lead).not.toMatch(/^81场次/u);
  });

  it("is the only figure that may bear the name, marked as such", async () => {
    const { outcome, lead } = await ask("桃溪县村居法律顾问人数是多少");
    expect(outcome).toBe("partial");
    expect(lead).toContain("34名");
  });

  it("is no count of several things together where one of them is asked for", async () => {
    const { lead } = await ask("云泽市撤销多少件");
    expect(lead).not.toMatch(/^12件/u);
  });

  it("is a share where a share is asked for", async () => {
    const share = askInvented(["南江省云泽市", 2023, "全市实现地区生产总值820亿元，规模居全省前列。"]);
    expect((await share("云泽市地区生产总值占全省多少")).lead).not.toContain("820亿元（");
  });
});
