import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { isPlanted } from "../text/find-suspects.ts";
import { splitClauses } from "../text/sentences.ts";

/**
 * A sentence without the places that are marked as tampered with: the clauses that are left on either side. Those with a
 * figure go, too, where words were put in: the figure (开户率100%) may have come with them.
 */
export function trustedParts(report: Report, span: Span): Span[] {
  if (report.suspects.length === 0) return [span];
  const parts = clearParts(report, span);
  return besidePlanted(report, span)
    ? parts.filter(({ start, end }) => !/\d/u.test(report.text.slice(start, end)))
    : parts;
}

const ENDS = "。！？\n";

/** True where words were put into the sentence that `span` is of, up to its full stops. */
function besidePlanted({ text, suspects }: Report, { start, end }: Span): boolean {
  let from = start;
  while (from > 0 && !ENDS.includes(text[from - 1] ?? "\n")) from--;
  let to = end;
  while (to < text.length && !ENDS.includes(text[to - 1] ?? "\n")) to++;
  return suspects.some((suspect) => suspect.start < to && from < suspect.end && isPlanted(suspect));
}

function clearParts(report: Report, span: Span): Span[] {
  const parts: Span[] = [];
  let from = span.start;
  for (const suspect of report.suspects) {
    if (suspect.end <= span.start || suspect.start >= span.end) continue;
    const touched = splitClauses(report.text, span.start, span.end).filter(
      ({ start, end }) => start < suspect.end && suspect.start < end,
    );
    const clear = touched[0]?.start ?? suspect.start;
    if (clear > from) parts.push({ start: from, end: clear });
    const end = touched.at(-1)?.end ?? span.end;
    // The rest of a clause may go on in the next (“一网通办”能力，“两减一即”指标均…); at the end it is a fragment. A
    // figure in it counted what the suspect stands in place of.
    const rest = /\p{N}/u.test(report.text.slice(suspect.end, end)) ? end : suspect.end;
    from = Math.max(from, end < span.end ? rest : span.end);
  }
  if (from < span.end) parts.push({ start: from, end: span.end });
  return parts.filter((part) => /[\p{L}\p{N}]{2}/u.test(report.text.slice(part.start, part.end)));
}
