import { describeFigure } from "../figures/describe-figure.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { narrowedApart } from "./vouch-figure.ts";

const CLAUSE_END = /[，。；！？\n]/u;
/** Words that ask whether, and count nothing out. */
const EMPTY =
  /属实|正确|准确|真的|没错|一共|总共|总计|全部(?=是|为|有)|达到了?|大约|大概|左右|已经|确实|的确|实现了?|做到了?|完成了?|共有|占比?|比例|数量|件数|人数|次数|案件|办了|办理|开展了?/gu;
/** Taken in, taken up, brought to an end: one is not another. */
const STAGES: readonly RegExp[] = [
  /收到|收案|收件|接收|接到|新收|接件/u,
  /受理|立案/u,
  /办结|审结|结案|了结/u,
  /采纳|采用|采信/u,
];
/** 全国, 全市: over which all, 都是 and 均: that each of them is. */
const SCOPE = /全[国省市区县州旗镇乡]/gu;
/** 顾问和律师合计, 废止和修改, 确认违法、撤销、责令履行: of several together. */
const TOGETHER = /以及|[和与及、]|或者?/u;
/** （含合同审查意见）: some of them, not all. */
const INCLUDING = /[（(](?:含|包括|其中)[^（）()]*[）)]/gu;
/** 压减到213项: what is left, not what was taken off. */
const MOVED_TO = /(?:减少?|压缩|增加?|降低?|上?升|提高|扩大|扩展)[到至]$/u;
const MAX_MORE_CHARS = 4;

/**
 * Whether a report bears out all that a question says of a figure (`said`), so that a bare yes is true: its words stand in
 * the figure's own words or its clause, at the same stage, and of no several things together of which the question names
 * one. `question` is the whole of it, folded. The amount is compared elsewhere.
 */
export function bearsOut(figure: Figure, report: Report, said: string, question: string): boolean {
  const clause = clauseOf(figure, report);
  const told = `${describeFigure(figure)} ${figure.canonical ?? ""} ${clause}`.replace(INCLUDING, " ");
  const asked = said.replace(EMPTY, " ");
  if (unsaid(contentOf(asked.replace(SCOPE, " ")), sameWords(told)) !== "") return false;
  if (STAGES.some((stage) => stage.test(said) && !stage.test(told))) return false;
  if (narrowedApart(describeFigure(figure), said)) return false;
  const isCount = !/^[%‰]$/u.test(figure.unit);
  if (isCount && MOVED_TO.test(report.text.slice(0, figure.start)) && !/[到至为]/u.test(question)) return false;
  const [all] = question.match(SCOPE) ?? [];
  if (all !== undefined && !isWhole(all, report, told)) return false;
  return !tellsTogether(figure.indicator, said);
}

/** Whether a figure's own words say little more than the question: they are of the same thing. */
export function isSameThing(figure: Figure, name: string | null, said: string): boolean {
  if (name !== null && figure.canonical === name) return true;
  return unsaid(contentOf(figure.indicator.replace(EMPTY, " ")), sameWords(said)).length <= MAX_MORE_CHARS;
}

function clauseOf({ start, end }: Figure, { text }: Report): string {
  const before =
    text
      .slice(Math.max(0, start - 200), start)
      .split(CLAUSE_END)
      .at(-1) ?? "";
  return before + text.slice(start, end) + (text.slice(end, end + 80).split(CLAUSE_END)[0] ?? "");
}

/** 全市 of a city's report needs no saying again; 全国 does, and 全市 where a district speaks. */
function isWhole(all: string, { identity }: Report, told: string): boolean {
  return told.includes(all) || (identity.region.value ?? "").endsWith(all.slice(1));
}

/** Whether the words are of several things together that the question does not name all. */
function tellsTogether(indicator: string, said: string): boolean {
  const parts = indicator.split(TOGETHER);
  return parts.length > 1 && parts.some((part) => unsaid(contentOf(part), sameWords(said)) !== "");
}
