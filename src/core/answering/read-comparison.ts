import type { QuestionSlots } from "../search/question-slots.ts";
import { type AskedFigure, readAskedFigures } from "./asked-figures.ts";
import { CHANGE, phraseOf } from "./asking-phrase.ts";

/** What a question wants computed of the figures of several reports. */
export type Calculation = "difference" | "ratio" | "order" | "sum";

/** Places or years that a question sets side by side, and what it asks of each. */
export interface SideBySide {
  /** What is computed; null where the figures alone were asked for. */
  readonly calculation: Calculation | null;
  /** True when the lowest was asked for. */
  readonly lowest: boolean;
  /** True when it asks by how much a place's figure changed, which a report may tell itself. */
  readonly asksChange: boolean;
  /** The figure asked of every place and year; null where each place was asked for one of its own. */
  readonly shared: AskedFigure | null;
  /** The figure asked of a place, by its path, where each was asked for one of its own. */
  readonly own: ReadonlyMap<string, AskedFigure>;
  /** The figures as the question words them, where it is taken for a question about one report. */
  readonly asAsked: readonly AskedFigure[];
}

const SUM =
  /一共|合计|总共|共计|加起来|加在一起|相加|之和|总和|(?:19|20)\d\d年?度?加(?:上)?(?:19|20)?\d\d|共(?:有|计|是)?(?:多少|几)/u;
const SETS_BESIDE = /对比|比较|相比|变化|走势|趋势/u;
const RATIO = /几倍|多少倍/u;
const DIFFERENCE = new RegExp(
  `${CHANGE.source}|(?:相差|差距|差)了?(?:有|是)?(?:多少|多大|几)|(?<![至最不])[多少高低大小]了?(?:出来?)?(?:多少|几)`,
  "u",
);
const ORDER =
  /(?:谁|哪(?:个|一个|里|儿|年|一年|边|份|家|地)?)[^，,。？?；;]{0,14}?(?:更|最|比较)?[高低多少大小](?!少|大|于)|最[高低多少大小]|排[名序行]|排(?:个|一?下)(?:名|序|队)|[高多]还是|由[高多低少]到[低少高多]|比[^，,。？?；;]{1,16}[高低多少大小](?:吗|呢|[？?。]|$)/u;
/** 江门比北海|多: what a question says of the first beside the second. */
const THAN =
  /比(?:[^，,。？?；;]*?)(?:(?<more>[高多大])|(?<less>低|(?<!多)少|(?<!大)小))(?=吗|呢|吧|[？?。，,]|$|多少|几|出|了)/u;

const LOWEST = /(?:更|最|个|谁|年|比较|里|边)[低少小](?!多)|由[低少]到/u;
/** Between places that are asked of together: 海淀区和朝阳区, 江门2023年与江海2024年. */
const JOINS =
  /^[市区县]?\s*(?:(?:19|20)\d\d年?度?)?\s*(?:和|与|跟|及|以及|同|对|、|，|,|还有|vs)\s*(?:(?:19|20)\d\d年?度?的?)?$/iu;
const RATE_END = /(?:率|比例|占比|比重)$/u;
const MEASURE_END = /(?:(?<unit>场次|人次|件次|批次)|(?<counted>[人件宗个场名份])数)$/u;

const WHICH_PLACE =
  /(?:哪里|哪儿|哪(?:一)?个?(?:地方|地区|城市|省|市|区|县|地)|哪个|谁)[^，,。？?；;]{0,20}?(?:[最更][高低多少大小]|比较?[高低多少大小])|[高低多少大小]的?(?:地方|地区|城市|市|区|县)?(?:是|在)(?:哪里|哪儿|哪(?:一)?个?(?:地方|地区|城市|省|市|区|县)|谁|哪(?:一?个)?(?=[？?。\s]*$))/u;

/** True where a question asks which place has most or least of something: 哪个市的…最多. */
export function asksWhichPlace(question: string): boolean {
  return WHICH_PLACE.test(question);
}

/**
 * Whether a question says that the first of two places or years has more (`1`) or less (`-1`) than the second; 0 where
 * it says nothing of the kind.
 */
export function saidOfFirst(question: string, { regions, years }: QuestionSlots): -1 | 0 | 1 {
  const than = THAN.exec(question);
  const starts = [...new Set(regions.map(({ start }) => start))];
  const places = starts.length > 1 ? starts : years.map((year) => question.indexOf(String(year)));
  const [first = -1, second = -1, ...more] = places;
  if (than === null || more.length > 0 || first < 0 || first > than.index || second < than.index) return 0;
  return than.groups?.more === undefined ? -1 : 1;
}

/** What a question wants computed, wherever its figures come from; null where nothing. */
export function readCalculation(question: string): Pick<SideBySide, "calculation" | "lowest"> {
  const calculation = RATIO.test(question)
    ? "ratio"
    : DIFFERENCE.test(question)
      ? "difference"
      : ORDER.test(question)
        ? "order"
        : SUM.test(question)
          ? "sum"
          : null;
  return { calculation, lowest: LOWEST.test(question) };
}

/**
 * The places and years that a folded question sets side by side; null where there are not two of a kind, or where
 * nothing says that they are compared. `compares` is whether its words do; `figures` are those it asks for as it stands.
 */
