import { beforeAll, describe, expect, it } from "vitest";
import { toSimplified } from "../../testing/cited-report.ts";
import { createRandom, readReportFolders } from "../../testing/report-folders.ts";
import { scriptModel } from "../../testing/scripted-chat-model.ts";
import type { Answer } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { CitationList } from "./cite.ts";
import { rephraseAnswer } from "./rephrase-answer.ts";
import { CLAUSE_LIES, CLAUSE_TRUTHS, clausesOf, REWORDINGS, type ToldFrom } from "./rephrase-lies-clauses.ts";
import { LIES, PROSE } from "./rephrase-lies-kinds.ts";
import { type Line, linesOf, type Told, tellAll } from "./verify-mutations-lines.ts";

const SEED = 20261124;
/** Of each kind; the kinds together make more than 500. */
const MAX_OF_A_KIND = 60;
const MIN_LIES = 500;
const MAX_OF_A_REWORDING = 10;
const MIN_TRUTHS = 200;
/** A truth that is not let through is shown as its quote: a loss of style, never of truth. */
const MIN_LET_THROUGH = 0.75;

interface Case {
  readonly extractive: Answer;
  readonly reports: readonly Report[];
}

/** An answer that cites the figure's sentence, another one of the report, and one of another report. */
function caseOf(line: Line, told: readonly Told[], random: () => number): Case & { readonly line: Line } {
  const { report, figure } = line.told;
  const citations = new CitationList();
  citations.cite(report, figure.sectionRow, figure.sentence);
  const others = [
    told.filter((one) => one.report === report && one.figure.sentence.start !== figure.sentence.start),
    told.filter((one) => one.report !== report),
  ];
  for (const group of others) {
    const other = group[Math.floor(random() * group.length)];
    if (other !== undefined) citations.cite(other.report, other.figure.sectionRow, other.figure.sentence);
  }
  const list = citations.list();
  return {
    line,
    reports: citations.reports(),
    extractive: {
      outcome: "answered",
      lead: "",
      answer: list.map(({ quote, marker }) => `${quote} [${marker}]`).join("\n\n"),
      citations: list,
      figures: [],
      understood: { regions: [], years: [], indicators: [] },
      label: "原文摘录",
      followUps: [],
      backend: "extractive",
    },
  };
}

/** An answer that cites the clause's sentence. */
function clauseCaseOf({ report, citation }: ToldFrom): Case {
  return {
    reports: [report],
    extractive: {
      outcome: "answered",
      lead: "",
      answer: `${citation.quote} [1]`,
      citations: [citation],
      figures: [],
      understood: { regions: [], years: [], indicators: [] },
      label: "原文摘录",
      followUps: [],
      backend: "extractive",
    },
  };
}

/** What reaches the reader when a model writes this sentence, cut into pieces as a stream comes. */
async function told({ extractive, reports }: Case, sentence: string): Promise<Answer> {
  const { model } = scriptModel(sentence.match(/[\s\S]{1,5}/gu) ?? []);
  const pieces = rephraseAnswer({ extractive, asked: { question: "问" }, model, reports, toSimplified });
  for (;;) {
    const next = await pieces.next();
    if (next.done) return next.value;
  }
}

const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(1)} %`;

describe("a scripted model", () => {
  let cases: readonly ReturnType<typeof caseOf>[] = [];
  let clauses: readonly ToldFrom[] = [];
  const random = createRandom(SEED);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);

  beforeAll(() => {
    const reports = readReportFolders();
    clauses = shuffled(reports.flatMap(clausesOf));
    const all = reports.flatMap(tellAll);
    const lines = all.flatMap((one) => linesOf(one).filter(({ pattern, words }) => PROSE.has(pattern) && words !== ""));
    cases = shuffled(lines).map((line) => caseOf(line, all, random));
  });

  it("that lies about figures gets none of them to the reader", async () => {
    const table: Record<string, { lies: number; caught: number }> = {};
    const reached: string[] = [];
    for (const [kind, lie] of Object.entries(LIES)) {
      const row = { lies: 0, caught: 0 };
      table[kind] = row;
      for (const one of shuffled(cases)) {
        if (row.lies >= MAX_OF_A_KIND) break;
        const sentence = lie(one.line, pick);
        if (sentence === null || sentence === one.line.text) continue;
        row.lies++;
        const { label, answer } = await told(one, sentence);
        if (label === "原文摘录") row.caught++;
        else reached.push(`${kind}: ${answer.split("\n")[0]} << ${one.line.text} << ${one.line.told.sentence}`);
      }
    }
    const lies = Object.values(table).reduce((sum, row) => sum + row.lies, 0);
    console.info(`lies: ${lies}, reached the reader: ${reached.length}`);
    console.table(table);
    expect(lies).toBeGreaterThanOrEqual(MIN_LIES);
    expect(reached).toEqual([]);
  });

  it("that drops, moves or swaps what a sentence says gets nothing of it to the reader", async () => {
    const table: Record<string, { lies: number; caught: number }> = {};
    const reached: string[] = [];
    for (const [kind, lie] of Object.entries(CLAUSE_LIES)) {
      const row = { lies: 0, caught: 0 };
      table[kind] = row;
      for (const one of shuffled(clauses)) {
        if (row.lies >= MAX_OF_A_KIND) break;
        const sentence = lie(one, pick);
        if (sentence === null) continue;
        row.lies++;
        const { label } = await told(clauseCaseOf(one), sentence);
        if (label === "原文摘录") row.caught++;
        else reached.push(`${kind}: ${sentence} << ${one.sentence}`);
      }
    }
    const lies = Object.values(table).reduce((sum, row) => sum + row.lies, 0);
    console.info(`lies about clauses: ${lies}, reached the reader: ${reached.length}`);
    console.table(table);
    expect(lies).toBeGreaterThanOrEqual(MIN_LIES);
    expect(reached).toEqual([]);
  });

  it("that tells the truth in other words is mostly passed on", async () => {
    const table: Record<string, { truths: number; passed: number }> = {};
    const refused: string[] = [];
    // A plan is to be told as one; the rest of a sentence may lean on its first clause.
    const first = clauses.filter(({ row, citation }) => row === 0 && !citation.context.plan);
    for (const [what, retell] of Object.entries(CLAUSE_TRUTHS))
      for (const [how, reword] of Object.entries(REWORDINGS)) {
        let count = 0;
        for (const one of shuffled(first)) {
          if (count >= MAX_OF_A_REWORDING) break;
          const sentence = retell(one, pick);
          if (sentence === null) continue;
          count++;
          const { label } = await told(clauseCaseOf(one), reword(sentence, one));
          for (const kind of [what, how]) {
            table[kind] ??= { truths: 0, passed: 0 };
            table[kind].truths++;
            if (label === "AI 生成") table[kind].passed++;
          }
          if (label !== "AI 生成") refused.push(`${what}, ${how}: ${reword(sentence, one)} << ${one.sentence}`);
        }
      }
    const truths = Object.values(table).reduce((sum, row) => sum + row.truths, 0) / 2;
    console.info(`truths: ${truths}, passed on ${percent(truths - refused.length, truths)}`);
    console.table(table);
    expect(truths).toBeGreaterThanOrEqual(MIN_TRUTHS);
    expect((truths - refused.length) / truths, refused.join("\n")).toBeGreaterThanOrEqual(MIN_LET_THROUGH);
  });
});
