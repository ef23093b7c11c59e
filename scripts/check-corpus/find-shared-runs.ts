/** A stretch of Han characters that two texts share. */
export interface SharedRun {
  readonly text: string;
  /** Name of the source that holds it. */
  readonly source: string;
}

/** Maximal stretches of Han characters; everything else (digits, marks, spaces) ends a stretch. */
function hanStretches(text: string): string[] {
  return text.match(/\p{Script=Han}+/gu) ?? [];
}

/**
 * Finds the longest runs of at least `minLength` Han characters that `text` shares with one of `sources`.
 *
 * @param sources Cleaned texts by name.
 * @param minLength In characters, ≥ 1.
 * @returns Maximal runs, each once for each source that holds it.
 */
export function findSharedRuns(text: string, sources: ReadonlyMap<string, string>, minLength: number): SharedRun[] {
  const found = new Map<string, SharedRun>();
  for (const [source, sourceText] of sources) {
    const sourceStretches = hanStretches(sourceText);
    for (const stretch of hanStretches(text)) {
      for (const run of maximalRuns(stretch, sourceStretches, minLength))
        found.set(`${source}\n${run}`, { text: run, source });
    }
  }
  return [...found.values()];
}

function maximalRuns(stretch: string, sourceStretches: readonly string[], minLength: number): string[] {
  const isShared = (part: string): boolean => sourceStretches.some((candidate) => candidate.includes(part));
  const runs: string[] = [];
  let coveredTo = 0;
  for (let start = 0; start + minLength <= stretch.length; start += 1) {
    let end = Math.max(start + minLength, coveredTo + 1);
    if (end > stretch.length || !isShared(stretch.slice(start, end))) continue;
    while (end < stretch.length && isShared(stretch.slice(start, end + 1))) end += 1;
    runs.push(stretch.slice(start, end));
    coveredTo = end;
  }
  return runs;
}

/**
 * How close a text stays to a source: the share (0–1) of its Han n-grams that the source holds as well.
 * A number to look at, not a rule: names and figures must be shared.
 */
export function sharedNgramShare(text: string, source: string, n: number): number {
  const grams = (value: string): string[] =>
    hanStretches(value).flatMap((stretch) =>
      Array.from({ length: Math.max(0, stretch.length - n + 1) }, (_, index) => stretch.slice(index, index + n)),
    );
  const known = new Set(grams(source));
  const own = grams(text);
  return own.length === 0 ? 0 : own.filter((gram) => known.has(gram)).length / own.length;
}

/** Reads an allow list: one phrase a line; empty lines and lines starting with # say nothing. */
export function readAllowList(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** True when the run lies wholly inside one allowed phrase. */
export function isAllowedRun(run: string, allowed: readonly string[]): boolean {
  return allowed.some((phrase) => phrase.includes(run));
}
