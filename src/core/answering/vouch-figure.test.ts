import { describe, expect, it } from "vitest";
import { holdsAskedFigure } from "./align-figures.ts";
import { readAskedFigures } from "./asked-figures.ts";

const NO_PLACE = /(?!)/gu;

/** True when the sentence has a figure that answers the question's first 多少. */
function vouches(question: string, text: string, heading = ""): boolean {
  const [asked] = readAskedFigures(question, NO_PLACE);
  if (asked === undefined) throw new Error(`no figure asked: ${question}`);
  return holdsAskedFigure({ text, heading }, asked, question, (folded) => folded);
}

describe("a figure is vouched for", () => {
  it.each([
    ["行政复议申请受理多少件", "全年受理行政复议申请215件。"],
    ["办结率有多高", "热线共受理诉求812宗，办结率97.5%。"],
    ["新增了多少家法律服务机构", "新增法律服务机构3家、律师1名。"],
    ["接到的诉求总量是多少", "1—11月，热线共受理诉求812宗。"],
    ["配备了多少名法制审核人员", "全区配备法制审核人员46名。"],
    ["接待来访多少批次", "接待群众来访507批次1832人次。"],
    ["D类企业抽查比例", "D类企业抽查比例为40%。"],
    ["水库大坝巡查次数", "开展水库大坝巡查48次。"],
    ["出庭应诉率高出全省平均多少", "出庭应诉率95.1%，高出全省平均水平1.3个百分点。"],
    ["外聘法律顾问和公职律师共多少名", "外聘法律顾问和公职律师合计143名。"],
    ["森林火灾发生多少起", "全年没有发生森林火灾。"],
    ["未结案件多少件", "到年底未结案件17件。"],
    ["涉外公证多少件", "办理公证2210件，其中涉外公证340件。"],
    ["刑事法律援助多少人次", "受理法律援助案件910人次，其中刑事案件604人次。"],
    ["新增市场主体多少户", "法治化营商环境方面，全区新增市场主体712户。"],
    ["移送涉嫌犯罪案件多少件", "市级部门移送涉嫌犯罪案件24件。"],
    ["信用公示连续几个月排名第一", "信用公示工作连续9个月全省排名第1。"],
    ["《说法》节目播了几期", "制作《说法》节目，今年已播放28期。"],
    ["有多少调解员", "全市310个人民调解委员会、2400余名调解员活跃在一线。"],
    ["出庭应诉率是多少", "各地出庭应诉率，桐浦区为93.1%。"],
    ["为农民工追回多少", "为31名农民工追回工资40万元。"],
    ["诉讼案件败诉多少件", "诉讼案件14件，无一败诉。"],
    ["为增强基层干部应急能力，办了几期专题研讨班", "举办9期基层干部应急能力提升专题研讨班。"],
    ["给多少名协管员办了换证", "落实持证上岗制度,2023年累计完成73名协管员的换证工作。"],
    ["提前完成每个村法律明白人目标超过几名", "提前完成每村超6名“法律明白人”目标。"],
    ["有几条建议被采纳", "上报建议214条，39条被采纳。"],
    ["有几个镇街用平台办案", "全市31个乡镇（街道）通过平台办理案件812宗。"],
    ["有多少个社区聘了法律顾问", "26个社区共聘请14名法律顾问。"],
    ["有多少名律师担任村法律顾问", "17名律师担任62个行政村的法律顾问。"],
    ["把多少项审批事项委托给园区实施", "梳理审批事项58项，委托东、西两园实施。"],
    ["接待了多少名学生参加法治夏令营", "法治夏令营接待学生340人次。"],
    ["参加普法活动多少人次", "普法方面，组织活动26场，3400人次参与。"],
    ["隐患大排查搞了多少次", "全年开展隐患大排查85次。"],
    ["行政复议审结多少件", "收到行政复议申请64件，其中审结51件。"],
    ["平均每村几名调解员", "全县有调解员816名，平均每村6名。"],
    ["工单平均几天办结", "工单平均办结时间由4.2天缩短到2.6天。"],
    ["调解的纠纷涉及多少钱", "调解纠纷340件，涉及金额812万元。"],
    ["帮农民工讨薪的法律援助案件几件", "办理法律援助案件310件，其中帮助农民工讨薪的案件124件。"],
    ["确认违法的案件几件", "审结案件120件，其中经审理后确认违法案件9件。"],
    ["为企业提供法律咨询和协议审查多少件", "为企业提供法律咨询和投资协议审查42件。"],
    ["法律援助案件比去年多了多少件", "办结法律援助案件310件，比上年增加24件。"],
    ["排查矛盾纠纷为群众挽回了多少损失", "排查矛盾纠纷，为群众挽回经济损318万元。"],
    ["暂扣了几艘船", "海域专项整治中，暂扣船艇6艘。"],
    ["化解纠纷多少件，人民调解的", "全市214个人民调解委员会，化解纠纷3100件。"],
    ["省级民主法治示范村几个", "全市14个村获评为省民主法治示范村。"],
  ])("by its own words: %s", (question, text) => expect(vouches(question, text)).toBe(true));
});

