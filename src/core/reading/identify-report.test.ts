import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import type { KnownFacts, ReportIdentity } from "../model/report.ts";
import { readReport } from "./read-report.ts";

const converter = createOpenccScriptConverter();
const BODY = "一、主要做法\n推进依法行政，办理行政复议案件12件，群众反映良好。完善制度机制，培训执法人员230人次。\n";

/** The identity of a report with this beginning and end; lines are parted by `|`. */
function identify(head: string, tail = "", known: KnownFacts = {}): ReportIdentity {
  const raw = `${head.replaceAll("|", "\n")}\n${BODY}${tail.replaceAll("|", "\n")}\n`;
  const { identity } = readReport({ id: "r", file: "r.txt", raw, known, digest: "d" }, converter);
  for (const fact of Object.values(identity)) {
    expect(fact.value === null).toBe(fact.certainty === "unknown");
    if (fact.certainty === "stated") expect(fact.evidence).not.toBe("");
  }
  return identity;
}

describe("the title", () => {
  const REPORT = "江门市2023年法治政府建设情况报告";
  const OF_GOVERNMENT = "中山市人民政府关于2023年度法治政府建设情况的报告";
  it.each([
    [`${REPORT}|2023年，我市推进依法行政。`, REPORT],
    ["中山市人民政府|关于2023年度法治政府建设情况的报告|省委、省政府：", OF_GOVERNMENT],
    ["中山市人民政府关于2023年度法治政府|建设情况的报告|省委、省政府：", OF_GOVERNMENT],
    ["佛山市南海区|关于2023年度法治政府|建设情况的报告", "佛山市南海区关于2023年度法治政府建设情况的报告"],
    ["中府〔2024〕5号|中山市人民政府关于2023年度法治政府建设情况的报告", OF_GOVERNMENT],
    [`首页|政务公开|法治政府建设|${REPORT}|2023年，我市推进。`, REPORT],
    [`当前位置：首页>政务公开>正文|${REPORT}|【字体：大 中 小】 打印`, REPORT],
    [`${REPORT}_江门市人民政府门户网站|2023年，我市推进。`, REPORT],
    [`${REPORT} - 江门市司法局|2023年，我市推进。`, REPORT],
    [`关于印发《${REPORT}》的通知|各县（市、区）人民政府：|现将报告印发给你们。|${REPORT}|2023年，我市推进。`, REPORT],
    [`关于报送《${REPORT}》的函|省司法厅：|现将报告报上。`, REPORT],
    ["（2024年1月15日在市人大常委会第二十次会议上）|中山市人民政府关于2023年度法治政府建设情况的报告", OF_GOVERNMENT],
    ["江门市法治政府建设年度报告（2023年度）", "江门市法治政府建设年度报告（2023年度）"],
    ["江门市2023年度法治政府建設情況報告|我市扎實推進依法行政。", "江门市2023年度法治政府建设情况报告"],
    ["江门市教育局2023年依法治教工作总结", "江门市教育局2023年依法治教工作总结"],
  ])("%s", (head, title) => {
    expect(identify(head).title).toMatchObject({ value: title, certainty: "stated" });
  });

  it("is ours where the text has none, never a heading", () => {
    const head = "2023年，江门市推进依法行政，我市获评示范。|一、2023年法治政府建设工作情况|各部门办理案件12件。";
    expect(identify(head).title).toMatchObject({
      certainty: "inferred",
      value: expect.stringContaining("拟题"),
      evidence: expect.stringContaining("2023年"),
    });
    expect(
      identify("法治政府建设成效|更加显著|2022年，江门市推进依法行政，我市办理案件12件，群众反映良好。").title,
    ).toMatchObject({
      certainty: "inferred",
    });
  });
});

