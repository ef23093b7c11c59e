import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const REPORT = [
  "一、科学立法、严格执法、全民守法一体推进",
  "（一）提高地方立法质量",
  "出台《云泽市湿地保护条例》。设立基层立法联系点9个。举办立法培训班。",
  "（二）规范执法行为",
  "开展执法培训14次。评查案卷260宗。",
  "二、存在的不足",
  "调解工作未能很好发挥第一道防线作用。",
].join("\n");
const ask = askInvented(["南江省云泽市", 2023, REPORT]);

describe("a question about a whole field of work", () => {
  it.each(["云泽市2023年立法方面做了什么？", "云泽市2023年怎么推进立法的？", "云泽市2023年立法有什么举措"])(
    "is answered with all that its own section tells: %s",
    async (question) => {
      const { outcome, lead, answer } = await ask(question);
      expect(outcome).toBe("answered");
      expect(lead).toContain("提高地方立法质量");
      expect(answer.match(/^- .*$/gmu)).toHaveLength(3);
      expect(answer).not.toContain("执法培训");
    },
  );

  it("is not answered with another field's section, nor by one figure's question", async () => {
    expect((await ask("云泽市2023年养老方面做了什么？")).outcome).toBe("abstained");
    expect((await ask("云泽市2023年立法联系点设立了多少个？")).lead).toMatch(/^9个/u);
  });

  it("is not praised with what the report owns up to", async () => {
    expect((await ask("云泽市2023年调解工作哪里做得好？")).answer).not.toMatch(/^调解工作未能/u);
  });
});
