import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, type Edit, mapUnchanged, toOffsetMap, toRawSpan } from "./offset-map.ts";

describe("applyEdits", () => {
  it("maps what was kept, cut and replaced", () => {
    const first = applyEdits(mapUnchanged("設(shè)立 區"), [
      { start: 1, end: 6, text: "" },
      { start: 7, end: 8, text: "" },
    ]);
    expect(first.text).toBe("設立區");
    const second = applyEdits(first, [
      { start: 0, end: 1, text: "设" },
      { start: 2, end: 3, text: "地区" },
    ]);
    expect(second.text).toBe("设立地区");
    const map = toOffsetMap(second);
    expect(toRawSpan(map, 0, 1)).toEqual({ start: 0, end: 1 });
    expect(toRawSpan(map, 0, 2)).toEqual({ start: 0, end: 7 });
    expect(toRawSpan(map, 2, 3)).toEqual({ start: 8, end: 9 });
    expect(toRawSpan(map, 2, 4)).toEqual({ start: 8, end: 9 });
  });

  it("refuses edits that overlap or lie outside", () => {
    const source = mapUnchanged("abc");
    expect(() =>
      applyEdits(source, [
        { start: 1, end: 3, text: "" },
        { start: 2, end: 3, text: "" },
      ]),
    ).toThrow(RangeError);
    expect(() => applyEdits(source, [{ start: 2, end: 4, text: "" }])).toThrow(RangeError);
    expect(() => toRawSpan(toOffsetMap(source), 0, 4)).toThrow(RangeError);
  });

  it("keeps an empty text and a text that was cut as a whole", () => {
    expect(toRawSpan(toOffsetMap(mapUnchanged("")), 0, 0)).toEqual({ start: 0, end: 0 });
    const gone = applyEdits(mapUnchanged("页脚"), [{ start: 0, end: 2, text: "" }]);
    expect(gone.text).toBe("");
    expect(toRawSpan(toOffsetMap(gone), 0, 0)).toEqual({ start: 0, end: 0 });
  });

  it("agrees with carrying one source place along with every character", () => {
    const round = fc.array(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 3 }), fc.stringMatching(/^[a-c]{0,3}$/)), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.stringMatching(/^[w-z]{0,40}$/), fc.array(round, { maxLength: 5 }), (raw, rounds) => {
        let mapped = mapUnchanged(raw);
        let slow = [...raw].map((character, place) => ({ character, start: place, end: place + 1 }));
        for (const plan of rounds) {
          const edits: Edit[] = [];
          let place = 0;
          for (const [gap, length, text] of plan) {
            const start = place + gap;
            if (start + length > slow.length) break;
            edits.push({ start, end: start + length, text });
            place = start + length;
          }
          mapped = applyEdits(mapped, edits);
          slow = editSlowly(slow, edits);
        }
        expect(mapped.text).toBe(slow.map((one) => one.character).join(""));
        const map = toOffsetMap(mapped);
        for (const [place, one] of slow.entries()) {
          const span = toRawSpan(map, place, place + 1);
          // A kept character maps to itself; a replaced word as a whole, so its characters lie somewhere in it.
          if (/[w-z]/.test(one.character)) expect(span).toEqual({ start: one.start, end: one.end });
          expect(span.start).toBeLessThanOrEqual(one.end);
          expect(span.end).toBeGreaterThanOrEqual(one.start);
          expect(span.end).toBeLessThanOrEqual(raw.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

type Tracked = { character: string; start: number; end: number };

function editSlowly(source: readonly Tracked[], edits: readonly Edit[]): Tracked[] {
  const out: Tracked[] = [];
  let position = 0;
  for (const edit of edits) {
    out.push(...source.slice(position, edit.start));
    const replaced = source.slice(edit.start, edit.end);
    const here = source[edit.start]?.start ?? source.at(-1)?.end ?? 0;
    for (const [row, character] of [...edit.text].entries()) {
      const own = edit.text.length === replaced.length ? replaced[row] : undefined;
      const start = own?.start ?? replaced[0]?.start ?? here;
      out.push({
        character,
        start,
        end: own?.end ?? (replaced.length === 0 ? start : (replaced.at(-1)?.end ?? start)),
      });
    }
    position = edit.end;
  }
  return [...out, ...source.slice(position)];
}
