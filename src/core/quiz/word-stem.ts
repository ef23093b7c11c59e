import type { Report } from "../model/report.ts";
import type { QuizFact } from "./quiz-fact.ts";
import { pickOne, type Random } from "./seeded-random.ts";

/** 江门市江海区2024年法治政府建设年度报告; of a department its own. */
export function nameReport({ who, year, report }: Pick<QuizFact, "who" | "year" | "report">): string {
  return `${who.speaker}${year}年${kindOf(report)}年度报告`;
}

function kindOf({ identity: { title } }: Report): string {
  return (title.value ?? "").includes("法治政府") ? "法治政府建设" : "法治建设";
}

/** The ways to say of whom and when a fact is, most direct first; `body` is what is asked or told. */
function tellings(fact: QuizFact): readonly ((body: string) => string)[] {
  const { who, time, year, stock } = fact;
  const report = nameReport(fact);
  const inTime = time === `${year}年` ? "" : `${time}，`;
  const quoted = [
    (body: string) => `根据${report}，${inTime}${who.short}${body}`,
    (body: string) => `${report}显示，${inTime}${who.short}${body}`,
  ];
  if (stock && inTime === "") return quoted;
  const plain = [(body: string) => `${time}，${who.name}${body}`];
  if (!who.leadsWithBody && !time.startsWith("截至")) plain.push((body) => `${who.name}${time}${body}`);
  return [...plain, ...quoted];
}

/** The question for a fact's figure: 2024年，江门市江海区办理政协提案多少件？ */
export function askFact(random: Random, fact: QuizFact): string {
  return `${pickOne(random, tellings(fact))(`${fact.before}${askWords(random, fact)}${fact.after}`)}？`;
}

function askWords(random: Random, { figure, asks, link }: QuizFact): string {
  if (figure.kind !== "share") return link === "为" ? `${pickOne(random, ["是", "为"])}${asks}` : link + asks;
  if (link === "") return asks;
  return pickOne(random, ["是多少", "为多少", "达到多少"]);
}

const BOUNDS = /^(?:超|逾|近|约|突破)/u;

/** What a report says of a fact, with a figure in its place, without who and when: 办理政协提案42件. */
export function bodyOf({ before, link, after }: QuizFact, written: string): string {
  // 标的总额超42亿元: a qualifier stands for the link.
  return `${before}${BOUNDS.test(written) ? "" : link}${written}${after}`;
}

/** A whole statement: 2024年，江门市江海区办理政协提案42件。 */
export function tellFact(random: Random, fact: QuizFact, written: string): string {
  return `${pickOne(random, tellings(fact))(bodyOf(fact, written))}。`;
}

/** A statement of a fact that always reads the same, for explanations. */
export function stateFact(fact: QuizFact, written = fact.written): string {
  return tellings(fact)[0]?.(bodyOf(fact, written)) ?? "";
}

/** Who and when, in front of several statements of one report: 2024年，江门市江海区. */
export function stateOpening(random: Random, fact: QuizFact): string {
  const told = tellings(fact).slice(0, 1);
  return pickOne(random, told)("");
}
