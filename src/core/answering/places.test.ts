import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createSampleSearchable } from "../../testing/sample-library.ts";
import { createAssistant } from "../create-assistant.ts";

const converter = createOpenccScriptConverter();

/** A library of reports on appearance rates, one a place. */
function asking(rates: Readonly<Record<string, string>>, extra: Parameters<typeof createSampleSearchable>[0] = []) {
  const reports = Object.entries(rates).map(([region, rate], row) => ({
    file: `report-${row}.txt`,
    region,
    year: 2023,
    text: `2023年度法治政府建设情况报告\n一、规范行政执法\n行政机关负责人出庭应诉率${rate}，比上年有所提高。`,
  }));
  const searchable = createSampleSearchable([...reports, ...extra]);
  const assistant = createAssistant({ current: () => searchable, converter, embedder: null });
  return (...questions: string[]) =>
    assistant.answer({ messages: questions.map((content) => ({ role: "user" as const, content })) });
}

const ask = asking({ 北京市朝阳区: "11%", 吉林省长春市朝阳区: "12%", 重庆市江北区: "23%", 广东省江门市: "34%" });

describe("places of one name", () => {
  it.each([
    ["长春市朝阳区2023年出庭应诉率", "12%（长春市朝阳区，2023年，行政机关负责人出庭应诉率）"],
    ["长春朝阳区2023年出庭应诉率", "12%（长春市朝阳区，2023年，行政机关负责人出庭应诉率）"],
    ["吉林省朝阳区2023年出庭应诉率", "12%（长春市朝阳区，2023年，行政机关负责人出庭应诉率）"],
    ["吉林省2023年朝阳区出庭应诉率", "12%（长春市朝阳区，2023年，行政机关负责人出庭应诉率）"],
    ["北京市朝阳区2023年出庭应诉率", "11%（北京市朝阳区，2023年，行政机关负责人出庭应诉率）"],
    ["北京朝阳区2023年出庭应诉率是多少", "11%（北京市朝阳区，2023年，行政机关负责人出庭应诉率）"],
    ["重庆市江北区2023年出庭应诉率", "23%（重庆市江北区，2023年，行政机关负责人出庭应诉率）"],
    ["江北区2023年出庭应诉率", "23%（重庆市江北区，2023年，行政机关负责人出庭应诉率）"],
  ])("answers %s for the one that is meant, by its full name", async (question, lead) => {
    expect((await ask(question)).lead).toBe(lead);
  });

  it.each([
    "宁波市江北区2023年出庭应诉率",
    "浙江省江北区2023年出庭应诉率",
    "广州市江北区2023年出庭应诉率",
    "云梦泽市江北区2023年出庭应诉率",
    "广东省朝阳区2023年出庭应诉率",
    "鼓楼区2023年出庭应诉率",
    "江门市斗门区2023年出庭应诉率",
    "云梦泽市2023年出庭应诉率",
  ])("declines %s, which has no report", async (question) => {
    const answer = await ask(question);
    expect(answer).toMatchObject({ outcome: "abstained", reason: "region_not_covered" });
    expect(answer.answer).not.toMatch(/\d%/u);
  });

  it("asks which is meant where two have reports, naming both", async () => {
    const answer = await ask("朝阳区2023年出庭应诉率");
    expect(answer).toMatchObject({ outcome: "abstained", reason: "ambiguous" });
    expect(answer.lead).toContain("北京市朝阳区、吉林省长春市朝阳区");
  });

  it("keeps the parent when a follow-up names it", async () => {
    const answer = await ask("朝阳区2023年行政机关负责人出庭应诉率是多少？", "那长春市朝阳区呢？");
    expect(answer.lead).toBe("12%（长春市朝阳区，2023年，行政机关负责人出庭应诉率）");
  });

  it("sets both side by side when both are named", async () => {
    const { answer } = await ask("北京市朝阳区和长春市朝阳区2023年出庭应诉率分别是多少？");
    expect(answer).toMatch(/北京市朝阳区（2023年） \|[^|]*11%/u);
    expect(answer).toMatch(/长春市朝阳区（2023年） \|[^|]*12%/u);
  });

  it("lists what it covers by names that tell them apart", async () => {
    expect((await ask("广州市2023年出庭应诉率")).answer).toContain("北京市朝阳、长春市朝阳、重庆市江北、江门");
  });
});

