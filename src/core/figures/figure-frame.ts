import { characterRoles, roleAt, rolesIn } from "../text/character-roles.ts";
import type { ScannedFigure } from "../text/figure-scan.ts";
import { clauseBefore, isOfOtherPlace } from "./other-place.ts";

/** A figure with the words of its sentence, folded. */
export interface FramedFigure {
  readonly figure: Pick<ScannedFigure, "unit" | "qualifier">;
  /** The sentence up to the figure's digits. */
  readonly before: string;
  /** The sentence behind the figure. */
  readonly after: string;
  /** Path of the division that the report speaks for; null when unknown. */
  readonly region: string | null;
  /** The report's year; null when unknown. */
  readonly year: number | null;
}

/**
 * What a sentence says a figure to be, other than a result of the report's place and year: what is aimed at or
 * asked for, what did not come about, a bound, what something is compared with, by how much it changed, or the
 * figure of another place or year.
 */
export type Frame = "goal" | "negated" | "bound" | "base" | "change" | "other_place" | "other_year";

const CLAUSE_END = /[，；：。！？\n;:]|(?<!\d),|,(?!\d{3}(?!\d))/u;
const TITLE = /《[^》]*》/gu;

/** Words that make a figure a level to be reached, however they stand to it. */
const REACHES = "(?:达|实现|完成|保持|控制在|不低于|不少于|不高于|不超过|不得|提[高升][到至]|升至|增至|降至|超过?)";
const GOALS: readonly RegExp[] = [
  // 预计达到, 力争全年办结: what is expected or striven for.
  /(?:力争|力求|争创|预计|预期|预测|有望|可望|打算)[^的]{0,30}$/u,
  new RegExp(`(?:争取|努力|计划|拟|以期|旨在|务求|务必)[^的]{0,16}${REACHES}[^的]{0,12}$`, "u"),
  // 应当达到, 须达, 要完成; 应诉率达 and 按要求完成 are none.
  new RegExp(`(?:(?<![相响反适供效对])应[当该]|必须|须|务必|需要)[^的]{0,12}(?:${REACHES}|[为在])[^的]{0,12}$`, "u"),
  new RegExp(`(?<![相响反适供效对])应(?:为|在|${REACHES})[^的]{0,12}$`, "u"),
  new RegExp(
    `(?:(?<![主重需只必摘紧概纪首扼提])要(?![求素闻点件害案职])|(?<!必)需(?!要))[^的]{0,4}${REACHES}[^的]{0,12}$`,
    "u",
  ),
  new RegExp(`将(?:会|进一步|逐步|力争|确保|稳定)?${REACHES}[^的]{0,12}$`, "u"),
  // 省要求…不低于: as a verb, with a subject of its own.
  new RegExp(`(?<!按照?|根据|依照|符合|落实|达到|对照|[的等])要求(?!的)[^的]{0,30}(?:${REACHES}|为)[^的]{0,8}$`, "u"),
  /(?:目标|指标|任务|底线|红线|标准|要求)(?:值|数)?(?:定|设定|确定)?(?:为|是|在|至少)?[^，]{0,2}$/u,
];
/** 确保 tells a purpose; with a level behind it, that level is the aim. */
const ENSURES = /(?:确保|保证|保障)[^的]{0,30}$/u;
const LEVEL = new RegExp(REACHES, "u");
/** What is said of a figure behind it: 96%的要求, 以95%为目标. */
const GOAL_BEHIND = /^[^，]{0,6}(?:的|为|作为)[^，]{0,6}(?:目标|要求|标准|任务|指标|底线)/u;
/** A bound that is asked for, unless it is told to have been kept. */
const NORM = /(?:不得?低于|不得?少于|不得?高于|不得?超过)[^，]{0,2}$/u;
const KEPT = /连续|始终|一直|保持|稳定|均|都|实际|已/u;
/** 《…方案》规定，…: what a document sets is asked for, even over the next comma. */
const SETS =
  /(?:方案|规划|纲要|意见|办法|条例|文件|通知|细则|考核|计划|》|国家|中央|上级|省(?:[^，]{0,6}[委厅局办院])?)(?:中|里)?(?:明确)?(?:提出|规定|设定|确定|要求|下达)[^，]{0,12}$/u;
const SOURCE = /(?:按照?|根据|依据|依照|遵照|对照|落实)/u;
const DONE = /实际|已经?|目前|最终/u;

const NEGATED =
  /(?:未(?:能|曾|再)?|(?<!罚)没有?|并非|并不是|不是|无法|难以|不能|不会|不曾)(?:[^的]{0,2})(?:达|实现|完成|发生|出现|存在|超|突破|低于|高于|为)[^，]{0,30}$/u;