describe("the region and its level", () => {
  it.each([
    ["四川省2023年度法治政府建设情况报告", "", "四川省", "省级"],
    ["北京市人民政府关于2022年法治政府建设情况的报告", "", "北京市", "省级"],
    ["浦东新区2023年法治政府建设情况报告", "上海市浦东新区人民政府", "上海市浦东新区", "市辖区"],
    ["广东江门2023年法治政府建设情况报告", "", "广东省江门市", "地级市"],
    ["恩平市2023年度法治政府建设情况报告", "恩平市人民政府", "广东省江门市恩平市", "县级市"],
    ["桐庐县2023年法治政府建设情况报告", "中共桐庐县委|桐庐县人民政府", "浙江省杭州市桐庐县", "县"],
    ["大理州2023年法治政府建设情况报告", "大理白族自治州人民政府", "云南省大理白族自治州", "自治州"],
    ["北川羌族自治县2023年度法治政府建设报告", "", "四川省绵阳市北川羌族自治县", "自治县"],
    ["准格尔旗2023年法治政府建设工作报告|我旗推进。", "", "内蒙古自治区鄂尔多斯市准格尔旗", "旗"],
    ["锡林郭勒盟2023年法治政府建设情况报告", "锡林郭勒盟行政公署", "内蒙古自治区锡林郭勒盟", "盟"],
    ["文昌市2023年法治政府建设情况报告", "文昌市人民政府", "海南省文昌市", "县级市"],
    // The body that signs is nearer than the province whose plan is carried out.
    ["关于落实《广东省法治政府建设实施方案》情况的报告", "恩平市人民政府", "广东省江门市恩平市", "县级市"],
    // A page of another city shows it.
    [
      "网站首页 > 广州市司法局|来源：广州市司法局 发布时间：2024-01-15|河源市2023年法治政府建设情况报告",
      "",
      "广东省河源市",
      "地级市",
    ],
    // Names that several places share.
    ["鼓楼区2023年法治政府建设情况报告|鼓楼区在南京市委领导下推进，我区获评示范。", "", "江苏省南京市鼓楼区", "市辖区"],
    [
      "西湖区2022年法治政府建设总结|西湖区在南昌市司法局指导下开展工作。",
      "西湖区人民政府",
      "江西省南昌市西湖区",
      "市辖区",
    ],
    ["江北区人民政府关于2023年度法治政府建设情况的报告|在宁波市委领导下推进。", "", "浙江省宁波市江北区", "市辖区"],
    ["白云区2023年法治政府建设年度报告", "贵阳市白云区人民政府", "贵州省贵阳市白云区", "市辖区"],
    ["2023年，江北区坚持依法行政。江北区在宁波市委领导下推进，我区获宁波市表彰。", "", "浙江省宁波市江北区", "市辖区"],
    // Zones are no divisions, and not the place they lie in.
    ["昆山经济技术开发区管委会2023年度法治政府建设报告", "", "江苏省苏州市昆山经济技术开发区", "功能区"],
    ["西咸新区2023年法治政府建设情况报告", "陕西省西咸新区开发建设管理委员会", "陕西省西咸新区", "功能区"],
    ["雄安新区2023年法治政府建设情况报告", "河北雄安新区管理委员会", "河北省雄安新区", "功能区"],
    ["新疆生产建设兵团2023年法治政府建设情况报告", "", "新疆生产建设兵团", null],
    // Nor are towns the city they lie in.
    ["东莞市虎门镇2024年法治政府建设报告", "", "广东省东莞市虎门镇", "乡镇"],
    ["中山市小榄镇2024年法治政府建设报告", "2025年1月8日", "广东省中山市小榄镇", "乡镇"],
    ["台山市赤溪镇关于2024年法治政府建设情况的报告", "", "广东省江门市台山市赤溪镇", "乡镇"],
    ["斗门区乾务镇2024年法治政府建设报告", "", "广东省珠海市斗门区乾务镇", "乡镇"],
    ["珠海市斗门区斗门镇2024年法治政府建设报告", "", "广东省珠海市斗门区斗门镇", "乡镇"],
    ["东莞市2024年虎门镇法治政府建设报告", "", "广东省东莞市虎门镇", "乡镇"],
    ["乐从镇2023年度法治政府建设情况报告", "佛山市顺德区乐从镇人民政府", "广东省佛山市顺德区乐从镇", "乡镇"],
    ["江门市江海区外海街道2023年法治政府建设报告", "", "广东省江门市江海区外海街道", "街道"],
    ["江北区甬江街道2023年法治政府建设报告|在宁波市委领导下推进。", "", "浙江省宁波市江北区甬江街道", "街道"],
    ["江门市各镇2023年法治政府建设情况报告", "", "广东省江门市", "地级市"],
    ["江门市推进乡镇法治政府建设情况报告", "", "广东省江门市", "地级市"],
    ["江门市镇街综合行政执法情况报告", "", "广东省江门市", "地级市"],
    ["江门市新会区司法局会城街道司法所2023年法治建设报告", "", "广东省江门市新会区", "市辖区"],
    ["景德镇市2023年法治政府建设情况报告", "", "江西省景德镇市", "地级市"],
    ["和平县城镇法治建设情况报告", "", "广东省河源市和平县", "县"],
  ])("%s / %s", (head, tail, region, level) => {
    const identity = identify(head, tail);
    expect([identity.region.value, identity.level.value]).toEqual([region, level]);
  });

  it("is that of no city where a town names none", () => {
    const head = "虎门镇2024年法治政府建设报告|东莞市、东莞市、东莞市、东莞市推进，我市获评示范。";
    expect(identify(head).level).toMatchObject({ value: "乡镇", certainty: "stated" });
    expect(identify("东莞市虎门镇2024年法治政府建设报告").issuer.value).toBe("东莞市虎门镇");
  });

  it.each([
    ["朝阳区2023年法治政府建设年度情况报告|2023年，我区推进依法行政。", "朝阳区人民政府"],
    ["2023年，江北区坚持依法行政，江北区推进，我区办理。", ""],
    ["水利部2023年法治政府建设年度报告", ""],
    [`2023年，我区、全区、我区、我区深入推进。${"宁波市委、宁波市政府、".repeat(6)}`, ""],
  ])("is unknown rather than another place: %s", (head, tail) => {
    expect(identify(head, tail).region).toEqual({ value: null, certainty: "unknown" });
  });
});

