import type { LibraryEntry } from "../../src/core/library-entry.ts";
import type { IdentityFact, Passage, Report, Section } from "../../src/core/model/report.ts";
import type { ScriptConverter } from "../../src/core/ports/script-converter.ts";
import { mapUnchanged, toOffsetMap } from "../../src/core/text/offset-map.ts";
import { repairText } from "../../src/core/text/repair-text.ts";
import type { BenchPassage } from "./bench-set.ts";

/** Passages of a set as reports; `ids` are those of the set, in the order of the entries' passages. */
export interface SetEntries {
  readonly entries: readonly LibraryEntry[];
  readonly ids: readonly string[];
}

const UNKNOWN: IdentityFact<never> = { value: null, certainty: "unknown" };
const ARTICLE = /第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十\d]+)?$/u;

/**
 * Passages of a set as the reports that they are pieces of: those with one title, or of one law (the title without
 * 第…条), form a report, each a section of its own with the title as heading. Texts are repaired as those of reports
 * are; nothing is cut, so that a passage found is a passage of the set.
 */
export function toEntries(passages: readonly BenchPassage[], converter: ScriptConverter): SetEntries {
  const groups = new Map<string, BenchPassage[]>();
  for (const passage of passages) {
    const name = passage.title.replace(ARTICLE, "");
    const key = name === "" ? `id ${passage.id}` : `title ${name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [passage]);
    else group.push(passage);
  }
  const repair = (text: string) => repairText(text, { converter }).text.trim();
  const entries = [...groups.values()].map((group, reportRow) => toEntry(group, reportRow, repair));
  return { entries, ids: [...groups.values()].flatMap((group) => group.map(({ id }) => id)) };
}

function toEntry(group: readonly BenchPassage[], reportRow: number, repair: (text: string) => string): LibraryEntry {
  const sections: Section[] = [];
  const passages: Passage[] = [];
  let text = "";
  for (const [sectionRow, { title, text: raw }] of group.entries()) {
    const heading = repair(title);
    const start = text.length;
    if (heading !== "") text += `${heading}\n`;
    const headingEnd = Math.max(start, text.length - 1);
    const textStart = text.length;
    text += repair(raw);
    passages.push({ start: textStart, end: text.length, reportRow, sectionRow });
    text += "\n";
    const level = heading === "" ? 0 : 1;
    const path = heading === "" ? [] : [heading];
    sections.push({ heading, start, headingEnd, end: text.length, level, path, plan: false });
  }
  return { report: toReport(group[0], text, sections, repair), passages, previousRow: null };
}

function toReport(
  first: BenchPassage | undefined,
  text: string,
  sections: readonly Section[],
  repair: (text: string) => string,
): Report {
  const title = repair(first?.title.replace(ARTICLE, "") ?? "");
  const id = first?.id ?? "";
  return {
    ...{ id, file: `${id}.txt`, digest: id, raw: text, text, sections, repairs: [], suspects: [] },
    offsets: toOffsetMap(mapUnchanged(text)),
    identity: {
      title: title === "" ? UNKNOWN : { value: title, certainty: "given" },
      ...{ issuer: UNKNOWN, region: UNKNOWN, level: UNKNOWN, year: UNKNOWN, date: UNKNOWN },
    },
  };
}
