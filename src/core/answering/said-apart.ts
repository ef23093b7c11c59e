import { sameWords } from "../figures/same-words.ts";
import type { Answer } from "../model/answer.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { splitClauses } from "./narrow-sentence.ts";
import type { QuestionPlan } from "./plan-question.ts";

/** 非涉外公证; 非诉, 非遗 and the like are words of their own. */
const NOT_OF =
  /(?<!除|是|并|而|莫|无)非(?!法|诉|遗|公|税|常|现场|机动|强制|羁押|接触|营利|物质|正常|凡|经|但|洲)(?<what>\p{sc=Han}{2})/u;
/** 走访入户以外, 不含农民工: all but a part. */
const BUT_FOR = /(?:除(?:了|开|去)?|不含|不包括|不算|扣除|剔除)\p{sc=Han}{2}|\p{sc=Han}{2}(?:以外|之外)/u;
const LEAVES_OUT = /除|不含|不包括|不算|扣除|剔除|以外|之外|其他|其余/u;
const AT_LEAST = /以上|不少于|不低于|超过/u;
const AT_MOST = /以下|以内|不足|不满|不超过|少于/u;
/** 审结的占受理的比例, 占多少. */
const SHARE_OF = /占[^，,。？?；;]{0,14}?(?:比例|比重|百分|几成|多少|[？?]|$)/u;
const TELLS_SHARE = /占|比例|比重|其中/u;
/** 个人第几 and 团体第二: prizes and ranks of one, and of a team. */
const OF_ONE = /个人(?!信息|所得|隐私|破产|调解)/u;
const OF_TEAM = /团体|集体|代表队|团队/u;
const WINS = /第几|名次|排名|奖|[冠亚季]军/u;

/**
 * Whether the one figure that an answer leads with is of another part than its question asks for: of what 非… or 以外
 * leaves out, of those under a bound for those over it, a team's rank for one person's, or a rate where a share of one thing in another is asked. What is
 * asked as a share has to be told as one beside the figure.
 */
export function saidApart(
  { lead, citations, label }: Answer,
  { question, comparison, figures }: QuestionPlan,
): boolean {
  if (figures.length === 0 || comparison || label === "由多份报告计算") return false;
  const [first, ...others] = scanFigures(lead.split("（")[0] ?? "");
  if (first === undefined || others.length > 0) return false;
  const clauses = citations.flatMap(({ quote }) =>
    splitClauses(quote)
      .map(({ start, end }) => quote.slice(start, end))
      .filter((clause) => clause.includes(first.text)),
  );
  const said = sameWords(clauses.join(" "));
  if (said === "") return false;
  const what = NOT_OF.exec(question)?.groups?.what;
  if (what !== undefined && !said.includes(`非${sameWords(what)}`)) return true;
  if (BUT_FOR.test(question) && !LEAVES_OUT.test(said)) return true;
  if (AT_LEAST.test(question) && AT_MOST.test(said) && !AT_LEAST.test(said)) return true;
  if (AT_MOST.test(question) && AT_LEAST.test(said) && !AT_MOST.test(said)) return true;
  if (WINS.test(question) && isOtherWinner(question, said)) return true;
  return first.unit === "%" && SHARE_OF.test(question) && !TELLS_SHARE.test(said);
}

function isOtherWinner(question: string, said: string): boolean {
  const [one, team] = [OF_ONE.test(question), OF_TEAM.test(question)];
  if (one === team) return false;
  return one ? OF_TEAM.test(said) && !OF_ONE.test(said) : OF_ONE.test(said) && !OF_TEAM.test(said);
}
