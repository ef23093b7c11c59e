import { describeFigure } from "../figures/describe-figure.ts";
import { findEverydayConcepts } from "../search/everyday-concepts.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import { isStrongTerm, tokenize } from "../search/tokenize.ts";
import { contradicts } from "./denials.ts";
import { standardNameOf } from "./disclosed-figure.ts";
import { everydayTerms, type LinkedFigure } from "./link-figures.ts";
import { NARROWING, narrowedApart, narrows } from "./narrowing.ts";
import type { QuestionPlan } from "./plan-question.ts";

/**
 * Below these shares a question is in everyday words: of its pairs of characters that stand anywhere in the reports, and
 * of its weight in any one sentence. A question in the reports' own words that finds them nowhere asks for what is not
 * disclosed, however near another figure may be.
 */
const EVERYDAY_KNOWN = 0.55;
const EVERYDAY_COVERAGE = 0.5;

/**
 * Chance that the best figure is the one meant: a logistic regression on the questions that the weights of the link were
 * learned on (`docs/decisions/2026-11-linking-figures.md`).
 */
const CHANCE = {
  certainty: 2.1,
  ownMeaning: 3.9,
  sentenceMeaning: 1.2,
  unit: 1.6,
  official: 1.9,
  known: -2.6,
  covered: 3.5,
  base: -2.9,
};
const SURE = 0.6;
/**
 * From here on the nearest figure's sentence is worth a reader's look: of 143 everyday questions about figures that were
 * declined, 46 pass, and in 41 of these the figure asked for stood in what is shown
 * (`docs/decisions/2026-11-linking-figures.md`).
 */
const NEAR_OWN_WORDS = 0.05;
const NEAR_OWN_MEANING = 0.314;

/** What came of a thing: a figure of how often it came about is no figure of how often it was tried. */
const RESULTS: readonly (readonly [asked: RegExp, told: RegExp])[] = [
  [/输|败诉/u, /败诉|纠错|撤销|违法/u],
  [/赢|胜诉/u, /胜诉|维持|驳回/u],
  [/满意|舒心|好评/u, /满意|好评/u],
  [/[劝说讲调谈]成|讲和|劝和|和好/u, /成功|化解|达成|和解|调解/u],
];

/** The figure that an everyday question most likely means; undefined where that is not sure, or it was asked officially. */
export function surelyLinked(
  searchable: SearchableLibrary,
  plan: QuestionPlan,
  linked: readonly LinkedFigure[],
): LinkedFigure | undefined {
  const [best] = linked;
  if (best === undefined || best.features.unit === 0) return undefined;
  const own = describeFigure(best.figure);
  const officially = everydayTerms(plan.question).flat();
  if (narrowedApart(own, [plan.question, ...officially].join(" "), plan.question)) return undefined;
  if (isApart(searchable, plan, best)) return undefined;
  const known = knownShare(searchable, plan);
  const covered = linked.reduce((most, { features }) => Math.max(most, features.sentence), 0);
  if (known >= EVERYDAY_KNOWN || covered >= EVERYDAY_COVERAGE) return undefined;
  const official = Math.max(0, ...officially.map((term) => shareOf(own, term)));
  return chanceOf(best, official, known, covered) >= SURE ? best : undefined;
}

/**
 * Whether a figure near to the question is known to be of something else: another department, another thing or result, or one that its sentence does not tell of.
 */
function isApart(searchable: SearchableLibrary, plan: QuestionPlan, best: LinkedFigure): boolean {
  const { question } = plan;
  const own = describeFigure(best.figure);
  const around = `${own} ${sentenceOf(searchable, best)}`;
  if (isOfOtherDepartment(plan, searchable.fold(around))) return true;
  if (plan.figures.some(({ phrase }) => contradicts(own, phrase))) return true;
  // 证据保全 is asked: a figure of 公证 whose sentence does not tell of it is of all of them.
  if (!findEverydayConcepts(question).every((terms) => terms.some((term) => around.includes(term)))) return true;
  // 涉外公证 is asked: a sentence of 公证 alone tells of all of them.
  if (narrows(NARROWING, question, around)) return true;
  // 其中遗嘱公证占多少: a sentence that says nothing of this part tells of the whole.
  const part = OF_WHOLE.exec(question)?.[1];
  if (part !== undefined && !around.includes(part)) return true;
  return RESULTS.some(([asked, told]) => asked.test(question) && !told.test(own));
}

/**
 * Whether the figures nearest to an everyday question are near enough for their sentences to be shown as what may be
 * meant, though none is sure: its own words are said, or its meaning is this close.
 */
export function mayBeLinked(
  searchable: SearchableLibrary,
  plan: QuestionPlan,
  linked: readonly LinkedFigure[],
): boolean {
  const [best] = linked;
  // 法律援助案件数 is a report's own name for what it lacks, however few of its words the reports at hand say.
  const isNamed = plan.figures.some((asked) => standardNameOf(asked) !== null);
  if (best === undefined || isNamed || !isEveryday(searchable, plan) || isApart(searchable, plan, best)) return false;
  return best.features.own >= NEAR_OWN_WORDS || best.features.ownMeaning >= NEAR_OWN_MEANING;
}

const OF_WHOLE = /其中的?(\p{sc=Han}{2,8}?)(?:的?占|有?多少|有几|是几|几)/u;

/** 市场监管部门, 公安局; 有关部门 is none. */
const DEPARTMENT =
  /(?!有关|相关|职能|主管|各个|政府|上级|下级|这个|那个|哪个|哪些)\p{sc=Han}{2}(?=[局厅](?!长)|部门)/gu;

/** Whether a question names a department that did not sign the report, of which `said` tells nothing. */
function isOfOtherDepartment({ question, department }: QuestionPlan, said: string): boolean {
  const named = [...question.matchAll(DEPARTMENT)].map(([name]) => name);
  return named.some((name) => !said.includes(name) && !(department?.name.includes(name) ?? false));
}

function sentenceOf({ library }: SearchableLibrary, { figure, reportRow }: LinkedFigure): string {
  return library.reports[reportRow]?.text.slice(figure.sentence.start, figure.sentence.end) ?? "";
}

/** Whether a question is worded as no report is. */
export function isEveryday(searchable: SearchableLibrary, plan: QuestionPlan): boolean {
  return knownShare(searchable, plan) < EVERYDAY_KNOWN;
}

/** Share of the question's pairs of characters that stand anywhere in the reports; 1 where it has none. */
function knownShare({ lexical }: SearchableLibrary, { focus }: QuestionPlan): number {
  const pairs = [...new Set(tokenize(focus))].filter(isStrongTerm);
  return pairs.length === 0 ? 1 : pairs.filter((term) => lexical.knows(term)).length / pairs.length;
}

/** How much of a figure's own words one official term is, 0–1; 0 where they do not say it whole. */
function shareOf(own: string, term: string): number {
  return own.includes(term) ? term.length / [...own.matchAll(/\p{sc=Han}/gu)].length : 0;
}

function chanceOf({ certainty, features }: LinkedFigure, official: number, known: number, covered: number): number {
  const sum =
    CHANCE.certainty * certainty +
    CHANCE.ownMeaning * features.ownMeaning +
    CHANCE.sentenceMeaning * features.sentenceMeaning +
    CHANCE.unit * features.unit +
    CHANCE.official * official +
    CHANCE.known * known +
    CHANCE.covered * covered +
    CHANCE.base;
  return 1 / (1 + Math.exp(-sum));
}
