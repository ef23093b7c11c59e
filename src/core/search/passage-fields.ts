import type { Passage, Report } from "../model/report.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import { foldText } from "../text/fold.ts";
import type { LexicalField } from "./index-words.ts";

/** Weight of the heading path beside the text: headings name the topic that sentences then take for granted. */
const HEADING_WEIGHT = 0.6;
/** Weight of the report's title: it says place and year, which its sentences call 我市 and 今年. */
const TITLE_WEIGHT = 0.5;

/** What of a report its passages are found by. */
export type IndexedReport = Pick<Report, "identity" | "sections" | "text">;

/** The fields that a passage is indexed with, and their weights; the one place that decides on them. */
export function passageFields(
  report: IndexedReport,
  passage: Pick<Passage, "sectionRow" | "start" | "end">,
  converter: ScriptConverter,
): LexicalField[] {
  const path = report.sections[passage.sectionRow]?.path ?? [];
  return [
    { text: foldText(report.identity.title.value ?? "", converter), weight: TITLE_WEIGHT },
    { text: foldText(path.join("\n"), converter), weight: HEADING_WEIGHT },
    { text: foldText(report.text.slice(passage.start, passage.end), converter), weight: 1 },
  ];
}
