import { sameWords } from "../figures/same-words.ts";

// Words that narrow what a figure counts; one that the question does not say makes it another figure. An act
// reaches over all items of its clause (新增机构3家、律师1名), a noun only over its own.
const NARROWING_ACTS =
  "备案|(?<=审[查核议]|验收|评审|考[核试])通过|新增|新建|新命名|废止|修改|修订|协助|参与|网上|线上|远程|巡回|上门|同比";
const NARROWING_NOUNS =
  "试点|首批|第一批|暑期|寒假|草案|候选|其中|不合格|不及格|不予|减轻|免予|公示|首违|涉企|涉外|涉侨|涉港|农民工|民事|刑事|未成年|电话|(?:播放|点击|阅读|浏览)(?=量)|公职(?=律师)|省级|全国(?!人大|政协)|国家级|市级(?!部门|单位|机关|层面|行政)|县级|每[村镇县区街社乡]|每个|人均|户均|每[百千万]人";
export const ACTS = new RegExp(NARROWING_ACTS, "gu");
const NOUNS = new RegExp(NARROWING_NOUNS, "gu");
export const NARROWING = new RegExp(`${NARROWING_ACTS}|${NARROWING_NOUNS}`, "gu");

/** Whether a word narrows the figure, or the question, to something that the other does not say: 涉外, 新增, 省级. */
export function narrowedApart(own: string, asked: string, question = asked): boolean {
  return narrows(NARROWING, own, asked) || narrows(NARROWING, question, own);
}

/** Whether a noun makes the figure one of a part that the question does not name: 暑期, 试点; 网上 only tells how. */
export function isOfUnaskedPart(own: string, question: string): boolean {
  return narrows(NOUNS, own, question);
}

/** Whether a question names an act that the figure's own words do not: 废止和修改 of a figure that counts 修改 alone. */
export function narrowsByActs(question: string, own: string): boolean {
  return narrows(ACTS, question, own);
}

/** 每个村 is 每村. */
const EACH = /每个?一?个?(?=[村镇县区街社乡户人])/gu;

/** True when `own` has one of the words that `other` does not say. */
export function narrows(words: RegExp, own: string, other: string): boolean {
  const said = sameWords(other)
    .replaceAll("暑假", "暑期")
    .replaceAll("新建", "新增")
    .replaceAll("参加", "参加参与")
    .replaceAll("来电", "来电电话")
    .replace(/(?<=[为获评])省(?=民主|先进|优秀|模范|示范|重点|最美)/gu, "省级")
    .replace(EACH, "每");
  return [...sameWords(own).replace(EACH, "每").matchAll(words)].some(
    ([word]) => !said.includes(sameWords(word).replace("新建", "新增")),
  );
}
