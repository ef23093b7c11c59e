import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const REPORT = [
  "与邻市合作，电子证照、异地立案、容缺受理等三项工作获省里肯定。推进数据共享。组建工作专班。",
  "二、2024年工作安排",
  "一是建设执法平台；二是培训执法人员2000人次；三是新设公证受理点6个。",
  "云泽市人民政府",
  "2024年1月20日",
].join("\n");
const ask = askInvented(
  ["南江省云泽市", 2023, REPORT],
  ["南江省桃溪县", 2023, "全县出庭应诉率88.6%。\n下一步，桃溪县将新设调解室12个。\n桃溪县人民政府\n2024年2月1日"],
);

describe("a question about all that is planned", () => {
  it.each(["云泽市下一步打算", "云泽市2023年工作安排", "云泽市2024年有什么计划"])(
    "%s lists the plan",
    async (question) => {
      const { answer, outcome } = await ask(question);
      expect(outcome).toBe("answered");
      expect(answer.match(/^- .*$/gmu)).toHaveLength(3);
      expect(answer).toContain("不是已完成的情况");
    },
  );

  it("leaves out who signs, and leads with what is planned where it is one thing", async () => {
    const { lead, answer } = await ask("桃溪县下一步打算");
    expect(lead).toContain("新设调解室12个");
    expect(answer).not.toContain("人民政府");
  });
});

describe("哪三项", () => {
  it("names the things that a sentence counts, and no more", async () => {
    const { lead, answer } = await ask("云泽市2023年哪三项工作获省里肯定");
    expect(lead).toContain("电子证照、异地立案、容缺受理（云泽市，2023年）");
    expect(answer).not.toContain("专班");
  });
});
