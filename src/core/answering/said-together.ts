import { sameWords } from "../figures/same-words.ts";
import type { Answer } from "../model/answer.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import type { QuestionPlan } from "./plan-question.ts";

/** What joins the members of a list; 和解, 参与, 以及 and 普及 are words of their own. */
const JOINS =
  /、|以及|(?<![共调缓总温随平谐])和(?![解谐平睦美])|(?<!参)与(?![会时此])|(?<![涉普触危顾不波提论遍以])及其?(?![时格早至])|(?<!者)或(?!者|有|许)/gu;
/** “宣传月”“宣传周”: names side by side. */
const SIDE_BY_SIDE = /[”》]\s*[“《]/gu;
const CLAUSE_END = /[，。；：！？;!?\n]|,(?!\d{3})/u;
/** 分别, 各: told of each. */
const OF_EACH = /分别|各(?![类级种项地部单界镇县区])|均(?!衡)|每/u;
/** 在快递、家政两个行业: a list that the clause behind it goes on with. */
const GOES_ON =
  /[\d两二三四五六七八九十]个?(?:领域|行业|方面|部门|系统|地区|片区|类)|等?(?:领域|行业)|等(?:\p{sc=Han}{0,4})组成/u;
/** Words at the end of a member that tell nothing of which it is. */
const GENERIC_END = /(?:案件|工作|活动|问题|事项|方面|情况|领域|行业|部门|单位|人员)+$/u;
const PERSON_END = /^\p{sc=Han}*[师员者官](?=\p{sc=Han}{0,4}$)/u;
const LEVEL_FIRST = /(?:全国|[省市区县镇])$/u;
const LEVEL_LAST = /^(?<level>[省市区县镇])(?<of>\p{sc=Han}{2})/u;
const MARKS = /[“”"《》（）()\s]/gu;

/**
 * Whether a figure that an answer tells is of several things together (出租屋和群租房2.2万间) of which its question names
 * one and leaves another out, so that it would pass for that of the one.
 */
export function saidTogether({ lead, citations }: Answer, { figures }: QuestionPlan): boolean {
  const head = lead.split("（")[0] ?? "";
  const told = scanFigures(head).map(({ text }) => text);
  // A sentence told as it stands says itself whose its figures are.
  if (told.length > 0 ? head.replaceAll("、", "") !== told.join("") : citations.length < 2) return false;
  return figures.some(({ phrase, counted, unit, units }) => {
    const asked = sameWords(`${phrase} ${counted}`).replace(MARKS, "");
    const fits = (figure: ScannedFigure) =>
      told.length > 0 ? told.includes(figure.text) : unit !== "" && units.includes(figure.unit);
    return citations.some(({ quote }) =>
      scanFigures(quote).some((figure, row, all) => fits(figure) && isTogether(quote, figure, all[row + 1], asked)),
    );
  });
}

function isTogether(quote: string, figure: ScannedFigure, next: ScannedFigure | undefined, asked: string): boolean {
  if (figure.text.startsWith("100%")) return false;
  const clauses = quote.slice(0, figure.start).split(CLAUSE_END);
  const front = clauses.at(-1) ?? "";
  const before = clauses.at(-2) ?? "";
  const behind = quote.slice(figure.end).split(CLAUSE_END)[0] ?? "";
  // 律师50名、公证员30名: the last member has a figure of its own.
  const isCut = next !== undefined && next.start < figure.end + behind.length;
  const tail = isCut ? quote.slice(figure.end, next.start).replace(/(?:、|以及|[和与及或])[^、]*$/u, "") : behind;
  if (OF_EACH.test(front + tail)) return false;
  // 法律咨询、普法讲座等三项工作: how many the list has.
  if (/等\s*$/u.test(front)) return false;
  const own = sameWords(front + tail);
  // 工作意见和护企十条措施: the noun behind the figure is that of the last alone.
  const isOfLast = /^\p{sc=Han}{2,4}$/u.test(tail.trim());
  return (
    leavesOut(front, asked, own, isOfLast) ||
    (!/^\s*[、和与及或]/u.test(tail) && leavesOut(tail, asked, own)) ||
    (GOES_ON.test(before) && leavesOut(before, asked, `${own}${before}`))
  );
}

/** Whether a list within a clause has a member that is asked for and one that is not; `said` is all that is told. */
function leavesOut(clause: string, asked: string, said: string, isOfLast = false): boolean {
  const members = membersOf(clause);
  const isAsked = members.map((member) => member.words.length >= 2 && asked.includes(member.words));
  const named = members.filter((_, row) => isAsked[row]);
  // 办理律师、公证员投诉，律师…: told of alone as well.
  if (named.length === 0 || named.some(({ words }) => said.split(words).length > 2)) return false;
  if (isOfLast && named.length === 1 && isAsked.at(-1)) return false;
  // 止损和获益多少: the question joins it with others itself, maybe in other words.
  if (named.some(({ words }) => joinsIn(asked, words))) return false;
  return members.some(
    ({ words, whole }, row) => !isAsked[row] && words.length >= 2 && !named.some((one) => whole.includes(one.words)),
  );
}

/** Whether words stand beside a join in a question. */
function joinsIn(asked: string, words: string): boolean {
  return [...asked.matchAll(JOINS)].some(({ 0: join, index }) => {
    const behind = asked.slice(index + join.length);
    return asked.slice(0, index).replace(GENERIC_END, "").endsWith(words) || behind.startsWith(words);
  });
}

interface Member {
  /** The two characters or more that tell it from the others. */
  readonly words: string;
  readonly whole: string;
}

/** The members of the list in a clause, first to last; empty for none. What stands around the list is left out. */
function membersOf(clause: string): Member[] {
  const parts = clause
    .replace(SIDE_BY_SIDE, "、")
    .split(JOINS)
    .map((part) => sameWords(part).replace(MARKS, ""));
  // A figure among them tells its own member.
  const from = parts.findLastIndex((part, row) => row < parts.length - 1 && /\d/u.test(part)) + 1;
  const list = parts.slice(from);
  const [first = "", ...rest] = list;
  const last = rest.pop();
  if (last === undefined) return [];
  const level = LEVEL_LAST.exec(last)?.groups;
  if (level !== undefined && LEVEL_FIRST.test(first))
    return [...list.slice(0, -1), level.level ?? ""].map((part) => {
      const words = `${LEVEL_FIRST.exec(part)?.[0] ?? ""}${level.of}`;
      return { words, whole: words };
    });
  const inFront = [first, ...rest].map((part) => part.replace(GENERIC_END, ""));
  const head = last.split(/等|的|\d|[一二两三四五六七八九十]个/u)[0] ?? "";
  const person = PERSON_END.exec(head)?.[0];
  const arePeople = person !== undefined && inFront.every((part) => /[师员者官]$/u.test(part));
  const isShared = inFront.some((part) => part.includes(head.slice(0, 2)));
  const words = arePeople ? person.slice(-4) : isShared ? head.slice(2, 4) : head.slice(0, 2);
  return [...inFront.map((part) => ({ words: part.slice(-2), whole: part.slice(-4) })), { words, whole: head }];
}
