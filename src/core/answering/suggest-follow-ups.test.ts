import { describe, expect, it } from "vitest";
import { askInvented, type InventedReport } from "../../testing/ask-invented.ts";

const rate = (figure: string) => `行政机关负责人出庭应诉率为${figure}。`;
const SHADI: InventedReport = ["南江省沙堤市", 2023, `${rate("98.5%")}行政复议纠错率为7.2%。`];
const EARLIER: InventedReport = ["南江省沙堤市", 2022, rate("95.4%")];
const WANGCHAO: InventedReport = ["南江省望潮市", 2023, `${rate("91.2%")}办理法律援助案件430件。`];

describe("questions to go on with", () => {
  it("are of another year, another place, all places, each of which the reports answer", async () => {
    const ask = askInvented(SHADI, EARLIER, WANGCHAO);
    const { followUps } = await ask("沙堤市2023年出庭应诉率是多少？");
    expect(followUps).toEqual([
      "沙堤市2022年行政机关负责人出庭应诉率是多少？",
      "望潮市2023年行政机关负责人出庭应诉率是多少？",
      "各地2023年行政机关负责人出庭应诉率是多少？",
    ]);
    const answers = await Promise.all(followUps.map((question) => ask(question)));
    expect(answers.map(({ outcome }) => outcome)).toEqual(["answered", "answered", "answered"]);
    expect(answers.map(({ lead }) => lead).join()).toMatch(/95\.4%.*91\.2%.*98\.5%/u);
  });

  it("are of another figure of the report where no other report has it", async () => {
    const { followUps } = await askInvented(SHADI)("沙堤市2023年出庭应诉率是多少？");
    expect(followUps).toEqual(["沙堤市2023年行政复议纠错率是多少？"]);
  });

  it("are what is disclosed of the indicator where the place or the year is not covered", async () => {
    const ask = askInvented(SHADI, EARLIER, WANGCHAO);
    expect((await ask("桐浦市2023年出庭应诉率是多少？")).followUps[0]).toMatch(/2023年行政机关负责人出庭应诉率/u);
    expect((await ask("望潮市2019年出庭应诉率是多少？")).followUps[0]).toBe(
      "望潮市2023年行政机关负责人出庭应诉率是多少？",
    );
  });

  it("are none beside what cannot be gone on from", async () => {
    const ask = askInvented(SHADI, WANGCHAO);
    expect((await ask("沙堤市司法局局长的手机号是多少？")).followUps).toEqual([]);
    expect((await ask("今天股票涨了吗？")).followUps).toEqual([]);
  });
});
