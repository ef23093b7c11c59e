import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented([
  "南江省沙堤市",
  2023,
  "开展执法评议并公布结果。为云帆、海泰、“渔光一体”等重点企业上门提供法律体检。" +
    "打造“夜访小院”“说法课堂”公益品牌。修订《沙堤市信访工作规定》。修订《沙堤市听证程序规定》。" +
    "推动商事调解、行业调解、人民调解衔接。在全省率先试点“调解+公证”一体服务。\n" +
    "二、下一步工作安排\n一是把沙堤仲裁院打造成为滨海商事纠纷化解首选地。二是建设夜间调解平台。三是举办执法技能比赛。",
]);

describe("a question for things that one sentence names", () => {
  it("has the names in front, then the sentence, and nothing of what stands around it", async () => {
    const { lead, answer } = await ask("沙堤市2023年为哪些重点企业上门提供法律体检?");
    expect(lead).toBe("云帆、海泰、“渔光一体”等（沙堤市，2023年）");
    expect(answer).toContain("- 海泰 [1]");
    expect(answer).not.toContain("执法评议");
  });

  it("has names in quotation marks as they are written", async () => {
    expect((await ask("沙堤市2023年打造了哪两个公益品牌?")).lead).toBe("“夜访小院”、“说法课堂”（沙堤市，2023年）");
  });

  it("is the sentence where its names are not told apart", async () => {
    const { lead, answer } = await ask("沙堤市2023年推动哪几种调解衔接?");
    expect(lead).toBe("推动商事调解、行业调解、人民调解衔接。");
    expect(answer).not.toContain("夜访小院");
  });

  it("takes as many sentences as things are asked for", async () => {
    const { lead, answer } = await ask("沙堤市2023年修订了哪两部规定?");
    expect(lead).toBe("《沙堤市信访工作规定》、《沙堤市听证程序规定》");
    expect(answer.match(/^- /gmu)).toHaveLength(2);
  });

  it("leaves a question for measures to the section", async () => {
    const { answer } = await ask("沙堤市2023年规范行政执法有哪些举措?");
    expect(answer).toContain("执法评议");
    expect(answer).toContain("人民调解");
  });
});

describe("a question about what is planned", () => {
  it("that names one point is answered by that point", async () => {
    const { answer } = await ask("沙堤市打算把仲裁院打造成为什么样的纠纷化解地?");
    expect(answer).toContain("滨海商事纠纷化解首选地");
    expect(answer).not.toContain("夜间调解平台");
  });

  it("that names none has them all", async () => {
    const { answer } = await ask("沙堤市接下来要在哪几个方面持续发力?");
    expect(answer.match(/^- /gmu)).toHaveLength(3);
  });
});
