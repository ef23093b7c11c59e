import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented([
  "南江省沙堤市",
  2023,
  "行政机关负责人出庭应诉率98.5%。在外卖、货运两个行业培育“法律明白人”620名。29名律师担任45个村的法律顾问。" +
    "承办人大代表建议37件，满意率100%；承办政协提案52件，满意率93.1%。在6个县设立联系点、43个乡镇设立联络员。" +
    "累计下放执法事项318项。热线受理诉求4527件，办结率97.4%。法律援助中心办理案件205件，其中残疾人案件31件。" +
    "代理市政府和有关部门交办的行政诉讼案件17件。比上年增加24件。对园区改造等重大项目、63项常务会议议题作法律论证。" +
    "罚款最多的一宗罚款16.2万元。律师增至1240名。全年受理求助812人次。2024年，力争新建公证室9个。",
]);

describe("an amount that a report has", () => {
  it.each([
    ["沙堤市法律明白人620名是全市总数吗", "所指更具体：620名"],
    ["沙堤市律师人数29名对吗", "所指更具体：29名"],
    ["沙堤市37件都是省人大代表建议吗", "没有写明“省人大”：37件"],
    ["沙堤市6个县都设了联络员吗", "没有写明“联络员”：6个"],
    ["沙堤市318项执法事项都是2023年下放的吗", "没有这样写明：318项"],
    ["沙堤市4527件诉求都办结了吗", "没有写明“办结”：4527件"],
    ["沙堤市4527件都办结了吗", "没有写明“办结”：4527件"],
    ["沙堤市出庭应诉率98.5%是全省的吗", "没有写明“全省”：98.5%"],
    ["沙堤市法律援助案件205件都是残疾人的吗", "没有写明“残疾人”：205件"],
    ["沙堤市63项都是重大项目吗", "63项"],
    ["沙堤市罚款16.2万元对吗", "所指更具体：16.2万元"],
    ["沙堤市求助812件都是老人的吗", "单位不同：812人次"],
    ["沙堤市新建公证室9个对吗", "列为计划：9个"],
  ])("is told with what the report writes it of: %s", async (question, told) => {
    const answer = await ask(question);
    expect(answer.lead).toContain(told);
    expect(answer.lead).toMatch(/^报告有这个数，但/u);
    expect(answer.outcome).toBe("partial");
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });

  it.each([
    ["沙堤市出庭应诉率98.5%是沙堤市的吗", "是，报告所载为98.5%"],
    ["沙堤市律师1240名对吗", "是，报告所载为1240名"],
    ["沙堤市承办人大代表建议37件对吗", "是，报告所载为37件"],
    ["沙堤市6个县都设了联系点吗", "是，报告所载为6个"],
    ["沙堤市代理行政诉讼案件17件对吗", "是，报告所载为17件"],
  ])("is confirmed where all of it is written: %s", async (question, lead) => {
    expect((await ask(question)).lead.startsWith(lead)).toBe(true);
  });

  it("is denied by the figure of the very thing alone", async () => {
    expect((await ask("沙堤市2023年出庭应诉率是93.1%吗")).lead).toMatch(/^否，报告所载为98\.5%/u);
    expect((await ask("沙堤市37件建议满意率93.1%对吗")).lead).toMatch(/^否，报告所载为100%/u);
  });
});
