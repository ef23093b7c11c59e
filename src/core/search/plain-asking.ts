/** 意见书(建议书), 多少件(份): the same by another name, which ends alike, or by another measure word. */
const OTHERWISE =
  /((\p{sc=Han})|(?:多少|几)[件宗份个名场次])[（(](?:\p{sc=Han}{1,5}(?:\2)|[件宗份个名人场次批]{1,2})[）)]/gu;
/** ，两边数字和单位各是什么: asks how many. */
const NUMBERS =
  /(?<=[，,])(?:两边|两地|双方|各自)?的?(?:数字|数值|数据)(?:和单位|及单位|、单位)?(?:各自|各|分别)是(?:什么|啥)/gu;

/** A folded question with what it asks said once, and a number asked for with 多少. */
export function plainAsking(question: string): string {
  return question.replace(OTHERWISE, "$1").replace(NUMBERS, "分别是多少");
}
