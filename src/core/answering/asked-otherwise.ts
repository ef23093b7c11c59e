import { sameWords } from "../figures/same-words.ts";
import type { Answer, Citation } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { toldChange } from "./told-change.ts";

const MOVE =
  "(?:增[加长]?|上?升|攀升|回升|提[高升]|涨|新增|下?降低?|下滑|回落|减[少轻]?|跌|压减|压缩|缩短|缩减|精简|收回|多(?:办|收|出)?|少(?:办|收|花|跑)?|快|慢|[高低]出?)";
/** Verbs that tell a move without 了, too. */
const ALONE = "(?:增[加长]|上升|提[高升]|涨|下降|降低|减少|压减|压缩|缩短|缩减|收回)";
/** 升了几个百分点, 缩短多少天, 多办了几件: how far something moved. */
const ASKS_MOVE = new RegExp(`(?<![至最更较])${MOVE}[了出]+(?:多少|几(?!乎))|${ALONE}(?:多少|几(?!乎))`, "u");
/** Told of a figure right in front of it; 缩短至3.6天 tells where it came to. */
const MOVED = new RegExp(`${MOVE}(?:了|出|幅度?|幅为|率为?|比例为?|近|约|超过?|逾|达)*$`, "u");
const ASKS_GAP = /相差|之差|差(?:了|距(?:是|为|有)?)?(?:多少|几(?!乎))/u;
const ASKS_WHICH =
  /(?:和|与|跟|还是|、)[^，,。？?；;]{2,}(?:哪一?个|哪项|哪样|哪种|谁|哪边)更?(?:高|低|多|少|大|小|快|慢)/u;

const NOT_THE_MOVE = "报告所载的数如下，不是所问的变化量：";
const NOT_THE_GAP = "报告没有写明相差多少，查到的一项：";
const NOT_COMPARED = "只查到其中一项，不能比较：";

/**
 * What has to be said in front of an answer that leads with one figure where its question asks how far something moved,
 * how far two things lie apart, or which of two is more, and the figure is none of these; "" where nothing has to.
 */
export function openingOfOther(
  { lead, citations, label }: Answer,
  { question, comparison }: QuestionPlan,
  reports: readonly Report[],
): string {
  if (label === "由多份报告计算") return "";
  const [head = ""] = lead.split("（");
  const [first, ...others] = scanFigures(head);
  if (first === undefined || others.length > 0 || first.start > 0) return "";
  const asked = sameWords(question);
  if (ASKS_GAP.test(asked)) return isTold(/差[距额]?(?:为|是|了|达)?$/u) ? "" : NOT_THE_GAP;
  // Told of each: 95.2%（望潮区…）；91.8%（桐浦区…）.
  if (ASKS_WHICH.test(asked)) return /）；\d/u.test(lead) ? "" : NOT_COMPARED;
  if (comparison || !ASKS_MOVE.test(asked) || isTold(MOVED)) return "";
  const moved = citations.flatMap((citation) => moveOf(citation, first, reports))[0];
  return moved === undefined ? NOT_THE_MOVE : `报告写的变化是“${moved}”，所载的数：`;

  function isTold(words: RegExp): boolean {
    const { text = "" } = first ?? {};
    return citations.some(({ quote }) =>
      placesOf(quote, text).some((at) => words.test(sameWords(quote.slice(Math.max(0, at - 12), at)).trimEnd())),
    );
  }
}

/** The move that a report tells right beside the figure, in its words. */
function moveOf({ reportId, start, end, quote }: Citation, { text, unit }: ScannedFigure, reports: readonly Report[]) {
  const report = reports.find(({ id }) => id === reportId);
  if (report === undefined) return [];
  return placesOf(quote, text).flatMap((at) => {
    const figure = { start: start + at, end: start + at + text.length, sentence: { start, end }, unit };
    return toldChange(report, figure)?.amount?.words ?? [];
  });
}

function placesOf(quote: string, text: string): number[] {
  const places: number[] = [];
  for (let at = quote.indexOf(text); text !== "" && at >= 0; at = quote.indexOf(text, at + 1)) places.push(at);
  return places;
}