describe("the issuer", () => {
  it.each([
    ["清远市市场监督管理局关于2023年度法治政府建设情况的报告", "", "清远市市场监督管理局", "地级市(市政府部门)"],
    ["国家税务总局江门市税务局2023年法治政府建设情况报告", "", "国家税务总局江门市税务局", "地级市(市政府部门)"],
    [
      "2023年江门市蓬江区城市管理和综合执法局法治政府建设年度报告",
      "",
      "江门市蓬江区城市管理和综合执法局",
      "市辖区(区政府部门)",
    ],
    ["江门市公安局蓬江分局2023年法治政府建设报告", "", "江门市公安局蓬江分局", "市辖区(区政府部门)"],
    ["江门市司法局：2023年法治政府建设工作总结", "", "江门市司法局", "地级市(市政府部门)"],
    ["2023年江门市人民政府法治政府建设年度报告", "", "江门市人民政府", "地级市"],
    [
      "关于江门市2023年度法治政府建设情况的报告",
      "中共江门市委全面依法治市委员会办公室",
      "中共江门市委全面依法治市委员会办公室",
      "地级市",
    ],
    [
      "开平市2023年度法治政府建设报告",
      "开平市法治政府建设工作领导小组办公室|2024年1月8日",
      "开平市法治政府建设工作领导小组办公室",
      "县级市(市政府部门)",
    ],
    ["乐从镇2023年度法治政府建设情况报告", "佛山市顺德区乐从镇人民政府", "佛山市顺德区乐从镇人民政府", "乡镇"],
    ["2023年法治政府建设情况报告", "珠海市斗门区人民政府白藤街道办事处", "珠海市斗门区人民政府白藤街道办事处", "街道"],
    ["阿克苏地区2023年法治政府建设情况报告", "阿克苏地区行政公署", "阿克苏地区行政公署", "地区"],
    [
      "2023年度法治政府建设情况报告|江门市蓬江区推进。",
      "区司法局|2024年1月2日",
      "江门市蓬江区司法局",
      "市辖区(区政府部门)",
    ],
    [
      "2023年，揭阳市榕城区司法局坚持依法行政，推进榕城法治建设。我区办理案件。",
      "",
      "揭阳市榕城区司法局",
      "市辖区(区政府部门)",
    ],
    [
      "2023年，揭阳市榕城区坚持依法行政。区司法局牵头普法。我区办理案件。",
      "揭阳市榕城区人民政府",
      "揭阳市榕城区人民政府",
      "市辖区",
    ],
    [
      "江门市2023年法治政府建设情况报告",
      "江门市人民政府（盖章）|2024年1月3日|（此件公开发布）|抄送：市委办公室。",
      "江门市人民政府",
      "地级市",
    ],
    [
      "江门市2023年法治政府建设情况报告",
      "江门市人民政府|2024年1月3日|附件|江门市公安局|江门市财政局|江门市教育局",
      "江门市人民政府",
      "地级市",
    ],
    ["2023年度法治政府建设情况报告|云浮市云城区人民政府|（2024年1月31日）", "", "云浮市云城区人民政府", "市辖区"],
    [
      "中共江门市新会区委|江门市新会区人民政府|关于2023年度法治政府建设情况的报告",
      "",
      "中共江门市新会区委、江门市新会区人民政府",
      "市辖区",
    ],
    ["水利部2023年法治政府建设年度报告", "", "水利部", null],
    ["江门市2023年法治政府建设情况报告|2023年，我市推进。", "", "江门市", "地级市"],
  ])("%s / %s", (head, tail, issuer, level) => {
    const identity = identify(head, tail);
    expect([identity.issuer.value, identity.level.value]).toEqual([issuer, level]);
  });
});

