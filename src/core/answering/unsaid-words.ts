import { sameWords } from "../figures/same-words.ts";
import { findEverydayWords } from "../search/everyday-words.ts";
import { forEachTerm, isStrongTerm } from "../search/tokenize.ts";

// Words that ask, link or stand for having and doing at all: whether a report says them tells nothing.
export const EMPTY_WORDS =
  /总量|总数|总额|数量|人数|次数|件数|场次数|规模|情况|一共|总共|合计|全年|全部|所有|每年|年度|目前|现在|涉及|可以|能够|已经|累计|当中|其中|拿到|得到|获得|取得|做了|搞了|办了|开了|办到|做到|达到|增加到|增至|扩大到|一年|报告|材料|各级|被?命名为|获评为?|被?评为|荣获|获|称号|排名|名次|位次|排位|位居|排第|第|(?<!村)居(?![民住委家])|占(?![道用地])|排(?![查除污放水练险])|[的了过着在对把被与和跟及或等之其为是有共又还也都到从给让所就才呢吗啊地得个里上中下]/gu;

/** One way of writing, without marks that stand inside names: 村（社区） and 村(社区) and 村社区. */
export function plainWords(text: string): string {
  return sameWords(text)
    .replace(/[（()）“”"《》]/gu, "")
    .replaceAll("村社区", "村居")
    .replaceAll("参加", "参与")
    .replace(/镇街道?(?!道)|街镇/gu, "乡镇街道")
    .replace(/乡乡镇|乡镇乡镇/gu, "乡镇")
    .replace(/帮(?![助扶教工派])/gu, "帮助")
    .replaceAll("新建", "新增");
}

/** The phrase without everyday wordings whose official term is said (放下来 where 下放 stands). */
export function withoutSaidWordings(phrase: string, said: string): string {
  let rest = phrase;
  for (const { wording, terms } of findEverydayWords(phrase))
    if (terms.some((term) => said.includes(sameWords(term)))) rest = rest.replace(wording, " ");
  return plainWords(rest);
}

/** Share of the wanted characters that stand in no pair (or whole number) of the said text. */
export function unsaidShare(wanted: string, said: string): number {
  const total = wanted.replace(EMPTY_WORDS, "").replace(/[^\p{sc=Han}a-z0-9.%]/gu, "").length;
  return total === 0 ? 0 : unsaidChars(wanted, said) / total;
}

/** How many of the wanted characters stand in no pair (or whole number) of the said text. */
export function unsaidChars(wanted: string, said: string): number {
  let unsaid = 0;
  for (const [run] of wanted.replace(EMPTY_WORDS, " ").matchAll(/[\p{sc=Han}]+|[a-z0-9.%]+/gu)) {
    if (!/\p{sc=Han}/u.test(run)) unsaid += said.includes(run) ? 0 : run.length;
    else unsaid += [...run].filter((_, at) => !pairsAt(run, at).some((pair) => said.includes(pair))).length;
  }
  return unsaid;
}

/** The pairs that a character of a run stands in; the character itself where it stands alone. */
function pairsAt(run: string, at: number): string[] {
  if (run.length === 1) return [run];
  return [run.slice(at - 1, at + 1), run.slice(at, at + 2)].filter((pair) => pair.length === 2);
}

/** True when a content word of the wanted text is said, or it has none. */
export function sharesPair(wanted: string, said: string): boolean {
  const content = wanted.replace(EMPTY_WORDS, " ");
  let pairs = 0;
  let found = false;
  const saidTerms = new Set<number>();
  forEachTerm(said, (term) => saidTerms.add(term));
  forEachTerm(content, (term) => {
    if (!isStrongTerm(term)) return;
    pairs++;
    if (saidTerms.has(term)) found = true;
  });
  return found || pairs === 0;
}
