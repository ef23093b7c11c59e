import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../../adapters/opencc-script-converter.ts";
import { applyEdits, mapUnchanged } from "../offset-map.ts";
import { blankLines, lastLineEnd } from "./blank-lines.ts";
import { brokenFigures } from "./broken-figures.ts";
import { brokenGlosses } from "./broken-glosses.ts";
import { confirmedReplacements } from "./confirmed-replacements.ts";
import { htmlRemains } from "./html-remains.ts";
import { invisibleCharacters } from "./invisible-characters.ts";
import { lineEnds } from "./line-ends.ts";
import { pageBreaks } from "./page-breaks.ts";
import { pinyinGlosses } from "./pinyin-glosses.ts";
import { brackets, punctuation } from "./punctuation.ts";
import { quoteForms, quotes } from "./quotes.ts";
import type { RepairStep } from "./repair-step.ts";
import { shiftedBytes } from "./shifted-bytes.ts";
import { siteFurniture } from "./site-furniture.ts";
import { spaceRuns, spaces } from "./spaces.ts";
import { tableRows } from "./table-rows.ts";
import { traditionalScript } from "./traditional-script.ts";
import { unicodeForms } from "./unicode-forms.ts";

const converter = createOpenccScriptConverter();
const run = (step: RepairStep, text: string, replacements = {}): string =>
  applyEdits(mapUnchanged(text), step.findEdits(text, { converter, replacements })).text;

