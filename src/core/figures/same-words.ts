/** Different words for the same act or measure, written as the first of each group by `sameWords`. */
const SAME: readonly (readonly string[])[] = [
  ["受理", "接到", "接收", "收到", "接件"],
  ["办结", "审结", "处理完", "办完", "结案", "已结"],
  ["准期", "准时", "按时", "按期", "如期"],
  ["率", "比率", "比例", "占比"],
  ["审查", "审核"],
  ["培训", "轮训"],
  ["新增", "新设"],
  ["制定", "出台", "颁布", "制发"],
  ["增长", "上升", "提高", "提升"],
  ["下降", "减少"],
  ["满意率", "满意度"],
  ["办理", "承办", "查办"],
  ["入选", "入围", "选为"],
  ["群众", "老百姓", "市民", "村民", "居民"],
  ["举办", "举行", "召开", "开展"],
  ["采纳", "采用", "采信"],
  ["全国", "国家级"],
  ["上报", "报送"],
  ["法治宣传", "普法宣传", "普法"],
  ["发展改革委", "发改委"],
  ["标的额", "标的总额", "标的金额"],
  ["农民工", "民工"],
];

const FIRST_OF = new Map(SAME.flatMap((group) => group.map((word) => [word, group[0] ?? word] as const)));
/** Longest first; the first words are among them, so that no other is found inside one: 民工 in 农民工. */
const ANY = new RegExp([...FIRST_OF.keys()].sort((a, b) => b.length - a.length).join("|"), "gu");

/** A text with the field's equivalents written in one way, so that 审结 and 办结 compare alike. Not length-preserving. */
export function sameWords(text: string): string {
  return text.replace(ANY, (word) => FIRST_OF.get(word) ?? word);
}