describe("the year", () => {
  it.each([
    ["江门市二〇二三年度法治政府建设情况报告", "", 2023],
    ["江门市2021-2025年法治政府建设实施情况报告", "江门市人民政府|2025年12月20日", 2025],
    ["江门市关于2021-2025年法治政府建设规划中期评估的报告|我市推进。", "江门市人民政府|2023年8月1日", null],
    ["江门市二〇二一—二〇二五年法治政府建设规划实施情况报告|2023年，我市推进。", "", 2023],
    ["江门市2021—25年法治政府建设情况报告|我市推进依法行政。", "江门市人民政府|2023年8月1日", null],
    ["江门市法治政府建设情况报告|2025年，我市推进。", "江门市人民政府|2024年1月8日", 2023],
    ["江门市2025年法治政府建设情况报告|我市推进。", "江门市人民政府|2024年1月8日", 2023],
    ["关于我市2023年上半年法治政府建设工作总结和下半年工作打算|我市推进。", "江门市司法局|2023年7月4日", 2023],
    ["江门市法治政府建设实施方案（2021—2025年）落实情况报告|2023年，我市推进。", "", 2023],
    ["江门市2022年法治政府建设工作总结和2023年工作计划", "江门市司法局|2023年1月31日", 2022],
    ["江门市司法局2024年法治政府建设工作计划及2023年工作总结", "", 2023],
    ["江门市2023年上半年法治政府建设工作总结", "江门市司法局|2023年7月4日", 2023],
    ["江门市上半年法治政府建设工作情况报告|今年上半年，我市推进。", "江门市人民政府|2023年7月4日", 2023],
    ["江门市法治政府建设年度报告|过去一年，我市推进。", "江门市人民政府|2024年2月28日", 2023],
    ["江门市法治政府建设情况报告|今年以来，我市推进。", "江门市人民政府|2024年11月20日", 2024],
    ["截至2023年底，江门市法治政府建设任务全部完成。", "", 2023],
    ["一年来，江门市深入推进法治政府建设。", "二、下一步工作|2024年，江门市将继续推进，力争创建示范市。", 2023],
    ["一年来，江门市深入推进法治政府建设。", "2024年，我们将继续推进，力争创建示范市。", 2023],
    ["江门市法治政府建设情况报告|2023年，江门市推进。2022年，我市获评优秀。2022年底，建成中心。", "", 2023],
    ["2021年以来，江门市推进。2021年至2023年，办理120件。2023年，办理20件。", "", 2023],
    // Nothing tells it, or the clues contradict each other.
    ["江门市法治政府建设情况报告|“十四五”以来，我市落实2021—2025年规划。", "", null],
    ["江门市法治政府建设情况报告|我市推进依法行政。", "江门市人民政府|2024年7月8日", null],
    ["近年来，江门市推进。2021年办理12件，2022年办理14件，2023年办理20件。", "", null],
  ])("%s / %s → %s", (head, tail, year) => {
    expect(identify(head, tail).year.value).toBe(year);
  });
});

it("states no year from a title that only names several, and none after the day of signing", () => {
  for (const title of ["江门市2021-2025年法治政府建设实施情况报告", "江门市2026年法治政府建设情况报告"])
    expect(identify(title, "江门市人民政府|2025年12月20日").year).toMatchObject({ value: 2025, certainty: "inferred" });
});

describe("the period", () => {
  it.each([
    ["江门市2023年上半年法治政府建设工作总结", "上半年", "stated"],
    ["关于我市2023年上半年法治政府建设工作总结和下半年工作打算|江门市推进。", "上半年", "stated"],
    ["江门市司法局|关于2023年1—11月法治政府建设工作情况的报告", "1—11月", "stated"],
    ["江门市截至2023年8月法治政府建设情况报告", "截至2023年8月", "stated"],
    ["江门市2023年法治政府建设情况报告|今年前三季度，我市推进依法行政。", "前三季度", "inferred"],
    ["江门市2023年法治政府建设情况报告|2023年，我市推进依法行政。1—11月，热线受理40件。", null, "unknown"],
    ["江门市2021—2023年法治政府建设情况报告", null, "unknown"],
  ])("%s → %s", (head, value, certainty) => {
    expect(identify(head).period).toMatchObject({ value, certainty });
  });
});

