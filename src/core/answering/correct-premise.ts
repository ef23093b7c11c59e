import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { CitationList } from "./cite.ts";
import type { Draft } from "./compose-answer.ts";
import { MAX_LEAD_CHARS } from "./compose-answer.ts";
import { tellFigure } from "./compose-linked.ts";
import { isOwnResult, onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { askedOf, phraseOf } from "./read-comparison.ts";
import type { TargetGroup } from "./target-groups.ts";

const DIFFERS = "报告所载与问题中的说法不同：";
const BELOW = "跌破|跌到了?|低于|不到|不足|未达到?|没有?达到|没到|达不到|少于|未超过?|没有?超过|不超过";
const ABOVE = "超过了?|突破了?|高于|高达|多达|多于|达到了?|不低于|不少于";
const NUMBER = "(?:百分之)?[\\d.〇零一二两三四五六七八九十百千万亿]+(?:成半?|%|[\\p{sc=Han}])?";
const BOUND = new RegExp(`(?<word>${BELOW}|${ABOVE})(?<number>${NUMBER})`, "u");
const IS_BELOW = new RegExp(`^(?:${BELOW})$`, "u");
/** What the question says to be gone or never to have been. */
const NONE =
  /(?:全部?|都|已经?|被)+(?:给)?(?:撤|取消|解散|裁|停|砍)(?:掉|销|办|光|走)?了?|(?:全|都)没了|一[件个名人场次份例宗]都?(?:没有?|未)\S{0,4}|(?:为什么|为何|怎么)(?:完全)?没有/u;
/** Part of what is counted being gone contradicts no figure. */
const PART = /部分|有的|有些|几个|一些/u;
const ASKS = /为什么|为何|怎么|是不是|是否|真的|听说|据说|难道|已经|居然|竟然|呢|吗|了$/gu;

interface Claim {
  /** The indicator as the question names it. */
  readonly phrase: string;
  readonly unit: string;
  readonly isTrue: (figure: Figure) => boolean;
}

/**
 * Corrects what a question takes for granted of a figure, where the one report that is asked has that figure for sure
 * and it contradicts; null everywhere else.
 */
export function correctPremise(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Draft | null {
  const claim = readClaim(plan);
  const [group, ...others] = groups;
  if (claim === null || group === undefined || others.length > 0 || group.mustSpeakOf !== undefined) return null;
  const [reportRow, ...more] = group.reportRows;
  const report = library.reports[reportRow ?? -1];
  if (report === undefined || reportRow === undefined || more.length > 0) return null;
  const figure = sureFigure(library, reportRow, claim);
  if (figure === null || claim.isTrue(figure)) return null;
  const citations = new CitationList();
  const marker = citations.cite(report, figure.sectionRow, figure.sentence);
  const told = tellFigure({ figure, reportRow }, library.reports);
  const quote = report.text.slice(figure.sentence.start, figure.sentence.end).trim();
  return {
    outcome: "answered",
    lead: `${DIFFERS}${told}`.slice(0, MAX_LEAD_CHARS),
    answer: `${DIFFERS}\n\n${told} [${marker}]\n\n${quote} [${marker}]`,
    citations,
  };
}

function readClaim({ question, slots, sideBySide }: QuestionPlan): Claim | null {
  if (sideBySide !== null || slots.regions.length === 0) return null;
  let words = question;
  for (const { start, end } of [...slots.places].reverse())
    words = `${words.slice(0, start)}${" ".repeat(end - start)}${words.slice(end)}`;
  const bound = BOUND.exec(words);
  const none = PART.test(words) ? null : NONE.exec(words);
  const match = bound ?? none;
  if (match === null) return null;
  // What stands in front of the claim; 为什么没有… has it behind.
  const around = [words.slice(0, match.index), words.slice(match.index + match[0].length)];
  const [phrase = ""] = around.map((part) => phraseOf(part.replace(ASKS, " "))).filter((part) => part !== "");
  if (phrase === "") return null;
  if (bound === null) return { phrase, unit: "", isTrue: ({ value }) => value === 0 };
  const limit = readLimit(bound.groups?.number ?? "");
  if (limit === null) return null;
  const below = IS_BELOW.test(bound.groups?.word ?? "");
  const { value, unit } = limit;
  return { phrase, unit, isTrue: (figure) => (below ? figure.value <= value : figure.value >= value) };
}

const DIGITS = "零一二三四五六七八九十";

/** 六成 is 60%, 六成半 65%; other figures as they are written. */
function readLimit(text: string): { readonly value: number; readonly unit: string } | null {
  const tenths = /^(?<digit>[一二三四五六七八九十\d])成(?<half>半?)$/u.exec(text)?.groups;
  if (tenths?.digit !== undefined) {
    const digit = /\d/u.test(tenths.digit) ? Number(tenths.digit) : DIGITS.indexOf(tenths.digit);
    return { value: digit * 10 + (tenths.half === "" ? 0 : 5), unit: "%" };
  }
  const [figure] = scanFigures(text);
  return figure === undefined || figure.value === null || figure.upper !== undefined
    ? null
    : { value: figure.value, unit: figure.unit };
}

/** The one figure of the report's own place and year that bears the name asked for; null where none or several do. */
function sureFigure(library: Library, reportRow: number, { phrase, unit }: Claim): Figure | null {
  const report = library.reports[reportRow];
  const name = standardNameOf(askedOf(phrase, unit));
  const said = sameWords(phrase);
  const figures = figuresBetween(library, reportRow, { start: 0, end: report?.text.length ?? 0 }).filter(
    (figure) =>
      isOwnResult(figure, report) &&
      (unit === "" ? !/^[%‰]$/u.test(figure.unit) : figure.unit === unit) &&
      ((name !== null && figure.canonical === name) || sameWords(figure.indicator).endsWith(said)),
  );
  const only = onlyFigure(figures);
  return figures.find(({ start }) => start === only?.start) ?? null;
}
