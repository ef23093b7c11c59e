import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createRandom, writeCleanText } from "../../testing/clean-text.ts";
import { splitSentences } from "../text/sentences.ts";
import { readReport } from "./read-report.ts";
import { MAX_PASSAGE_CHARS, MIN_PASSAGE_CHARS, splitPassages } from "./split-passages.ts";

const converter = createOpenccScriptConverter();
const read = (raw: string) => readReport({ id: "r", file: "r.txt", raw, known: {}, digest: "d" }, converter);

describe("splitPassages", () => {
  it("covers every sentence once, inside its section, in 150–400 characters where the section allows", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const report = read(writeCleanText(createRandom(seed)));
        const passages = splitPassages(report, 3);
        let last = 0;
        for (const passage of passages) {
          const section = report.sections[passage.sectionRow];
          expect(passage.reportRow).toBe(3);
          expect(passage.start).toBeGreaterThanOrEqual(Math.max(last, section?.start ?? 0));
          expect(passage.end).toBeLessThanOrEqual(section?.end ?? 0);
          expect(passage.end - passage.start).toBeLessThanOrEqual(MAX_PASSAGE_CHARS);
          last = passage.end;
        }
        for (const sentence of splitSentences(report.text))
          expect(passages.filter((one) => one.start <= sentence.start && one.end >= sentence.end)).toHaveLength(1);
        for (const row of report.sections.keys()) {
          const own = passages.filter((one) => one.sectionRow === row);
          expect(own.filter((one) => one.end - one.start < MIN_PASSAGE_CHARS).length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("cuts a sentence of more than 400 characters between clauses", () => {
    const report = read(`${"各部门按照职责推进年度重点任务落实，".repeat(60)}完成。`);
    const passages = splitPassages(report, 0);
    expect(passages.length).toBeGreaterThan(2);
    for (const { start, end } of passages) expect(report.text.slice(start, end)).toMatch(/^各.{1,399}[，。]$/);
  });
});
