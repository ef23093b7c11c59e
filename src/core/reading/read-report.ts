import { FawenError } from "../model/errors.ts";
import type { KnownFacts, Report } from "../model/report.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import { repairText } from "../text/repair-text.ts";
import { findDamage } from "./find-damage.ts";
import { findPageFacts } from "./find-page-facts.ts";
import { findTitle } from "./find-title.ts";
import { identifyReport } from "./identify-report.ts";
import { readLines } from "./lines.ts";
import { markPlans } from "./mark-plans.ts";
import { outlineText } from "./outline.ts";

/** Raise when the reading code changes what comes out, so that saved indexes are built again. */
export const READING_VERSION = "21";

/** A decoded report file, not read yet. */
export interface ReportSource {
  readonly id: string;
  /** Path below the corpus folder, with `/`. */
  readonly file: string;
  /** The file's text as decoded, with everything it has: byte order mark, CRLF, glosses. */
  readonly raw: string;
  readonly known: KnownFacts;
  readonly digest: string;
  readonly url?: string;
  /** Where it stands in a file of many, for people. */
  readonly place?: string;
}

/**
 * Source text → report: repaired, identified, outlined. Pure: the same source gives the same report.
 *
 * Throws `FawenError("bad-input-file")` with `field` = the file for a text that is empty or that cannot be
 * repaired; the message says why and what to do.
 */
export function readReport(source: ReportSource, converter: ScriptConverter): Report {
  const repaired = repairText(source.raw, { converter, replacements: source.known.replacements });
  const { text } = repaired;
  const damage = findDamage(text);
  if (damage !== undefined)
    throw new FawenError("bad-input-file", `${source.file} ${source.place ?? ""}未收入：${damage}`, {
      field: source.file,
    });
  const lines = readLines(text);
  const title = findTitle(lines);
  const outline = outlineText(text, { titleEnd: title?.end ?? 0 });
  const identity = identifyReport({
    text,
    lines,
    sections: markPlans(outline, text, source.known.year ?? null),
    title,
    page: findPageFacts(repaired.furniture),
    known: source.known,
  });
  const url = source.url ?? source.known.url;
  return {
    id: source.id,
    file: source.file,
    ...(url === undefined ? {} : { url }),
    digest: source.digest,
    raw: source.raw,
    text,
    offsets: repaired.offsets,
    identity,
    sections: markPlans(outline, text, identity.year.value),
    repairs: repaired.repairs,
    suspects: repaired.suspects,
  };
}
