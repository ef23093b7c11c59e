import { describe, expect, it } from "vitest";
import { askInvented, type InventedReport } from "../../testing/ask-invented.ts";

const QINGXI_2022: InventedReport = [
  "南江省青溪市",
  2022,
  "稳步将养老服务监管事项下放给乡镇，做到人随事转、钱随事转。\n建立河道保护志愿者制度，拓宽群众参与渠道。",
];
const QINGXI_2023: InventedReport = [
  "南江省青溪市",
  2023,
  "启动聘任河道保护志愿者工作。\n开展河长巡查64场次。\n全市28个社区获评为省级和谐社区，入册“河道管护员”4180名。",
];
const YUNLING: InventedReport = [
  "南江省云岭县",
  2024,
  "目前累计推动养老服务监管事项36项下放乡镇。\n河长巡查办结问题217件。\n全县共培育“河道管护员”309名。",
];
const ask = askInvented(QINGXI_2022, QINGXI_2023, YUNLING);

describe("a question that asks something of its own of each place or year", () => {
  it("answers words with words and a count with a figure, a row each", async () => {
    const { answer, citations } = await ask("养老服务监管事项下放，青溪2022年怎么要求，云岭2024年推动多少项？");
    expect(answer).toMatch(/\| 青溪市（2022年） \|.*人随事转/u);
    expect(answer).toMatch(/\| 云岭县（2024年） \|.*36项/u);
    expect(new Set(citations.map(({ year }) => year))).toEqual(new Set([2022, 2024]));
  });

  it("takes the place of the first year for the next one", async () => {
    const { answer } = await ask("青溪的河道保护志愿者，2022年怎么说，2023年办到哪一步？");
    expect(answer).toMatch(/青溪市（2022年） \| 建立河道保护志愿者制度/u);
    expect(answer).toMatch(/青溪市（2023年） \| 启动聘任河道保护志愿者/u);
  });

  it("leaves a part open by name, and never fills it with another place's figure", async () => {
    const { answer, outcome, lead } = await ask("河长巡查，青溪2023年开展多少场次？云岭2024年开展多少场次？");
    expect(outcome).toBe("partial");
    expect(lead).toBe("青溪市（2023年）64场次；云岭县（2024年）未找到");
    expect(answer).not.toMatch(/云岭县（2024年） \|[^|]*64/u);
  });

  it("tells no amount where it is asked of each how much it moved", async () => {
    const move = askInvented(
      ["南江省青溪市", 2023, "涉老机构检查10.8万次，同比减少29.6%。"],
      ["南江省云岭县", 2024, "推行联合检查，涉老机构检查频次下降三成以上。"],
    );
    const { answer, lead } = await move("涉老机构检查，青溪2023年减少了多少，云岭2024年下降了多少？");
    expect(lead).not.toContain("10.8万次");
    expect(answer).not.toMatch(/\| 10\.8万次/u);
  });

  it("says of a year that no report is of that it is not there", async () => {
    const { answer } = await ask("河长巡查，青溪2023年开展多少场次？云岭2021年开展多少场次？");
    expect(answer).toMatch(/云岭县（2021年） \| 未收录/u);
  });
});

describe("several places side by side", () => {
  it("lead with no figure that counts something else in the same sentence", async () => {
    const { lead, answer } = await ask("青溪2023年和云岭2024年谁的“河道管护员”多？");
    expect(lead).not.toContain("28个");
    expect(answer).toMatch(/4180名/u);
    expect(answer).toMatch(/309名/u);
  });

  it("are set side by side where their differences are asked for without a year", async () => {
    const { answer } = await ask("青溪和云岭的河长巡查有什么不同？");
    expect(answer).toMatch(/云岭县[^\n]*217件/u);
    expect(answer).toMatch(/青溪市[^\n]*64场次/u);
  });

  it("take a number asked for without 多少 for one", async () => {
    const { answer } = await ask("青溪2023年河长巡查场次跟云岭2024年河道管护员人数，两边数字和单位各是什么？");
    expect(answer).toContain("64场次");
    expect(answer).toContain("309名");
  });
});
