import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { splitSentences } from "../text/sentences.ts";
import { findDamage } from "./find-damage.ts";
import { readReport } from "./read-report.ts";
import { MAX_PASSAGE_CHARS, MIN_PASSAGE_CHARS, splitPassages } from "./split-passages.ts";

const converter = createOpenccScriptConverter();
const read = (raw: string) => readReport({ id: "r", file: "r.txt", raw, known: {}, digest: "d" }, converter);

const sentence = fc
  .array(
    fc.constantFrom(
      ...["推进依法行政", "办理案件12件", "“快办”（试行）", "落实《规定》", "一是健全制度", "占98.5%", "共3,000人次"],
    ),
    { minLength: 1, maxLength: 40 },
  )
  .chain((clauses) => fc.constantFrom("。", "。", "；", "", "！", "：").map((end) => `${clauses.join("，")}${end}`));
const line = fc.oneof(
  { weight: 5, arbitrary: fc.array(sentence, { minLength: 1, maxLength: 8 }).map((all) => all.join("")) },
  fc.constantFrom(
    ...[
      "一、主要做法",
      "（一）加强领导",
      "1.规范决策",
      "（1）细化措施",
      "①建队伍",
      "第一章 总则",
      "第三条 本办法适用于各镇街。",
    ],
    ...[
      "抓实法治宣传",
      "下一步工作",
      "单位：甲镇；案件：12；办结：12",
      "市委、市政府：",
      "青溪区人民政府",
      "2024年1月8日",
    ],
    ...["“", "》）", "1", "——", "甲".repeat(900), "第二条", "十一、", "二是压实责任，三是强化监督"],
  ),
);
const report = fc
  .array(line, { minLength: 1, maxLength: 40 })
  .map((lines) => `各部门推进法治建设工作。\n${lines.join("\n")}\n`);

/** Reads what is not kept out: a text of nothing but stray marks is damaged, and said to be. */
function readUndamaged(raw: string) {
  fc.pre(findDamage(raw) === undefined);
  return read(raw);
}

describe("the structure of any text", () => {
  it("has sections that cover it without gaps, and passages of whole sentences inside them", () => {
    fc.assert(
      fc.property(report, (raw) => {
        const { text, sections, ...rest } = readUndamaged(raw);
        let position = 0;
        for (const section of sections) {
          expect(section.start).toBe(position);
          expect(section.headingEnd).toBeGreaterThanOrEqual(section.start);
          expect(section.end).toBeGreaterThanOrEqual(section.headingEnd);
          if (section.heading !== "") expect(section.path.at(-1)).toBe(section.heading);
          position = section.end;
        }
        expect(position).toBe(text.length);
        const passages = splitPassages({ text, sections, ...rest }, 0);
        let last = 0;
        for (const { start, end, sectionRow } of passages) {
          expect(start).toBeGreaterThanOrEqual(Math.max(last, sections[sectionRow]?.start ?? text.length));
          expect(end).toBeLessThanOrEqual(sections[sectionRow]?.end ?? 0);
          expect(end - start).toBeLessThanOrEqual(MAX_PASSAGE_CHARS);
          // Nothing but white space lies between two passages.
          expect(text.slice(last, start).trim()).toBe("");
          last = end;
        }
        expect(text.slice(last).trim()).toBe("");
      }),
      { numRuns: 600 },
    );
  });

  it("has short passages only where neither neighbour in the section could take them in", () => {
    fc.assert(
      fc.property(report, (raw) => {
        const one = readUndamaged(raw);
        const passages = splitPassages(one, 0);
        for (const [row, { start, end, sectionRow }] of passages.entries()) {
          if (end - start >= MIN_PASSAGE_CHARS) continue;
          for (const other of [passages[row - 1], passages[row + 1]]) {
            if (other === undefined || other.sectionRow !== sectionRow) continue;
            const length = Math.max(end, other.end) - Math.min(start, other.start);
            expect(length).toBeGreaterThan(MAX_PASSAGE_CHARS);
          }
        }
      }),
      { numRuns: 600 },
    );
  });
});

describe("the outline", () => {
  const headings = (raw: string): [number, string][] =>
    read(raw).sections.flatMap((one): [number, string][] => (one.heading === "" ? [] : [[one.level, one.heading]]));
  const paragraph = "各部门按照职责分工推进年度重点任务，加强协作配合，形成工作合力，年内完成目标任务。";

  it("takes rows of a table for text, whatever their length", () => {
    const rows = "镇街：甲镇；案件：12；办结：12\n镇街：乙镇；案件：15；办结：14\n";
    expect(headings(`一、办案情况\n${rows}${paragraph}\n二、普法情况\n${paragraph}\n`)).toEqual([
      [1, "一、办案情况"],
      [1, "二、普法情况"],
    ]);
    expect(headings(`一、办案情况\n镇街：甲镇；案件：12\n${paragraph}\n`)).toEqual([[1, "一、办案情况"]]);
  });

  it("reads chapters and articles", () => {
    expect(
      headings(
        `第一章 总则\n第一条 为规范执法，制定本办法。${paragraph}\n第二条 本办法适用于各镇街。\n第二章 职责\n第三条 ${paragraph}\n`,
      ),
    ).toEqual([
      [1, "第一章总则"],
      [3, "第一条"],
      [3, "第二条"],
      [1, "第二章职责"],
      [3, "第三条"],
    ]);
    expect(headings(`第三条规定的时限内全部办结。\n${paragraph}\n`)).toEqual([]);
  });

  it("takes neither addressee nor signature nor date for headings", () => {
    const raw = `海棠市2023年度法治政府建设情况报告\n市委、市政府：\n${paragraph}\n抓实法治宣传\n${paragraph}\n海棠市司法局\n2024年1月8日\n`;
    expect(headings(raw)).toEqual([[1, "抓实法治宣传"]]);
  });

  it("keeps a paragraph apart from the next where its full stop was lost", () => {
    const lost = paragraph.slice(0, -1);
    const { text } = read(`${lost}\n${paragraph}\n`);
    expect(splitSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual([lost, paragraph]);
  });
});
