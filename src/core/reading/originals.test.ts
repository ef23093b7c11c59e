import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import type { Report } from "../model/report.ts";
import { toRawSpan } from "../text/offset-map.ts";
import { repairText } from "../text/repair-text.ts";
import { splitSentences } from "../text/sentences.ts";
import { readReport } from "./read-report.ts";
import { resolveContext } from "./resolve-context.ts";
import { splitPassages } from "./split-passages.ts";

/** Five real reports, not part of the project; without the folder these tests are skipped. */
const FOLDER = new URL("../../../../shared/reports/", import.meta.url);
const converter = createOpenccScriptConverter();

interface Known {
  readonly file: string;
  readonly region: string;
  readonly level: string;
  readonly year: number;
  readonly issuer: string;
  readonly date?: string;
}

describe.skipIf(!existsSync(FOLDER))("the real reports, with reports.json hidden from the reader", () => {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith(".txt")) : [];
  const reports = new Map<string, Report>(
    files.map((file) => {
      const raw = readFileSync(new URL(file, FOLDER), "utf8");
      return [file, readReport({ id: file, file, raw, known: {}, digest: "d" }, converter)];
    }),
  );
  // The file is known to hold this shape.
  const known = (
    existsSync(FOLDER) ? JSON.parse(readFileSync(new URL("reports.json", FOLDER), "utf8")) : []
  ) as readonly Known[];
  const find = (start: string): Report => {
    const report = reports.get(files.find((file) => file.startsWith(start)) ?? "");
    if (report === undefined) throw new Error(`no report ${start}`);
    return report;
  };

  it.each(known.map((facts): [string, Known] => [facts.file, facts]))("identifies %s", (file, facts) => {
    const identity = reports.get(file)?.identity;
    expect(identity?.region.value).toBe(facts.region);
    expect(identity?.year.value).toBe(facts.year);
    expect(identity?.level.value).toBe(facts.level);
    expect(facts.issuer.startsWith(identity?.issuer.value ?? "?")).toBe(true);
    expect(identity?.date.value ?? undefined).toBe(facts.date);
  });

  it("leaves no gloss, Traditional character, footer or broken byte, and is its own fixed point", () => {
    for (const { text, suspects } of reports.values()) {
      expect(text).not.toMatch(/[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+[)）]/);
      expect(text).not.toMatch(/[ㄅ-ㄩ]|ICP备|标识码|举报电话/);
      expect(converter.toSimplified(text)).toBe(text);
      expect(repairText(text, { converter }).text).toBe(text);
      for (const suspect of suspects) expect(suspect.text).toBe("沙巴体育");
    }
    expect(find("004").suspects).toHaveLength(3);
    expect(find("002").text).toContain("提前介入区政府");
    expect(find("002").text).toContain("优秀奖。《“法治护航产业发展”");
    expect(find("000").text).toContain("15个专题");
    expect(find("000").text).toContain("通过“粤执法”");
  });

  it("replaces spam words where a person confirmed them", () => {
    const { id, file, raw } = find("004");
    const replacements = { 沙巴体育: "政务服务" };
    const report = readReport({ id, file, raw, known: { replacements }, digest: "d" }, converter);
    expect(report.suspects).toEqual([]);
    expect(report.repairs.find((record) => record.step === "confirmed-replacements")?.count).toBe(3);
  });

  it("ties every clean character to its source", () => {
    for (const report of reports.values()) {
      let last = 0;
      for (let place = 0; place < report.text.length; place++) {
        const span = toRawSpan(report.offsets, place, place + 1);
        const source = report.raw.slice(span.start, span.end);
        expect(span.start).toBeGreaterThanOrEqual(last);
        last = span.start;
        // A restored word maps as a whole; 著 is converted by its neighbours.
        if (source.length !== 1 || source === "著") continue;
        const clean = report.text[place] ?? "";
        const narrow = "，；：（）？！".includes(clean) ? ",;:()?!"["，；：（）？！".indexOf(clean)] : undefined;
        expect([clean, narrow]).toContain(converter.toSimplified(source));
      }
    }
  });

  it("outlines every kind of heading and marks plans", () => {
    const headings = (start: string, level: number): string[] =>
      find(start)
        .sections.filter((section) => section.level === level && section.heading !== "")
        .map((section) => section.heading);
    expect(headings("000", 1)).toHaveLength(9);
    expect(headings("001", 1)).toHaveLength(5);
    expect(headings("001", 2)).toHaveLength(15);
    expect(headings("002", 1)).toHaveLength(3);
    expect(headings("002", 3)).toHaveLength(4);
    expect(headings("003", 1)).toHaveLength(5);
    expect(headings("004", 3)).toHaveLength(11);
    const plans = (start: string): number => find(start).sections.filter((section) => section.plan).length;
    expect(["000", "001", "002", "003"].map(plans)).toEqual([1, 1, 3, 5]);
    expect(find("001").sections.at(-1)?.plan).toBe(true);
  });

  it("knows which part of the year a figure covers", () => {
    const period = (start: string, words: string) => {
      const report = find(start);
      const sentence = splitSentences(report.text).find((one) => report.text.slice(one.start, one.end).includes(words));
      return sentence === undefined ? undefined : resolveContext(report, sentence).period;
    };
    expect(period("001", "55361宗")).toMatchObject({ year: 2024, fromMonth: 1, toMonth: 11 });
    expect(period("000", "95036宗")).toMatchObject({ year: 2023, toMonth: 11 });
    expect(period("004", "19060场次")).toMatchObject({ year: 2021, toMonth: 8 });
  });

  it("cuts passages that are exact slices of one section", () => {
    for (const report of reports.values())
      for (const passage of splitPassages(report, 0)) {
        const section = report.sections[passage.sectionRow];
        expect(passage.start).toBeGreaterThanOrEqual(section?.start ?? Number.POSITIVE_INFINITY);
        expect(passage.end).toBeLessThanOrEqual(section?.end ?? 0);
        expect(passage.end - passage.start).toBeLessThanOrEqual(400);
      }
  });
});
