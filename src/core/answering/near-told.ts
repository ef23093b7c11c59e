import type { Citation } from "../model/answer.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import { splitClauses } from "./narrow-sentence.ts";
import { isOfBefore, type QuestionPart } from "./question-parts.ts";

/** With more figures left, any of them would be a guess. */
const MAX_NEAR = 2;
const PERIOD_UNITS: ReadonlySet<string> = new Set(["", "年", "月", "日"]);
const MOVED = /(?:增[长加]|减少|[上下]升|下降|提[高升]|降低|[增减升降多少高低])了?(?:约|近|超|了)?$/u;

/**
 * The clauses, quoted with their markers, of the one or two figures that stand in the quotes beside those told (`leads`)
 * and are of the kind that a part asks for: 涉及多少人 after the number of cases. They may be meant, and are for the reader
 * to judge; null where none is, or too many are.
 */
export function nearTold(part: QuestionPart, leads: readonly string[], citations: readonly Citation[]): string | null {
  const told = new Set(leads.flatMap((lead) => scanFigures(lead).map(({ text }) => text)));
  const near = citations.flatMap(({ quote, marker }) =>
    splitClauses(quote).flatMap(({ start, end }) => {
      const clause = quote.slice(start, end);
      const fits = scanFigures(clause).some((figure) => !told.has(figure.text) && mayBe(figure, clause, part));
      return fits ? [`“${clause.replace(/[\s，；。：,;:]+$/u, "")}” [${marker}]`] : [];
    }),
  );
  return near.length === 0 || near.length > MAX_NEAR ? null : near.join("、");
}

function mayBe({ text, unit, start, torn }: ScannedFigure, clause: string, part: QuestionPart): boolean {
  const { units, rank = false } = part.asked;
  if (torn || text.startsWith("第") !== rank) return false;
  if (rank) return true;
  if (isOfBefore(part)) return MOVED.test(clause.slice(0, start));
  return units.length === 0 ? !PERIOD_UNITS.has(unit) : units.includes(unit);
}