export function readSideBySide(
  question: string,
  slots: QuestionSlots,
  compares: boolean,
  figures: readonly AskedFigure[],
): SideBySide | null {
  const starts = [...new Set(slots.regions.map(({ start }) => start))];
  if (starts.length < 2 && slots.years.length < 2) return null;
  const read = readCalculation(question);
  const { lowest } = read;
  const calculation = read.calculation === "sum" && !maySum(question, slots) ? null : read.calculation;
  if (figures.length === 0 && calculation === null && !SETS_BESIDE.test(question)) return null;
  if (!compares && calculation === null && !SETS_BESIDE.test(question) && !joinsPlaces(question, slots)) return null;
  const asksChange = starts.length < 2 && calculation === "difference" && CHANGE.test(question);
  const parts = readParts(question, slots);
  // 提高了几个百分点: of the rate that moved.
  const [unit = ""] = figures.map((asked) => (asked.unit === "个百分点" ? "%" : asked.unit));
  const toAsked = (phrase: string) => askedOf(phrase, unit);
  // 江海区2024年出庭应诉率跟江门2023年的出庭应诉率: one figure, named twice.
  const [only, ...others] = new Set(parts.own.values());
  if (parts.own.size >= 2 && parts.own.size === starts.length && only !== undefined && others.length === 0)
    return { calculation, lowest, asksChange, shared: toAsked(only), own: new Map(), asAsked: figures };
  if (parts.own.size >= 2 && parts.own.size === starts.length) {
    const own = new Map([...parts.own].map(([path, phrase]) => [path, toAsked(phrase)]));
    return { calculation, lowest, asksChange, shared: null, own, asAsked: figures };
  }
  const phrase = parts.front + [...parts.own.values()].join("") + parts.last;
  const shared = figures.length > 1 && !sameKind(figures) ? null : phrase === "" ? null : toAsked(phrase);
  return { calculation, lowest, asksChange, shared, own: new Map(), asAsked: figures };
}

/** 2019—2021年 means the years between, too. */
const YEAR_RANGE = /(?:19|20)\d\d\s?年?度?\s?[—–~～至到-]+\s?(?:19|20)\d\d/u;

/** Whether 一共 is of the places and years named: of the years one by one, or of places side by side. */
function maySum(question: string, slots: QuestionSlots): boolean {
  return (slots.years.length > 1 && !YEAR_RANGE.test(question)) || joinsPlaces(question, slots);
}

function joinsPlaces(question: string, { regions }: QuestionSlots): boolean {
  const mentions = regions.filter(({ start }, row) => regions.findIndex((other) => other.start === start) === row);
  return mentions.some((mention, row) => {
    const next = mentions[row + 1];
    return next !== undefined && JOINS.test(question.slice(mention.end, next.start));
  });
}

/** 各多少件，多了|多少: by how much the one asked for before differs. */
const BY_HOW_MUCH = /^[\s，,]*(?:相?差|[高低多少]|增[加长]?|减少?|[上下]升|下降)了?\s*$/u;

/** 办结率分别是多少，各是多少: one figure, asked for twice. */
function sameKind(figures: readonly AskedFigure[]): boolean {
  return figures.slice(1).every(({ phrase }) => phraseOf(phrase.replace(BY_HOW_MUCH, "")) === "");
}

/** The figure that is asked for by a phrase (出庭应诉率), as if it were asked for alone. */
export function askedOf(worded: string, unit = ""): AskedFigure {
  // “法律明白人”: marks at the end hide what kind of noun it is.
  const phrase = worded.replace(/[“”]$/u, "");
  const { unit: written, counted: noun } = MEASURE_END.exec(phrase)?.groups ?? {};
  const measure = written ?? noun ?? "";
  const counted = unit === "%" || RATE_END.test(phrase) ? "是多少" : `有多少${unit === "" ? measure : unit}`;
  const [asked] = readAskedFigures(`${phrase}${counted}`, /(?!)/gu);
  if (asked === undefined) throw new RangeError(`not read as a question: ${phrase}${counted}`);
  return RATE_END.test(phrase) ? { ...asked, phrase } : asked;
}

/** 95036宗, as a question repeats it: what is asked for is told by the words around it. */
const STATED = /(?<![\d.])\d+(?:\.\d+)?[余多]?[万亿]?(?:%|人次|件次|场次|批次|[件宗起人名个场次份家条部项])/gu;

/** What stands in front of the first place, behind each place up to the next, and behind the last where all share it. */
function readParts(question: string, { regions, places }: QuestionSlots) {
  const mentions = regions.filter(({ start }, row) => regions.findIndex((other) => other.start === start) === row);
  const without = (from: number, to: number) => {
    let text = "";
    for (let at = from; at < to; at++)
      text += places.some((one) => one.start <= at && at < one.end) ? " " : question[at];
    return phraseOf(text.replace(STATED, " "));
  };
  const [first] = mentions;
  if (first === undefined) return { front: without(0, question.length), own: new Map<string, string>(), last: "" };
  const own = new Map<string, string>();
  let last = "";
  for (const [row, { path, end }] of mentions.entries()) {
    const next = mentions[row + 1];
    const phrase = without(end, next?.start ?? question.length);
    if (next === undefined && own.size < row) last = phrase;
    else if (phrase !== "") own.set(path, phrase);
  }
  return { front: without(0, first.start), own, last };
}
