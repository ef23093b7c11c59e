import { asksForFrame, type FramedFigure, frameOf, ordinalOf } from "../figures/figure-frame.ts";
import { isStrongTerm, type TermId, tokenize } from "../search/tokenize.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import { type AskedFigure, LINKING_END } from "./asked-figures.ts";
import { tellsNone } from "./denials.ts";
import { type FigureSentence, framedOf, readHeads, wordsOf } from "./figure-sentence.ts";
import { saysTopic, vouchesFor } from "./vouch-figure.ts";

/** A figure is taken for the one asked only when its words fit this much better than those of the next. */
const CLEAR_MARGIN = 1.3;
/** Words before the clause that asks (…案件中, 民事的有多少) say less of what is counted than the clause itself. */
const EARLIER_CLAUSE_WEIGHT = 0.3;
/** 复议审结多少件: 审结 tells the figure from its neighbours, 复议 only the topic. */
const NEAREST_WEIGHT = 2.5;
/** The noun that a phrase ends in; not how many there are of it. */
const HEAD_NOUN = /(\p{sc=Han}{2})(?<!数量|总数|总量|[场人件批]次|[人件宗个场名]数|[率量额])$/u;
const INHERITED_SHARE = 0.7;
const SINGLE_CHARACTER_SHARE = 0.2;

/**
 * For each figure asked for, the figure of the sentences that answers it; null where the words do not decide
 * clearly. A figure answers one question only. `fold` is the folding that the question went through. Better no
 * lead than a neighbour's number: one that its sentence tells as a goal, of another place or year, or as what did
 * not come about answers only a question about that.
 */
export function alignFigures(
  sentences: readonly FigureSentence[],
  asked: readonly AskedFigure[],
  question: string,
  fold: (text: string) => string,
): (AlignedFigure | null)[] {
  const figures = sentences.flatMap((sentence) => {
    const scanned = scanFigures(sentence.text);
    const headOf = readHeads(sentence, fold);
    return scanned.map((figure, row) => {
      const framed = framedOf(sentence, figure, fold);
      const words = { ...wordsOf(sentence, scanned, row, fold), head: headOf(figure) };
      return { figure, framed, words, ordinal: ordinalOf(framed) };
    });
  });
  const taken = new Set<ScannedFigure>();
  return asked.map((wanted) => {
    if (sentences.some((sentence) => tellsNoneOf(sentence, wanted, fold))) return null;
    const weights = weighContext(wanted);
    const fitting = figures.filter(
      ({ figure, words, framed }) =>
        fits(figure, wanted, question) &&
        !taken.has(figure) &&
        vouchesFor(words, wanted, question) &&
        standsAsAsked(framed, question),
    );
    // 第18批发现问题54个 counts one of several: any figure without such a bound comes before it.
    const unbounded = fitting.filter(({ ordinal }) => ordinal === undefined || question.includes(ordinal));
    const whole = unbounded.length > 0 ? unbounded : fitting;
    // 多少份 is answered by 166份 wherever one is stated, and by another measure word only where none is.
    const exact = whole.filter(({ figure }) => figure.unit === wanted.unit);
    const ofUnit = exact.length > 0 ? exact : whole;
    // 论证议题多少: of 118项议题 and 325份文件 the one that counts what the question names last.
    const noun = wanted.unit === "" && wanted.counted === "" ? (HEAD_NOUN.exec(wanted.nearest)?.[1] ?? "") : "";
    const counts = ({ words }: (typeof figures)[number]) => `${words.lead} ${words.tail}`.includes(noun);
    const counting = noun !== "" && figures.some(counts) ? ofUnit.filter(counts) : ofUnit;
    const ranked = counting
      .map(({ figure, framed, ordinal, words }) => ({
        figure,
        framed,
        ordinal,
        score: fitOf(weights, `${words.lead} ${words.tail}`, words.earlier),
      }))
      .sort((a, b) => b.score - a.score);
    const [best, second] = ranked;
    if (best === undefined) return null;
    if (second !== undefined && best.score < second.score * CLEAR_MARGIN) return null;
    taken.add(best.figure);
    const remarks = [
      ...(best.ordinal === undefined || question.includes(best.ordinal) ? [] : [best.ordinal]),
      ...(frameOf(best.framed, question) === "goal" ? ["目标"] : []),
    ];
    return { ...best.figure, remarks };
  });
}

/** A figure that answers, with what a reader must be told beside it (第18批, 目标). */
export interface AlignedFigure extends ScannedFigure {
  readonly remarks: readonly string[];
}

