/**
 * Words that make a question a question and say nothing of its subject. Removed before searching, because
 * 多少, 哪些 or 请问 would otherwise be matched in texts. Each alternative is whole words of everyday Chinese;
 * longer ones first.
 */
const QUESTION_WORDS = new RegExp(
  [
    "请问一下|请问|麻烦问一下|我想(?:问|知道|了解)(?:一下)?|想(?:问|知道|了解)(?:一下)?|帮我(?:查|找|看)(?:一下)?|查一下|告诉我|请列(?:全|出|举)|请(?:概括|总结|列举|说明|介绍)|概括(?:一下)?|总结一下|列举",
    "(?:分别|各|一共|总共|合计|共)?(?:是|有|为|达|达到|占)?(?:百分之几|多少|多大|多高|多长)(?:呢|了)?",
    "(?:是|叫|指的是|指|属于)?(?:什么样|什么名字|什么|啥名字|啥)(?:的|呢)?",
    "(?:[是有在于为由与和被从到对])?哪(?:些|几|个|家|项|部|份|里|儿|位|种|年|天|月|届|次|所|座|一|两|三|四|五|六)(?:个|家|项|种|部分?|份|位|条|样|类型?|点|方面|年|天|届|次|所|座|名|支|本|首|场|段|地)?",
    "(?:[是为由])?谁(?:的)?(?=[?？,，。 ]|$)|何(?:时|地|处|人|种|年|月|日|者|事|物)",
    "(?:是|有)?几(?=个|家|项|种|部|份|位|条|次|场|件|名|人|类|所|处|点|方面)",
    "怎么(?:样|办|说|做|治|讲|回事)?|如何|怎样|为什么|为何|咋(?:样|办)?",
    // 开不开, 管不管用: a verb asked by yes and no.
    "有没有|可不可以|(?<verb>\\p{sc=Han})不\\k<verb>用?|是否|有无",
    "(?:一共|总共|分别|各自|具体)(?:是|有|为)?",
    "谁(?:最)?(?:多|少|高|低)|哪个(?:最)?(?:多|少|高|低|大|小)|(?:相)?比(?:较)?(?:起来)?谁",
    "(?:报告|材料|文件|文中|资料)(?:自己)?(?:里|中|上|内)?(?:面)?(?:说|提到|写|讲|承认|指出|列)(?:了|的|到)?",
    "(?:都|也)?(?:出现|提到|提及|点名)(?:了|过)|这个(?:数字?|指标|数据)",
    "吗|呢|吧|呀|嘛|啊|么(?=[?？,，。 ]|$)",
  ].join("|"),
  "gu",
);

/**
 * The subject of a folded question: question words gone, everything else as it was. When nothing would be
 * left, the question itself.
 */
export function stripQuestionWords(folded: string): string {
  const stripped = folded.replace(QUESTION_WORDS, " ").replace(/\s+/gu, " ").trim();
  return /[\p{L}\p{N}]/u.test(stripped) ? stripped : folded;
}