const NEGATED_BEHIND = /^[^，]{0,12}(?:并?未|没有?|尚未)(?:能)?(?:达|实现|完成|落实|兑现)/u;
const BOUND = /(?<!不)(?<!不得)(?:不足|不到|未满|低于|高于|少于|多于|小于|大于)$/u;

const CHANGE = /(?:增长|上升|提高|提升|下降|减少|增加|降低|压减|压缩|下跌|上涨)(?:了|率|幅度?)?(?:为|是)?$/u;
const FROM = /(?:从|由|自)[^，]{0,24}$/u;
const TO =
  /^(?:[^，；。\d]{0,4}|[，,])(?:逐[年步]|大幅|稳步|进一步|快速)?(?:提[高升]|上升|升|增|降|下降|减|扩大|跃|攀|压缩|缩|变为|到|至)/u;
const COMPARED =
  /(?:较|(?<![占同环对评])比|与|和|同(?!时)|跟|高于|低于|优于)(?:[^，]{0,8}(?:去年|上一?年|前年|同期|(?:19|20)\d\d年)(?:(?!提|升|增|降|减|扩|缩|[多少高低](?:了|出|约|近|超)?$)[^，]){0,16})$|(?:较|(?<![占同环对评])比|高于|低于|优于)$/u;
const COMPARES_WITH = /(?:与|和|跟|同|较)[^，]*$/u;
const COMPARED_BEHIND = /^[^，]{0,10}(?:相比|相较|比较而言|作比)/u;

/** What code units may be of the rules above; a rule is tried only where a character stands that it cannot do without. */
const OF_FROM = 0x2;
/** 较, 比, 与 …: of what something is compared with. */
const OF_COMPARED = 0x4;
const OF_NEGATED = 0x8;
/** Last of what `BOUND` matches. */
const ENDS_BOUND = 0x10;
/** Of `GOALS` and `ENSURES`. */
const OF_GOAL = 0x20;
const OF_GOAL_BEHIND = 0x40;
const OF_NORM = 0x80;
const OF_SETS = 0x100;
const ROLES = characterRoles([
  ["从由自", OF_FROM],
  ["较比与和同跟于", OF_COMPARED],
  ["未没并不无难", OF_NEGATED],
  ["足到满于", ENDS_BOUND],
  ["力争预有可打算努计拟以旨务应必须需要将目指任底红标确保", OF_GOAL],
  ["目要标任指底", OF_GOAL_BEHIND],
  ["不", OF_NORM],
  ["提规设确要下", OF_SETS],
]);
/** Rules of what stands behind a figure look no farther, a code point being two code units at most. */
const BEHIND_CHARS = 32;

/** The frame that the words put a figure in; null for a result of the report's own place and year. */
export function frameOf(framed: FramedFigure, question: string): Frame | null {
  const { figure, after } = framed;
  const before = withoutTitles(framed.before);
  const own = clauseBefore(before, before.length);
  const bare = own.slice(0, own.length - leadingQualifier(figure).length);
  const percent = figure.unit === "%" || figure.unit === "‰";
  const has = rolesIn(ROLES, own);
  const behind = rolesIn(ROLES, after, 0, Math.min(after.length, BEHIND_CHARS));
  if (has & OF_FROM && FROM.test(bare) && TO.test(after)) return "base";
  if (has & OF_COMPARED && isComparedWith(bare, after, behind)) return "base";
  if (percent && CHANGE.test(bare))
    return isOfOtherPlace(before, own, framed.region, percent, question) ? "other_place" : "change";
  if (has & OF_NEGATED && NEGATED.test(own)) return "negated";
  if (behind & OF_NEGATED && NEGATED_BEHIND.test(after)) return "negated";
  if (roleAt(ROLES, bare, bare.length - 1) & ENDS_BOUND && BOUND.test(bare)) return "bound";
  if (behind & OF_GOAL_BEHIND && GOAL_BEHIND.test(after)) return "goal";
  if (isGoal(before, own, has, percent)) return "goal";
  if (isOfOtherPlace(before, own, framed.region, percent, question)) return "other_place";
  return isOfOtherYear(before, framed, question) ? "other_year" : null;
}

/** Every title as long as it is, with nothing in it that a rule could take for its own. */
function withoutTitles(text: string): string {
  if (!text.includes("《")) return text;
  return text.replace(TITLE, (title) => "《".padEnd(title.length - 1, "〇").concat("》"));
}