/** True when some figure of the sentence is vouched for as one that was asked, clear or not. */
export function holdsAskedFigure(
  sentence: FigureSentence,
  asked: AskedFigure,
  question: string,
  fold: (text: string) => string,
): boolean {
  if (tellsNoneOf(sentence, asked, fold)) return true;
  const scanned = scanFigures(sentence.text);
  const headOf = readHeads(sentence, fold);
  return scanned.some(
    (figure, row) =>
      fits(figure, asked, question) &&
      vouchesFor({ ...wordsOf(sentence, scanned, row, fold), head: headOf(figure) }, asked, question) &&
      standsAsAsked(framedOf(sentence, figure, fold), question),
  );
}

/** 火灾发生多少起 asks of 火灾. */
const COMING_ABOUT = /(?:发生|出现|造成|导致)了?$/u;

/** True when a sentence answers in words that there is none of what is asked: its own words tell it best. */
export function tellsNoneOf(
  { text, heading }: FigureSentence,
  { counted, phrase, units, rank }: AskedFigure,
  fold: (text: string) => string,
): boolean {
  if (rank || units.includes("%")) return false;
  const said = fold(`${heading} ${text}`);
  const thing = (words: string) => words.trim().replace(LINKING_END, "").replace(COMING_ABOUT, "");
  const things = counted === "" ? [thing(phrase)] : [counted, thing(phrase.replace(counted, ""))];
  return saysTopic(phrase, said) && things.some((one) => tellsNone(fold(text), one));
}

function standsAsAsked(framed: FramedFigure, question: string): boolean {
  const frame = frameOf(framed, question);
  // 败诉率是多少，比上年怎样 asks for this year's: the year before is only what it is compared with.
  return frame === null || asksForFrame(frame, question.replace(COMPARED_WITH, ""));
}

const COMPARED_WITH = /[比较与跟和同](?:去年|上一?年|前年)(?:同期)?(?:相比|比较|相较|比)?/gu;

/** 突破千件 and a table's （万次） are no amounts. */
const EXACT_DIGIT = /[\d〇零一二两三四五六七八九十]/u;
const MONEY = /元|钱|金额|资金|经费|损失|[收费]费|费用|标的|利益|投入|产值|总值|价值|补[助贴偿]|工资|报酬|罚[款没]/u;
const RANK = /第几|排名|名次|排位|位次|第多少|排.{0,4}第/u;
const SHARE =
  /率|比例|占比|百分|几成|%|增速|增幅|增长|多高|(?:同比|[较比](?:去年|上一?年|前一?年)).{0,4}(?:上升|下降|减少|增加|提[高升]|降低)/u;

function fits(figure: ScannedFigure, wanted: AskedFigure, question: string): boolean {
  if (figure.torn || !EXACT_DIGIT.test(figure.text)) return false;
  // 排全省第2 answers only a question about the place in a ranking.
  if (figure.qualifier.startsWith("第") && !RANK.test(question)) return false;
  if (wanted.rank)
    return figure.qualifier.startsWith("第") && (wanted.units.length === 0 || wanted.units.includes(figure.unit));
  if (wanted.units.length > 0) return wanted.units.includes(figure.unit);
  // Asked without a measure word: money and shares only where they were meant.
  if (figure.unit === "元") return MONEY.test(question);
  if (["%", "‰", "个百分点"].includes(figure.unit)) return SHARE.test(question);
  // A bare number is a name (12345热线) and a year or month a period, not a quantity.
  return figure.qualifier !== "" || !["", "年", "月", "日"].includes(figure.unit);
}

/** The words around the asking word: those right in front of it say what is counted, earlier ones the topic. */
function weighContext({ context, nearest }: AskedFigure): Map<TermId, number> {
  const words = new Map<TermId, number>();
  const clauses = context.split(/[，,；;。？?]/u).filter((clause) => clause.trim() !== "");
  for (const [row, clause] of clauses.entries())
    for (const term of tokenize(clause)) words.set(term, row === clauses.length - 1 ? 1 : EARLIER_CLAUSE_WEIGHT);
  for (const term of tokenize(nearest)) words.set(term, NEAREST_WEIGHT);
  return words;
}

/** A word in the figure's own clause counts whole; one that its sentence said before is inherited for less. */
function fitOf(words: ReadonlyMap<TermId, number>, own: string, earlier: string): number {
  const ownTerms = new Set(tokenize(own));
  const earlierTerms = new Set(tokenize(earlier));
  let score = 0;
  for (const [term, weight] of words) {
    const pair = isStrongTerm(term) ? weight : weight * SINGLE_CHARACTER_SHARE;
    if (ownTerms.has(term)) score += pair;
    else if (earlierTerms.has(term)) score += pair * INHERITED_SHARE;
  }
  return score;
}
