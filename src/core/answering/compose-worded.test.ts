import { describe, expect, it } from "vitest";
import { askInvented, type InventedReport } from "../../testing/ask-invented.ts";

const report = (text: string): InventedReport => ["南江省沙堤市", 2023, text];

describe("a figure whose words say all that was asked, and more", () => {
  it.each([
    ["驻外领馆办理海外远程视频公证26宗。", "沙堤市海外公证多少宗", /^意思最接近的一项：26宗（.*海外远程视频公证/u],
    ["法院网上公开裁判文书3815份。", "沙堤市裁判文书公开多少份", /^意思最接近的一项：3815份（.*网上公开/u],
    ["沙堤仲裁委员会受理案件605件，标的总额7.4亿元。", "沙堤市仲裁标的额", /7\.4亿元（.*标的总额/u],
    ["县里清理文件64件，其中宣布失效9件、继续有效55件。", "沙堤市文件失效几件", /9件（.*失效/u],
    ["8个街道综合执法队全年办理案件1736宗，罚没款206万元。", "沙堤市街道执法办案多少", /1736宗/u],
    ["检察机关监督立案27件，同比上升80%。", "沙堤市检察监督立案增长多少", /80%（.*监督.*立案/u],
    ["发出行政复议意见建议书11份。", "沙堤市行政复议意见书发了几份", /11份（.*意见建议书/u],
    ["市级平台建成省级“数字矫正中心”3个。", "沙堤市数字矫正中心建成几个", /3个（.*省级/u],
    ["在全省法治建设考核中，沙堤市排名第5。", "沙堤市考核全省第几", /第5/u],
  ])("is told as the nearest, to be checked: %s", async (text, question, lead) => {
    const { outcome, lead: told, answer } = await askInvented(report(text))(question);
    expect(outcome).toBe("partial");
    expect(told).toMatch(lead);
    expect(answer).toContain("请核对");
  });

  it.each([
    [
      "公共法律服务方面，年末登记志愿者328人，年内新加入41人。",
      "沙堤市公共法律服务登记多少人",
      /328人（.*年末登记志愿者/u,
    ],
    ["负责人应出庭212件次，出庭应诉率98%；其中正职出庭的占41.5%。", "沙堤市正职出庭率", /41\.5%（.*正职出庭/u],
    ["信息公开申请办结率以及网上留言回应率均达100%。", "沙堤市网上留言回应率", /100%（.*留言回应率/u],
    ["全市评查执法案卷214卷，优秀率51%，不合格7卷。", "沙堤市案卷评查多少卷", /^214卷/u],
    ["全市共培育法律明白人1820名。", "沙堤市一共幾多個法律明白人呀？", /^1820名/u],
    ["法律顾问累计值班2310次。", "沙堤市法律顾问值班次数", /^2310次/u],
    ["全市律师服务队累计值班3120次（其中走访入户840次）。", "沙堤市律师服务队值班次数", /3120次/u],
  ])("is the answer where nothing narrows it: %s", async (text, question, lead) => {
    const { outcome, lead: told } = await askInvented(report(text))(question);
    expect(outcome).toBe("answered");
    expect(told).toMatch(lead);
  });

  it.each([
    ["9个镇街均已配齐法制审核人员。", "沙堤市镇街配了多少法制审核人员"],
    ["全市审查规范性文件草案23件，完成规范性文件备案5件。", "沙堤市印发实施的规范性文件几件"],
    ["“沙堤普法”短视频账号播放量突破1300万次。", "沙堤市普法几场"],
    ["市局宣布废止规章14件，修改8件。", "沙堤市废止修改规章几件"],
    ["法律援助中心办理案件310件。通过排查矛盾纠纷，为群众挽回损失2130万元。", "沙堤市法律援助挽回损失多少"],
    ["全市法律明白人新增52人。", "沙堤市新增之外法律明白人共多少名"],
    ["对轻微违法不予处罚840件。", "沙堤市行政处罚多少件"],
    ["举办知识产权高端论坛，获准使用地理标志的企业97家。", "沙堤市知识产权多少"],
  ])("is not told where its words are of another thing: %s", async (text, question) => {
    const { outcome, lead } = await askInvented(report(text))(question);
    expect(`${outcome} ${lead}`).not.toMatch(/最接近的一项|^answered \d/u);
  });

  it("is not chosen from several", async () => {
    const text = "市级平台网上公开裁判文书3815份。县级平台网上公开裁判文书912份。";
    const { outcome, reason } = await askInvented(report(text))("沙堤市裁判文书公开多少份");
    expect([outcome, reason]).toEqual(["abstained", "no_evidence"]);
  });
});