describe("the day of issue", () => {
  const TITLE = "江门市2023年法治政府建设情况报告";
  it.each([
    [TITLE, "江门市人民政府|二〇二四年一月八日", "2024-01-08"],
    [TITLE, "江门市人民政府|二O二四年三月三十日", "2024-03-30"],
    [TITLE, "江门市人民政府|2024年 1月 31日", "2024-01-31"],
    [TITLE, "江门市人民政府 2024年1月31日", "2024-01-31"],
    [TITLE, "江门市人民政府|2024.1.3", "2024-01-03"],
    [`${TITLE}|（2024年1月31日）|市人大常委会：`, "", "2024-01-31"],
    [TITLE, "江门市司法局|2024年1月31日|（联系人：某某，电话：0750-1234567）", "2024-01-31"],
    [TITLE, "江门市人民政府|2024年1月", null],
    [TITLE, "江门市人民政府|2024年2月30日", null],
    [`${TITLE}|2023年5月6日，召开会议。`, "江门市人民政府", null],
  ])("%s / %s → %s", (head, tail, date) => {
    expect(identify(head, tail).date.value).toBe(date);
  });
});

describe("a title or an issuer that a person gave", () => {
  const TEXT = "过去一年，我局推进依法行政。";

  it("tells whose report it is and of which year, where the text does not", () => {
    const title = "佛山市南海区司法局2021年法治政府建设年度报告";
    for (const [head, given] of [
      [TEXT, title],
      [TEXT, `佛山市南海区司法局 2021年法治政府建设年度报告 - 佛山市南海区司法局`],
      [`2021年法治政府建设年度报告|${TEXT}`, title],
    ] as const)
      expect(identify(head, "", { title: given })).toMatchObject({
        title: { value: given, certainty: "given" },
        region: { value: "广东省佛山市南海区", certainty: "stated", evidence: title },
        issuer: { value: "佛山市南海区司法局", certainty: "stated" },
        level: { value: "市辖区(区政府部门)", certainty: "stated" },
        year: { value: 2021, certainty: "stated", evidence: title },
      });
  });

  it("comes before the text's own title, which tells what the given one leaves open", () => {
    const identity = identify("江门市2022年法治政府建设情况报告", "", { title: "2023年度报告" });
    expect([identity.region.value, identity.year.value]).toEqual(["广东省江门市", 2023]);
  });

  it("gives the place of the body", () => {
    const identity = identify("2023年，我市推进依法行政。", "", { issuer: "台山市人民政府" });
    expect(identity).toMatchObject({
      region: { value: "广东省江门市台山市", certainty: "stated", evidence: "台山市人民政府" },
      issuer: { value: "台山市人民政府", certainty: "given" },
      level: { value: "县级市" },
    });
  });
});

describe("a region that a person gave", () => {
  const TEXT = "2023年，我地推进依法行政。";
  it.each([
    ["恩平市", "广东省江门市恩平市", "县级市"],
    ["江海区", "广东省江门市江海区", "市辖区"],
    ["广东江门", "广东省江门市", "地级市"],
    ["广东 / 江门", "广东省江门市", "地级市"],
    ["江门恩平", "广东省江门市恩平市", "县级市"],
    ["中国广东省江门市", "广东省江门市", "地级市"],
    ["北京朝阳", "北京市朝阳区", "市辖区"],
    ["广东省江海区", "广东省江门市江海区", "市辖区"],
    ["鼓楼区", "鼓楼区", null],
    ["青溪省云泽市", "青溪省云泽市", null],
  ])("%s → %s", (region, path, level) => {
    const identity = identify(TEXT, "", { region });
    expect(identity.region).toMatchObject({ value: path, certainty: "given" });
    expect(identity.level.value).toBe(level);
  });

  it("is found among several by the report's own words, and keeps what was given as evidence", () => {
    const identity = identify("2023年，我区在南京市委领导下推进。", "", { region: "鼓楼区" });
    expect(identity.region).toEqual({ value: "江苏省南京市鼓楼区", certainty: "given", evidence: "鼓楼区" });
    expect(identify("我区在宁波市委领导下推进。", "", { region: "江北区" }).region.value).toBe("浙江省宁波市江北区");
  });

  it("gives the level, of the department where one speaks, unless that is given too", () => {
    const title = "江海区司法局2023年法治政府建设报告";
    expect(identify(title, "", { region: "江海区" }).level.value).toBe("市辖区(区政府部门)");
    expect(identify(title, "", { region: "江海区", level: "区级部门" }).level.value).toBe("区级部门");
  });
});
