import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createRandom, writeCleanText } from "../../testing/clean-text.ts";
import { type DirtyText, dirtyText, NOISE_KINDS, type NoiseKind } from "../../testing/dirty-text.ts";
import { toRawSpan } from "./offset-map.ts";
import { repairText } from "./repair-text.ts";

const converter = createOpenccScriptConverter();
/** `RUNS=5000 npx vitest run src/core/text/repair-text.property` for more of them, and others each time. */
const RUNS = Number(process.env.RUNS ?? 1000);
/** The same texts in every ordinary run: what one text in ten thousand does must not stop other work by chance. */
const SEED = process.env.RUNS === undefined ? { seed: 20_261_122 } : {};
const TIMEOUT_MS = 120_000 + 100 * RUNS;

function report(what: string, characters: number, wrong: number): void {
  const restored = (100 * (1 - wrong / characters)).toFixed(4);
  process.stdout.write(`${what}: ${characters} characters, ${wrong} wrong, ${restored} % right\n`);
}

/** Characters of `clean` that are missing or wrong in `restored`, by the lines that differ (edit distance). */
function countWrong(whole: string, repaired: string): number {
  if (whole === repaired) return 0;
  // What is the same at both ends needs no counting, and counting takes time by the square.
  let head = 0;
  while (head < whole.length && whole[head] === repaired[head]) head++;
  let tail = 0;
  while (tail < Math.min(whole.length, repaired.length) - head && whole.at(-1 - tail) === repaired.at(-1 - tail))
    tail++;
  const clean = whole.slice(head, whole.length - tail);
  const restored = repaired.slice(head, repaired.length - tail);
  let row = Array.from({ length: restored.length + 1 }, (_, place) => place);
  for (const [left, character] of [...clean].entries()) {
    const next = [left + 1];
    for (let right = 0; right < restored.length; right++)
      next.push(
        Math.min(
          (row[right] ?? 0) + (character === restored[right] ? 0 : 1),
          (row[right + 1] ?? 0) + 1,
          (next[right] ?? 0) + 1,
        ),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The places where a clean character does not point at what the dirty text reads for it. */
function misplaced(dirty: DirtyText): string[] {
  const repaired = repairText(dirty.raw, { converter });
  const wrong: string[] = [];
  let clean = 0;
  let raw = 0;
  for (const piece of dirty.pieces) {
    // Of two line ends beside each other, a tag and a line feed, either may stay.
    if (piece.clean !== "" && piece.clean !== "\n") {
      const span = toRawSpan(repaired.offsets, clean, clean + piece.clean.length);
      if (span.start !== raw || span.end !== raw + piece.raw.length)
        wrong.push(`${piece.clean} → ${dirty.raw.slice(span.start, span.end)}`);
    }
    clean += piece.clean.length;
    raw += piece.raw.length;
  }
  return wrong;
}

describe("repairText on generated texts", { timeout: TIMEOUT_MS }, () => {
  it("destroys no clean character", () => {
    let characters = 0;
    let wrong = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const clean = writeCleanText(createRandom(seed));
        const repaired = repairText(clean, { converter });
        characters += clean.length;
        wrong += countWrong(clean, repaired.text);
        expect(repaired.text).toBe(clean);
        expect(repaired.repairs).toEqual([]);
        expect(repaired.suspects).toEqual([]);
      }),
      { numRuns: RUNS, ...SEED },
    );
    report("clean texts", characters, wrong);
  });

  it("restores at least 99.9 % of the characters of dirtied text, and changes nothing the second time", () => {
    let characters = 0;
    let wrong = 0;
    fc.assert(
      fc.property(fc.integer(), fc.subarray([...NOISE_KINDS]), (seed, kinds) => {
        const random = createRandom(seed);
        const clean = writeCleanText(random);
        const { raw } = dirtyText(clean, random, kinds, converter);
        const restored = repairText(raw, { converter }).text;
        characters += clean.length;
        wrong += countWrong(clean, restored);
        // The indents that told wrapped lines from paragraphs are gone after the first time.
        if (!kinds.includes("wrapped-lines")) expect(repairText(restored, { converter }).text).toBe(restored);
      }),
      { numRuns: RUNS, ...SEED },
    );
    report("dirtied texts, any mixture of noise", characters, wrong);
    expect(wrong / characters).toBeLessThanOrEqual(0.001);
  });

  it.each(NOISE_KINDS.map((kind): [NoiseKind] => [kind]))("restores text with %s alone", (kind) => {
    const kinds: NoiseKind[] = /gloss|shift/.test(kind) ? ["traditional", "glosses", kind] : [kind];
    let characters = 0;
    let wrong = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = createRandom(seed);
        const clean = writeCleanText(random);
        const restored = repairText(dirtyText(clean, random, kinds, converter).raw, { converter }).text;
        characters += clean.length;
        wrong += countWrong(clean, restored);
      }),
      { numRuns: Math.ceil(RUNS / 15), ...SEED },
    );
    report(`dirtied by ${kind}`, characters, wrong);
    expect(wrong / characters).toBeLessThanOrEqual(0.001);
  });

  it("ties every clean character to its place in the dirty text", () => {
    fc.assert(
      fc.property(fc.integer(), fc.subarray([...NOISE_KINDS]), (seed, kinds) => {
        const random = createRandom(seed);
        const clean = writeCleanText(random);
        const dirty = dirtyText(clean, random, kinds, converter);
        if (repairText(dirty.raw, { converter }).text === clean) expect(misplaced(dirty)).toEqual([]);
      }),
      { numRuns: RUNS, ...SEED },
    );
  });
});