function isComparedWith(bare: string, after: string, behind: number): boolean {
  return (
    COMPARED.test(bare) || ((behind & OF_COMPARED) !== 0 && COMPARES_WITH.test(bare) && COMPARED_BEHIND.test(after))
  );
}

const ASKS: Readonly<Record<Exclude<Frame, "other_place" | "other_year">, RegExp>> = {
  goal: /目标|要求|计划|打算|力争|争取|预计|预期|应当?达|必须|标准|规定|下一步|接下来|今后|[明来]年|将要|安排|要达/u,
  negated: /[未没不]/u,
  bound: /(?!)/u,
  base: /去年|上年|同期|前年|原来|此前|之前|以前|原先|从多少|由多少|基数/u,
  change: /增|升|提高|降|减|涨|幅|变化/u,
};

/** True when a question wants a figure of just this frame; what place and year it names `frameOf` has minded. */
export function asksForFrame(frame: Frame, question: string): boolean {
  return frame !== "other_place" && frame !== "other_year" && ASKS[frame].test(question);
}

/** 第18批, 第二轮 in front of a figure that counts only this one of several; undefined where none bounds it. */
export function ordinalOf({ before }: Pick<FramedFigure, "before">): string | undefined {
  const clauses = before.split(CLAUSE_END);
  const [own = "", previous = ""] = clauses.reverse();
  const reach = WITHIN.test(previous) ? `${previous}，${own}` : own;
  return [...reach.matchAll(ORDINAL)].at(-1)?.[0];
}

const ORDINAL = /(?<!连续)第(?:\d+|[一二三四五六七八九十百]+)(?:批次?|轮|季度|次|期|届|场|阶段)(?!获|入选|荣)/gu;
/** A clause that the next one happens in: 第二轮督察中，发现…. */
const WITHIN = /(?:中|里|期间|内|会议|会|上|督察|督导|检查|行动|巡[查察]|整治|评估|培训)$/u;

function leadingQualifier({ qualifier }: Pick<ScannedFigure, "qualifier">): string {
  return /^(?:超过|超|逾|近|约|达到|达|突破|不少于|不低于|至少|最多|第|仅|前)/u.exec(qualifier)?.[0] ?? "";
}

/** `has`: the roles of the characters of the clause of its own that the figure stands in. */
function isGoal(before: string, own: string, has: number, percent: boolean): boolean {
  if (has & OF_GOAL) {
    if (GOALS.some((goal) => saysOpenly(goal, own))) return true;
    if (saysOpenly(ENSURES, own) && (percent || LEVEL.test(own))) return true;
  }
  if (percent && has & OF_NORM && NORM.test(own) && !KEPT.test(own)) return true;
  if (!LEVEL.test(own) || DONE.test(own)) return false;
  return sets(own) || sets(clauseBefore(before, before.length - own.length - 1));
}

function sets(clause: string): boolean {
  return (rolesIn(ROLES, clause) & OF_SETS) !== 0 && SETS.test(clause) && !SOURCE.test(clause);
}

/** True when the words of a goal stand there and nothing behind them says that it is reached. */
function saysOpenly(goal: RegExp, clause: string): boolean {
  const said = goal.exec(clause);
  return said !== null && !DONE.test(said[0]);
}

const TIMES =
  /(?<!(?:较|比|自|从|由|于|与|和|同|跟|以))(今年|本年|去年|上一?年|前年|(?<![\d—–\-～至])(?:19|20)\d\d年)(?!以来|[—–\-～至]|度?(?:结转|结存|提|增|升|降|下|上升|减)|以前|之前|底|末)/gu;

/** 收到874件，而2022年为612件；受理791件: a year compared with in passing, its clause at an end. */
const ASIDE = /[，,]而(?:(?:19|20)\d\d年|去年|上年|前年)[^，；,;]*[，；,;]/gu;

/** True when the nearest time that is told is another year, which neither the question nor the lead's note names. */
function isOfOtherYear(before: string, { year }: FramedFigure, question: string): boolean {
  if (year === null || !before.includes("年")) return false;
  const times = [...before.replace(ASIDE, "，").matchAll(TIMES)].map(([time]) => yearCalled(time, year));
  const last = times.at(-1);
  if (last === undefined || last >= year || question.includes(String(last))) return false;
  if (/去年|上年|同期|前年/u.test(question)) return false;
  return /(?:19|20)\d\d年?/u.test(question) || times.some((time) => time !== last);
}

function yearCalled(time: string, year: number): number {
  if (/^\d/u.test(time)) return Number(time.slice(0, 4));
  return time === "前年" ? year - 2 : /^[去上]/u.test(time) ? year - 1 : year;
}
