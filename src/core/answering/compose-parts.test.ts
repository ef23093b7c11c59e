import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createSampleSearchable } from "../../testing/sample-library.ts";
import { createAssistant } from "../create-assistant.ts";

const converter = createOpenccScriptConverter();

function asking(body: string) {
  const text = `青溪市2023年度法治政府建设情况报告\n一、主要工作\n依法行政能力进一步增强。\n${body}`;
  const searchable = createSampleSearchable([{ file: "r.txt", region: "南江省青溪市", year: 2023, text }]);
  const assistant = createAssistant({ current: () => searchable, converter, embedder: null });
  return (question: string) => assistant.answer({ messages: [{ role: "user", content: question }] });
}

describe("a question in two parts", () => {
  const ask = asking(
    "全年收到行政复议申请93件，受理行政复议案件82件，调解结案17件。\n举办普法讲座46场，发放资料9800份。\n法律服务持续优化，办理公证651件。",
  );

  it("tells each part's own figure", async () => {
    const { lead, outcome } = await ask("青溪市2023年收到行政复议申请多少件，受理行政复议案件多少件？");
    expect(outcome).toBe("answered");
    expect(lead).toMatch(/93件.*82件/u);
  });

  it("names the part that stays open", async () => {
    const { lead, outcome, answer, figures } = await ask("青溪市2023年举办普法讲座多少场，多少人参加？");
    expect(outcome).toBe("partial");
    expect(lead).toBe("46场（青溪市，2023年，举办普法讲座）；“多少人参加”：没有找到能确认的数据");
    expect(answer).toContain("举办普法讲座46场，发放资料9800份。 [1]");
    expect(figures.every(({ verified }) => verified)).toBe(true);
  });

  it("shows a figure that stands beside and may be meant, for the reader to judge", async () => {
    const { lead, answer, outcome, figures } = await asking("调解邻里纠纷312起，涉及当事人1046人次。")(
      "青溪市2023年调解邻里纠纷多少起，牵扯到多少人？",
    );
    expect(outcome).toBe("partial");
    expect(lead).toMatch(/^312起（.*“牵扯到多少人”：同一处写有“涉及当事人1046人次”，请核对是不是所问的$/u);
    expect(answer).toContain("“涉及当事人1046人次” [1]，请核对是不是所问的。");
    expect(figures.every(({ verified }) => verified)).toBe(true);
  });

  it("answers each place and year under the topic that stands in front of both", async () => {
    const { lead } = await ask("办理公证，青溪市2023年办了多少件，青溪市2022年办了多少件？");
    expect(lead).toMatch(/651件/u);
  });

  it("answers from two places, each with its own citation", async () => {
    const { lead, citations } = await ask("青溪市2023年受理行政复议案件多少件？办理公证多少件？");
    expect(lead).toMatch(/82件.*651件/u);
    expect(citations.map(({ quote }) => quote).join("")).toMatch(/82件.*651件/su);
  });
});

describe("a stage of a case", () => {
  it.each([
    ["收到行政复议申请", "93件"],
    ["受理行政复议案件", "82件"],
  ])("%s is no other", async (stage, figure) => {
    const ask = asking("全年收到行政复议申请93件，受理行政复议案件82件，准期审结率100%。");
    expect((await ask(`青溪市2023年${stage}多少件，审结率多高？`)).answer).not.toMatch(
      new RegExp(`^(?!${figure})\\d+件、`, "u"),
    );
    expect((await ask(`青溪市2023年${stage}多少件？`)).lead).toMatch(new RegExp(`^${figure}`, "u"));
  });
});

describe("words that limit what is counted", () => {
  it.each([
    ["青溪市有几家公证处？", "2家公证处入选全省远程办证试点机构。"],
    ["青溪市有多少个乡镇？", "在31个乡镇设立基层立法联络点，群众意见直达。"],
    ["青溪市举办普法课堂多少场？", "举办暑期普法课堂16场，覆盖重点人群。"],
    ["青溪市12345热线按时办结率是多少？", "12345热线接听诉求5万件，一次办结率88.3%。"],
  ])("keep a part from being told as the whole: %s", async (question, sentence) => {
    const { outcome, lead } = await asking(sentence)(question);
    expect(outcome).toBe("abstained");
    expect(lead).not.toMatch(/\d/u);
  });

  it.each([
    ["青溪市有几家公证处？", "全市共有公证处6家，办理公证651件。", "6家"],
    ["青溪市有多少个乡镇设立了立法联络点？", "在31个乡镇设立基层立法联络点。", "31个"],
    ["青溪市举办暑假普法课堂多少场？", "举办暑期普法课堂16场。", "16场"],
  ])("do not where there are none or where they were asked for: %s", async (question, sentence, figure) => {
    expect((await asking(sentence)(question)).lead).toMatch(new RegExp(`^${figure}（`, "u"));
  });
});

describe("a grade or a rank", () => {
  const body =
    "自编《河湾来信》等11部作品，其中《河湾来信》荣获全省短片大赛二等奖。代表队在技能比武中获团体第二名，评出标兵3名。";

  it("is told by the sentence that has it", async () => {
    expect((await asking(body)("青溪市《河湾来信》获得几等奖？")).lead).toContain("二等奖");
    expect((await asking(body)("青溪市代表队在技能比武中获得第几名？")).lead).toMatch(/^第二名（/u);
  });

  it.each([
    ["青溪市《河湾来信》获得几等奖？", "推出自编的《河湾来信》等11部作品。"],
    ["青溪市技能比武获得第几名？", "技能比武评出标兵3名。"],
  ])("is no amount: %s", async (question, sentence) => {
    expect(await asking(sentence)(question)).toMatchObject({ outcome: "abstained" });
  });
});

describe("an amount without a number", () => {
  it.each(["办理公证量突破千件。", "领域|办理公证（万件）\n交通|2.4"])("answers nothing: %s", async (sentence) => {
    expect((await asking(sentence)("青溪市2023年办理公证多少件？")).lead).not.toMatch(/(?<![\d.])[千万]件（/u);
  });
});

describe("the time of a lead", () => {
  it("is that of the figure's own clause", async () => {
    const ask = asking("行政机关败诉率由9.2%降到6.4%，是近五年的最低点。");
    expect((await ask("青溪市2023年行政机关败诉率是多少？")).lead).not.toContain("近五年");
  });
});
