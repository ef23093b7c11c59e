import { sameWords } from "../figures/same-words.ts";
import { type AskedFigure, LINKING_END } from "./asked-figures.ts";
import { unsaid } from "./bind-words.ts";
import { plainWords } from "./unsaid-words.ts";

/** 增幅, 同比上升: what was asked is by how much, and the change itself need not be worded alike. */
const CHANGE = /同比|增速|增幅|增长率?|降幅|(?:增长|提高|上升|下降|降低|增加)了?/gu;
/** 排全省第几: among whom and that it is a place in an order. */
const RANK = /在?全[国省市区县]|排(?:名|行|位|在|到)?|位居|名[列次]|位[列次]|第/gu;
const COUNT_END = /(?:(?:数量|总数|总量|[场人批]次数?|活动|[人宗个场次]数|(?<!案)件[数次]|(?<=案件)数)\s*)+$/u;
/** Words that ask, link, or say that something is there; 的 and 了 where they are no part of a word (标的额). */
const FILLERS =
  /一共|总共|合计|累计|总计|共计|全年|全部|目前|现在|已经|大约|左右|情况|(?:[总共设建现]|[达做办发搞开]到)有|(?:是|有|为|达到?)(?=\s|$)|(?<!标)的|[吗呢呀吧嘛哦啦啊\s，、？?]/gu;
/** 发了几份: a verb of one character stands alone. */
const VERB_DONE = /(\p{sc=Han})[了过]/gu;

/** The runs of words of a question's clause that a figure has to bear, in one form (see `inOneForm`). */
export function wantedWords({ phrase, rank }: AskedFigure, asksChange: boolean): readonly string[] {
  let words = phrase
    .replace(VERB_DONE, " $1 ")
    .replace(LINKING_END, "")
    .replace(COUNT_END, "")
    .replace(LINKING_END, "");
  if (asksChange) words = words.replace(CHANGE, " ");
  if (rank === true) words = words.replace(RANK, " ");
  return (
    inOneForm(words)
      .replace(FILLERS, " ")
      .match(/\p{sc=Han}+|[a-z0-9.]+/gu) ?? []
  );
}

/** What of the wanted words `said` (in one form) does not say; a name may be shortened: 意见书 of 意见建议书, 发改委. */
export function unsaidWords(wanted: readonly string[], said: string): string {
  return unsaid(
    wanted.filter((run) => !(run.length >= MIN_SHORTENED && shortenedTo(run).test(said))),
    said,
  );
}

const MIN_SHORTENED = 3;

function shortenedTo(run: string): RegExp {
  return new RegExp([...run].map((char) => (char === "." ? "\\." : char)).join("\\p{sc=Han}{0,2}"), "u");
}

/** 办案 is 办理案件, 省级 in 省民主法治示范村 is 省; quotation marks and the field's equivalents in one way. */
export function inOneForm(words: string): string {
  return plainWords(sameWords(words))
    .replaceAll("办案", "办理案件")
    .replaceAll("省级", "省")
    .replaceAll("法援", "法律援助");
}
