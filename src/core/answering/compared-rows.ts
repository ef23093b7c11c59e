import { mayBeStandard } from "../figures/standard-indicators.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { resolveContext } from "../reading/resolve-context.ts";
import { placeName } from "../search/library-places.ts";
import { scanFigures } from "../text/figure-scan.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { standardNameOf } from "./disclosed-figure.ts";
import { findFigure, headOf, unsaidShare } from "./find-compared-figure.ts";
import type { Evidence, GroupEvidence } from "./find-evidence.ts";
import type { FoundFigure } from "./found-figure.ts";
import type { QuestionPlan } from "./plan-question.ts";
import type { SideBySide } from "./read-comparison.ts";
import { plainWords, sharesPair } from "./unsaid-words.ts";

/** A place or year that was asked about, with what its reports say of the figure. */
export interface ComparedRow {
  /** 江门市（2023年）; as asked where the library has no report of it. */
  readonly label: string;
  /** False where the library has no report of this place and year. */
  readonly covered: boolean;
  /** True where what is asked has a standard name: then a report that does not tell it does not disclose it. */
  readonly named: boolean;
  readonly found: FoundFigure | null;
  /** A sentence that may hold the figure, where none is sure. */
  readonly evidence: Evidence | null;
}

/** A sentence that leaves more of the question unsaid is not even shown beside the others. */
const MAX_UNSAID_NEAR = 0.5;
/** Of a sentence that only may hold the figure the very noun is asked for. */
const NEAR_HEAD_CHARS = 4;

/** The places and years asked about, in the order of the question; `groups` are those that have reports, with evidence. */
export function compareRows(
  library: Library,
  plan: QuestionPlan,
  sideBySide: SideBySide,
  groups: readonly GroupEvidence[],
  fold: (text: string) => string,
): ComparedRow[] {
  return askedLabels(plan, library.reports, groups).map(({ label, path }) => {
    const own = groups.filter(({ group }) => group.label === label);
    const asked = sideBySide.own.get(path) ?? sideBySide.shared;
    const choices = own.flatMap((one) => {
      const found = asked === null ? null : findFigure(library, one, asked, plan, fold);
      return found === null ? [] : [found];
    });
    // Of several reports of one place the last one that tells the figure.
    const [found = null] = choices.sort((a, b) => yearOf(b.report) - yearOf(a.report));
    const covered = found !== null || own.some(({ group }) => group.mustSpeakOf === undefined);
    const near = asked === null ? [] : own.flatMap((one) => one.evidence).filter((item) => mayHold(item, asked, plan));
    const named = asked !== null && standardNameOf(asked) !== null;
    return { label, covered, named, found, evidence: covered ? (near[0] ?? null) : null };
  });
}

/**
 * True for a sentence that has a figure of the unit asked for and says much of what was asked; of an indicator with a
 * standard name only where its words may be of that one.
 */
function mayHold({ report, sentence }: Evidence, asked: AskedFigure, plan: QuestionPlan): boolean {
  if (resolveContext(report, sentence).plan && !plan.asksForPlans) return false;
  const { phrase, units } = asked;
  const name = standardNameOf(asked);
  const said = `${sentence.heading} ${sentence.text}`;
  if (name !== null) return scanFigures(sentence.text).some(({ unit }) => mayBeStandard(name, { own: "", said, unit }));
  const fits = scanFigures(sentence.text).some(
    ({ unit, value }) => value !== null && (units.length > 0 ? units.includes(unit) : !/^[年月日]?$/u.test(unit)),
  );
  if (!sharesPair(headOf(phrase).slice(-NEAR_HEAD_CHARS), plainWords(said))) return false;
  return sentence.holdsFigures || (fits && unsaidShare(phrase, said) <= MAX_UNSAID_NEAR);
}

function yearOf({ identity }: Report): number {
  return identity.year.value ?? 0;
}

/** Every place with every year that was said of it, as the groups of reports are called. */
export function askedLabels(plan: QuestionPlan, reports: readonly Report[], groups: readonly GroupEvidence[]) {
  const { regions, years, pairs } = plan.slots;
  const known = new Set(groups.map(({ group }) => group.label));
  const places = regions.length === 0 ? [{ path: "", start: 0 }] : regions;
  const labels = places.flatMap(({ path, start }) => {
    const name = path === "" ? "" : placeName(path, reports);
    const own = pairs?.filter(({ region }) => region.path === path).map(({ year }) => year) ?? years;
    const all = own.length === 0 ? [name] : own.map((year) => `${name}（${year}年）`);
    return all.map((label) => ({ label, path, start }));
  });
  // Of places of one name, of which the question meant one, the one that has reports.
  return labels.filter(
    ({ label, path, start }) =>
      known.has(label) ||
      !labels.some((other) => other.start === start && other.path !== path && known.has(other.label)),
  );
}
