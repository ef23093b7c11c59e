import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented(
  [
    "南江省云泽市",
    2022,
    "法律援助机构办理法律援助案件3100件。全年新收行政复议申请612件。收到政府信息公开申请386件。办理公证1.24万件。在食品领域移送涉嫌犯罪案件63件。",
  ],
  [
    "南江省云泽市",
    2023,
    "法律援助机构办理法律援助案件3500件。全年收到行政复议申请874件。受理政府信息公开申请452件。办理公证1.31万件。出庭应诉率96.3%，同比提升2.7个百分点。市级部门共移送涉嫌犯罪案件81件。",
  ],
  [
    "南江省桃溪县",
    2023,
    "公证机构办理公证5240件，为老人免费办理遗嘱公证63件。法律援助机构受理法律援助案件980件。全县行政机关负责人出庭应诉率90.1%。",
  ],
);

describe("figures of several years", () => {
  it("are added up, operands cited, where they bear one standard name", async () => {
    const answer = await ask("云泽市2022年和2023年法律援助案件一共多少件");
    expect(answer.lead).toMatch(/^合计6600件/u);
    expect(answer.answer).toContain("3100件 [1] + 云泽市（2023年）3500件 [2] = 6600件");
    expect(answer.label).toBe("由多份报告计算");
    expect((await ask("云泽市2022年加2023年办理公证一共多少件")).lead).toMatch(/^合计2\.55万件/u);
  });

  it("are only set side by side where they may be of different things", async () => {
    const { lead, answer } = await ask("云泽市2022年和2023年移送涉嫌犯罪案件共多少件");
    expect(lead).toBe("云泽市（2022年）63件；云泽市（2023年）81件");
    expect(answer).toContain("不作相加");
  });

  it("are not added up from the two ends of a range", async () => {
    expect((await ask("云泽市2021—2023年法律援助案件一共多少件")).answer).not.toContain("合计");
  });

  it("are compared where 新收 and 收到 say the same", async () => {
    expect((await ask("云泽市2023年比2022年收到行政复议申请多多少件")).lead).toContain("多262件");
    expect((await ask("云泽市2022年和2023年行政复议申请各多少件，多了多少")).lead).toContain("多262件");
  });

  it("name what differs in how they were counted", async () => {
    const { answer, lead } = await ask("云泽市2022和2023年政府信息公开申请对比");
    expect(lead).toBe("云泽市（2022年）386件；云泽市（2023年）452件");
    expect(answer).toContain("口径不同（“收到”、“受理”）");
  });
});

describe("a figure among others of its kind", () => {
  it("is the one that says no more than the standard name", async () => {
    expect((await ask("各地公证办理量对比")).answer).toContain("桃溪县（2023年） | 5240件");
  });
});

describe("a move that is said to be larger than it was", () => {
  it("is corrected by the one that the report tells", async () => {
    const { lead } = await ask("云泽市2023年出庭应诉率同比提升了20个百分点吗");
    expect(lead).toMatch(/^否，报告写的是同比提升2\.7个百分点：96\.3%/u);
  });
});

describe("a difference between places of different levels", () => {
  it("says so", async () => {
    const { answer, lead } = await ask("云泽市2023年和桃溪县2023年出庭应诉率差多少");
    expect(lead).toContain("高6.2个百分点");
    expect(answer).toContain("（所比的数层级不同（市级、县级），仅供参考。）");
  });
});

describe("places and years side by side", () => {
  const asking = askInvented(
    ["南江省云泽市", 2022, "全年新收行政复议申请612件。定期组织出庭应诉。法律援助机构开展宣传活动81场次。"],
    ["南江省云泽市", 2023, "全市行政复议机构收到申请874件，依法受理791件，办结742件。出庭应诉率96.3%。"],
    [
      "南江省桃溪县",
      2023,
      "区政府全年接收复议申请139件，立案121件。仲裁委员会调解和解率44%。法律援助机构办理法律援助案件980件。",
    ],
  );

  it("keep every year that follows a place", async () => {
    const { lead } = await asking("云泽市2022、2023年，桃溪县2023年行政复议申请收到多少件");
    expect(lead).toBe("云泽市（2022年）612件；云泽市（2023年）874件；桃溪县（2023年）139件");
  });

  it("tell the stages of one clause by their names", async () => {
    expect((await asking("云泽市和桃溪县2023年行政复议受理谁多")).lead).toBe(
      "云泽市（2023年）791件；桃溪县（2023年）121件",
    );
  });

  it("show no figure of another indicator", async () => {
    const aid = await asking("云泽市2022年与桃溪县2023年法律援助谁多");
    expect(aid.lead).toBe("云泽市（2022年）未披露；桃溪县（2023年）980件");
    const settled = await asking("云泽市和桃溪县2023年行政复议调解和解率对比");
    expect(settled.answer).not.toContain("44%");
  });

  it("say which year tells none where a change is asked", async () => {
    expect((await asking("云泽市2022和2023年出庭应诉率变化")).lead).toBe(
      "云泽市（2022年）未披露；云泽市（2023年）96.3%",
    );
  });
});