describe("repair steps", () => {
  it.each<[RepairStep, string, string]>([
    [
      tableRows,
      "地区|案件（件）|率（%）\n甲区|96|95.2\n乙区|74|—\n",
      "地区｜案件（件）｜率（%）\n甲区｜96｜95.2\n乙区｜74｜—\n",
    ],
    [tableRows, "| 地区 | 案件 |\n| --- | :---: |\n| 甲区 | 96 |\n", "地区｜案件\n甲区｜96\n"],
    [
      tableRows,
      "见表：\n\t立案（件）\t罚款\n食品\t734\t\n药品\t212\t297.4\n完。",
      "见表：\n｜立案（件）｜罚款\n食品｜734｜\n药品｜212｜297.4\n完。",
    ],
    [
      tableRows,
      "指标      2022年    2023年\n收到（件）   612       874\n",
      "指标｜2022年｜2023年\n收到（件）｜612｜874\n",
    ],
    // Names in columns, menus, indents and figures in a sentence are no tables.
    [tableRows, "首页 | 新闻 | 公开\n登录 | 注册 | 帮助\n", "首页 | 新闻 | 公开\n登录 | 注册 | 帮助\n"],
    [
      tableRows,
      "\u3000\u3000办理案件 12 件。\n\u3000\u3000培训  30 人。\n",
      "\u3000\u3000办理案件 12 件。\n\u3000\u3000培训  30 人。\n",
    ],
    [lineEnds, "\ufeff甲\r\n乙\r丙\u2028丁\n", "甲\n乙\n丙\n丁\n"],
    [
      htmlRemains,
      "&nbsp;法治&#12288;政府&amp;ldquo;建设&rdquo;&#x3002;</p><p class='a'>下一段<br/>另起<b>重点</b>",
      " 法治\u3000政府“建设”。\n下一段\n另起重点",
    ],
    [htmlRemains, "R&D投入与AT&T，<条例>，a<b，&unknown;", "R&D投入与AT&T，<条例>，a<b，&unknown;"],
    [invisibleCharacters, "法\u2066治\u{e0100}政\u{f0001}府\ue5e5", "法治政府"],
    [invisibleCharacters, "法\u200b治\u00ad政\ufeff府\u0007", "法治政府"],
    [unicodeForms, "２０２４年Ａ级９８．５％", "2024年A级98.5%"],
    [unicodeForms, "５０﹪，﹁甲﹂，﹙乙﹚，中心﹒驿站", "50%，「甲」，（乙），中心·驿站"],
    [unicodeForms, "⼯作⻚⾯，①㎡（甲）～乙", "工作页面，①㎡（甲）～乙"],
    [unicodeForms, "設(she\u0300)", "設(shè)"],
    [pinyinGlosses, "設(shè)立區(qū)級機（jī）構(gòu)，他們(men)來", "設立區級機構，他們來"],
    [
      pinyinGlosses,
      "增速(GDP)、鎮(街道)、計劃(2023-2025年)、工具(ai)、部門(men)",
      "增速(GDP)、鎮(街道)、計劃(2023-2025年)、工具(ai)、部門(men)",
    ],
    [pinyinGlosses, "建设（ shè ）、区 [qū]级、規(guī)範，設(shè)(shè)備", "建设、区 级、規範，設備"],
    [
      pinyinGlosses,
      "厦门(Xiamen)、厦门(xiàmén)、陕西(Shǎnxī)、甪(lù)直",
      "厦门(Xiamen)、厦门(xiàmén)、陕西(Shǎnxī)、甪(lù)直",
    ],
    [
      pinyinGlosses,
      "甪(lù)直、浒(xǔ)墅关、盱(xū)眙(yí)、浚(xùn)县和鄄(juàn)城五地的调解员交流做法，看望歙(shè)县群众，办理案件30件，其中调解结案12件，来信来访按期办结，群众反映问题当场登记、限期答复，一件不落。各镇每月把结果张贴在公开栏里，由群众代表当面评议，评议不好的重新办理，直到满意为止，全年共评议四次，重新办理三件，镇里的办事窗口周末也开着，来的人不用请假，顺路就能问清楚。",
      "甪(lù)直、浒(xǔ)墅关、盱(xū)眙(yí)、浚(xùn)县和鄄(juàn)城五地的调解员交流做法，看望歙(shè)县群众，办理案件30件，其中调解结案12件，来信来访按期办结，群众反映问题当场登记、限期答复，一件不落。各镇每月把结果张贴在公开栏里，由群众代表当面评议，评议不好的重新办理，直到满意为止，全年共评议四次，重新办理三件，镇里的办事窗口周末也开着，来的人不用请假，顺路就能问清楚。",
    ],
    // Among the common ones of a machine every gloss is a machine's.
    [pinyinGlosses, "浒(xǔ)墅关設(shè)区(qū)級機(jī)构", "浒墅关設区級機构"],
    [pinyinGlosses, "浒(xǔ)墅关設(shè)", "浒(xǔ)墅关設"],
    [pinyinGlosses, "法(fǎ)治(zhì)政(zhèng)府(fǔ)依(yī)法(fǎ)行(xíng)政(zhèng)", "法治政府依法行政"],
    [brokenGlosses, "提前介入?yún)^(qū)政府，協(xié)作", "提前介入區政府，協(xié)作"],
    [brokenGlosses, "本区提前介入？yún）^（qū）政府", "本区提前介入区政府"],
    [brokenGlosses, "提前介入\ufffdyún)^(qū)政府", "提前介入区政府"],
    [brokenGlosses, "市區(qū)內進入?yún)^(qū)政府", "市區(qū)內進入區政府"],
    [brokenGlosses, "這是什么?ok)^好", "這是什么?ok)^好"],
    [shiftedBytes, "獲優秀獎?!丁胺ㄖ巫o法項目》，法治", "獲優秀獎。《“法治護法項目》，法治"],
    [htmlRemains, "案件120<sup>1</sup>件，一<sup>a</sup>", "案件120¹件，一a"],
    [traditionalScript, "乾务镇和於潜镇、昇腾公司", "乾务镇和於潜镇、昇腾公司"],
    [traditionalScript, "斗門區乾務鎮開展監督", "斗门区乾务镇开展监督"],
    [siteFurniture, "一、政务服务\n全年办理案件88件。\n", "一、政务服务\n全年办理案件88件。\n"],
    [brokenFigures, "1 .15个部门参与，满意率98 . 5 %，投资1 .5亿元", "1 .15个部门参与，满意率98.5 %，投资1.5亿元"],
    // A form of a radical stands behind the letter.
    [shiftedBytes, "獲優秀獎?!丁胺ㄖ巫o⾏業項目》，法治", "獲優秀獎。《“法治護⾏業項目》，法治"],
    // Out of step up to the end of the line; what the text does not tell elsewhere stays open.
    [
      shiftedBytes,
      "全市?岢忠婪ㄐ姓\ue480娣吨捶ㄐ形\ue002?\n坚持规范行为，改进",
      "全市坚持依法行政规范执法行为，\n坚持规范行为，改进",
    ],
    [
      shiftedBytes,
      "大会提出?辛ν平\ue268\ue47f\ue1ad澳茏\ue010?\n下一段",
      "大会提出\ufffd力推进政府职能转\ufffd\n下一段",
    ],
    [shiftedBytes, "能不能办?看APP就行。", "能不能办?看APP就行。"],
    [traditionalScript, "法治政府建設與著作權保護", "法治政府建设与著作权保护"],
    [traditionalScript, "简体文字里的於潜镇和乾元镇保持原样", "简体文字里的於潜镇和乾元镇保持原样"],
    [siteFurniture, "首页 > 政务公开\n正文说明情况。\n版权所有：某市政府 网站标识码：4400000000", "\n正文说明情况。\n"],
    [siteFurniture, "正文结束。 版权所有：某市政府 粤ICP备12345678号", "正文结束。"],
    [
      siteFurniture,
      "本市推进法治建设。\n咨询电话：12345\n主办单位：某局\n群众反映良好。\n咨询电话：12345\n",
      "本市推进法治建设。\n咨询电话：12345\n主办单位：某局\n群众反映良好。\n\n",
    ],
    [
      siteFurniture,
      "索引号：0001/2025-2 分类：法治建设 公开方式：主动公开\n正文说明情况。\nCopyright © 2025 某市政府 All Rights Reserved",
      "\n正文说明情况。\n",
    ],
    [pageBreaks, "各部门推进依法行政，并规范行政执\n- 3 -\n法行为。\n", "各部门推进依法行政，并规范行政执法行为。\n"],
    [pageBreaks, "各部门推进依法行政。\n\n第 3 页 共 15 页\n\n二、监督\n", "各部门推进依法行政。\n\n二、监督\n"],
    [
      pageBreaks,
      "某市报告\n第一段说完。\n某市报告\n— 1 —\n第二段说完。\n某市报告\n— 2 —\n第三段说完。\n",
      "某市报告\n第一段说完。\n第二段说完。\n第三段说完。\n",
    ],
    [
      pageBreaks,
      "某某市二〇二四年度法治建设情况报告\n- 1 -\n全市推进。\n",
      "某某市二〇二四年度法治建设情况报告\n全市推进。\n",
    ],
    [pageBreaks, "第三页\n3\n2024\n", "第三页\n3\n2024\n"],
    [brokenFigures, "办结98 . 5 %，1 - 11 月办理1 234 件，增长 + 5%", "办结98.5 %，1-11 月办理1234 件，增长 +5%"],
    [brokenFigures, "办理12，345件，挽回1, 234.5万元", "办理12,345件，挽回1,234.5万元"],
    [
      brokenFigures,
      "分别为73，167条，2023 100件，12345 678件\n任务如下：\n1. 2023年\n甲镇 12 345 件",
      "分别为73，167条，2023 100件，12345 678件\n任务如下：\n1. 2023年\n甲镇 12 345 件",
    ],
    [siteFurniture, "办公电话：12345678 传真：12345679", "办公电话：12345678 传真：12345679"],
    [siteFurniture, "首页 > 政务公开\n版权所有：某市政府", "\n"],
    [
      siteFurniture,
      "公布举报电话：12345，方便群众联系我们反映问题。",
      "公布举报电话：12345，方便群众联系我们反映问题。",
    ],
    ...[
      "网站标识码整改：完成12个网站备案号核查",
      "全年受理热线：56789件",
      "受理复议 访问量：45 发布时间：2023年 来源：司法局",
      "举报电话：12345，全年受理投诉举报3000件",
      "来源：全市审计数据，点击量1200次",
      "主办单位：市司法局，参加人数：2000人",
      "当前位置：全市共开展检查1,204次",
    ].flatMap((line): [RepairStep, string, string][] => [
      [siteFurniture, line, line],
      [siteFurniture, `全市推进法治建设。\n${line}\n`, `全市推进法治建设。\n${line}\n`],
      [siteFurniture, `${line}\n全市推进法治建设。\n`, `${line}\n全市推进法治建设。\n`],
    ]),
    ...[
      "相关链接 中国政府网 某省人民政府网",
      "友情链接：中国人大网 | 国家行政服务平台",
      "受理举报电话：0750-12345678 网站地图",
      "来源：某市司法局 浏览次数：1200次",
      "互联网违法和不良信息举报受理电话：12377",
    ].map((line): [RepairStep, string, string] => [
      siteFurniture,
      `全市推进法治建设。\n某市司法局\n${line}\n`,
      "全市推进法治建设。\n某市司法局\n\n",
    ]),
    [siteFurniture, "全市推进法治建设\n相关链接 中国政府网\n浏览次数：12\n", "全市推进法治建设\n\n浏览次数：12\n"],
    [quoteForms, "打造「法潤」品牌，<<条例>>", "打造“法潤”品牌，《条例》"],
    [quotes, '打造"快办"和”好办“', "打造“快办”和“好办”"],
    [quoteForms, "打造'快办'和≪办法≫，“做到'应办尽办'”", "打造“快办”和《办法》，“做到‘应办尽办’”"],
    [quoteForms, "了解更多>>点这里", "了解更多>>点这里"],
    [quotes, "误传“某湾“干涸”现象”", "误传“某湾“干涸”现象”"],
    [quotes, "打造“快办“和”好办”", "打造“快办”和“好办”"],
    [quotes, "缺一个“引号的句子", "缺一个“引号的句子"],
    [brackets, "村(社区)和(GDP)、计划(2023-2025年)", "村（社区）和(GDP)、计划(2023-2025年)"],
    [punctuation, "办理1,024件,占98.82%,完成;说明:好?", "办理1,024件，占98.82%，完成；说明：好？"],
    [punctuation, "分别为1613,167条;网址https://a.cn,时间9:30", "分别为1613，167条；网址https://a.cn，时间9:30"],
    [punctuation, "提高水平.加强管理 example.com", "提高水平。加强管理 example.com"],
    [spaces, "接入15 個專題,通過 “平台” 办理98.5 %\u3000", "接入15個專題,通過“平台”办理98.5%"],
    [spaces, "年份2023 2024 和 AI 2.0", "年份2023 2024和AI 2.0"],
    [spaceRuns, "A\u00a0B   C", "A B C"],
    [blankLines, "\n\n甲\n\n\n乙", "甲\n乙"],
    [lastLineEnd, "甲\n乙", "甲\n乙\n"],
  ])("%o", (step, before, after) => {
    expect(run(step, before)).toBe(after);
  });

  it("replaces confirmed words only, the longer first", () => {
    const replacements = { 赌场体育: "政务服务", 赌场: "窗口" };
    expect(run(confirmedReplacements, "推进赌场体育，设赌场", replacements)).toBe("推进政务服务，设窗口");
    expect(run(confirmedReplacements, "推进赌场体育")).toBe("推进赌场体育");
  });
});