describe("a word that is no place of its own", () => {
  it.each([
    ["江门市香港律师2023年有多少", ["广东省江门市"]],
    ["江门市的街道2023年办案多少宗", ["广东省江门市"]],
    ["江门市推进街道执法改革的情况", ["广东省江门市"]],
    ["香港2023年出庭应诉率", ["香港特别行政区"]],
  ])("is read so: %s", async (question, regions) => {
    expect((await ask(question)).understood.regions).toEqual(regions);
  });

  it("is no address either", async () => {
    expect((await ask("江门市要牢牢抓住哪两个重点？")).reason).not.toBe("personal_data");
    expect((await ask("江门市公证员住哪里？")).reason).toBe("personal_data");
  });
});

describe("places whose path holds 州", () => {
  const places = {
    广东省广州市: "广州市",
    广东省惠州市: "惠州市",
    江苏省苏州市: "苏州市",
    湖北省荆州市: "荆州市",
    广东省梅州市: "梅州市",
    广东省湛江市雷州市: "雷州市",
    广东省茂名市高州市: "高州市",
    广东省茂名市化州市: "化州市",
    广东省梅州市兴宁市: "兴宁市",
    浙江省杭州市余杭区: "余杭区",
    福建省福州市鼓楼区: "福州市鼓楼区",
    江苏省南京市鼓楼区: "南京市鼓楼区",
    广东省广州市黄埔区: "黄埔区",
    湖北省恩施土家族苗族自治州: "恩施土家族苗族自治州",
    内蒙古自治区锡林郭勒盟西乌珠穆沁旗: "西乌珠穆沁旗",
    新疆维吾尔自治区石河子市: "石河子市",
    南江省云州市: "云州市",
    南江省云州市高岭县: "高岭县",
    河北省雄安新区: "雄安新区",
  };
  const rates = Object.fromEntries(Object.keys(places).map((path, row) => [path, `${41 + row}%`]));
  const askThere = asking(rates);
  it.each(Object.entries(places))("answers for %s", async (path, name) => {
    expect((await askThere(`${name}2023年出庭应诉率`)).lead).toBe(
      `${rates[path]}（${name}，2023年，行政机关负责人出庭应诉率）`,
    );
    expect((await askThere(`${path}2023年出庭应诉率`)).lead).toBe(
      `${rates[path]}（${name}，2023年，行政机关负责人出庭应诉率）`,
    );
  });
});

describe("a part of the place that a report is about", () => {
  const report = (region: string, text: string) => ({ file: `${region}.txt`, region, year: 2023, text });
  const askThere = asking({}, [
    report(
      "广东省韶关市",
      "韶关市2023年度法治政府建设情况报告\n一、行政复议\n全市受理行政复议案件45件。\n单位：浈江区；受理（件）：12\n单位：武江区；受理（件）：9",
    ),
    report(
      "南江省云泽市",
      "云泽市2023年度法治政府建设情况报告\n一、行政复议\n全市受理行政复议案件67件，其中桃源区受理13件。",
    ),
  ]);
  it.each(["韶关市2023年浈江区受理多少件", "韶关市浈江区2023年受理多少件", "浈江区2023年受理多少件"])(
    "never gives the city's figure for %s",
    async (question) => {
      const { lead, answer } = await askThere(question);
      expect(lead).not.toContain("45");
      expect(answer).not.toContain("45件");
    },
  );
  it.each([
    "韶关市2023年曲江区受理行政复议案件多少件",
    "韶关市2023年新韶镇受理行政复议案件多少件",
    "云泽市2023年滨河区受理行政复议案件多少件",
  ])("declines %s where no sentence names the part", async (question) => {
    const answer = await askThere(question);
    expect(answer.outcome).toBe("abstained");
    expect(answer.answer).not.toMatch(/45件|67件/u);
  });
  it("does not take the city's figure for that of a part that the sentence names later", async () => {
    expect((await askThere("云泽市2023年桃源区受理行政复议案件多少件")).lead).not.toMatch(/^67件/u);
  });
});