describe("a figure is not taken", () => {
  it.each([
    [
      "that only shares a word where the noun has a figure of its own",
      "涉台公证办了多少件",
      "办理涉港公证66件、办结涉台纠纷41宗。",
    ],
    ["of another body told beside", "调解室多少个", "全市巡回调解工作室增至12个，行业性人民调解组织扩至45个。"],
    ["that only shares the topic", "行政复议受理多少件", "发出行政复议意见建议书7份。"],
    ["of another act", "规范性文件审查多少件", "全区废止和修改行政规范性文件2件。"],
    ["of another level", "全国民主法治示范村有多少个", "36个村获评省级民主法治示范村。"],
    ["of those added, for the total", "法律服务机构多少家", "新增法律服务机构3家。"],
    ["of the total, for those added", "新增法律明白人多少名", "全市共有法律明白人5357名。"],
    ["that counts the noun in front", "配了多少名法制审核人员", "目前6个镇街均已配齐法制审核人员。"],
    ["that counts the noun in front, in their measure word", "配了多少个审核人员", "目前6个镇街均已配齐审核人员。"],
    ["of some of those asked for", "办了几期研讨班", "举办9期基层干部应急能力提升专题研讨班。"],
    ["of money for a count", "调解了多少矛盾纠纷", "调解矛盾纠纷，挽回损失1318万元。"],
    ["of a share for a count", "信访件多少", "信访件按期答复率100%。"],
    ["of another unit", "执法培训多少次", "参加执法培训51人。"],
    ["of what was done, for what was not", "未办结的案件多少件", "办结案件61件。"],
    ["of what was done, for a share that was not", "诉求未办结率", "受理诉求812宗，办结率97.5%。"],
    ["of what failed, for what passed", "抽检合格率", "抽检合格情况：不合格率3.1%。"],
    ["of another kind", "D类企业抽查比例", "A类企业抽查比例为5%。"],
    ["of another proceeding", "信息公开引发的行政诉讼多少件", "因信息公开引发的行政复议9件。"],
    ["of one in so many, for the number of all", "每万人律师", "全县共有律师34名。"],
    ["of a city's honour, for all of them", "民主法治示范村多少个", "命名市级民主法治示范村25个。"],
    ["of two together, for one of them", "公职律师多少名", "外聘法律顾问和公职律师合计143名。"],
    ["of a level, for a difference", "出庭应诉率高出全省平均多少", "出庭应诉率95.1%。"],
    ["of a committee, for its people", "调解员多少", "全市共有人民调解委员会310个。"],
    ["of those helped, for the money", "为农民工追回多少", "为31名农民工追回工资。"],
    ["of a place in a smaller order", "营商环境全国排名第几", "营商环境评价排名全省第4。"],
    ["of a county, for the city", "市级复议机构平均办理时间", "县级复议机构平均办理时间33天。"],
    ["of those reported, for those taken up", "有几条立法建议被采纳", "上报立法建议214条。"],
    ["of the villages, for their advisers", "有多少名律师担任村法律顾问", "62个行政村有法律顾问。"],
    [
      "of those that act, for what was done on an occasion of others",
      "普法活动多少场",
      "19名法律顾问，开展普法活动64场。",
    ],
    ["of what moved beside it", "调解案件比去年多了多少件", "调解案件310件，信访事项64件，比上年增加24件。"],
    ["of a fall, for a rise", "调解案件同比上升多少件", "调解案件310件，同比减少24件。"],
    ["of a part behind a semicolon", "仲裁案件审结多少件", "受理仲裁案件30件；收到复议申请64件，审结51件。"],
    ["that an act over the whole clause narrows", "律师多少名", "新增法律服务机构3家、律师1名。"],
  ])("%s", (_, question, text) => expect(vouches(question, text)).toBe(false));
});
