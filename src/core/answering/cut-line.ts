/** Longest lead, in characters. */
export const MAX_LEAD_CHARS = 80;
/** A clause is kept whole as long as this share of the line stays. */
const KEPT_SHARE = 0.4;

/**
 * A line of at most `most` characters, … in the place of what is left out: cut between clauses, or else in front of a
 * number, since half of one would be another (18312人次 is not 18人次).
 */
export function cutLine(line: string, most = MAX_LEAD_CHARS): string {
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  const clause = cut.slice(0, Math.max(0, cut.search(/[，、；：][^，、；：]*$/u)));
  const isHalved = /[\d.,%％]$/u.test(cut) && /^[\d.,%％]/u.test(line.slice(most - 1));
  const short = clause.length >= most * KEPT_SHARE ? clause : isHalved ? cut.replace(/[\d.,%％]+$/u, "") : cut;
  return `${short}…`;
}
