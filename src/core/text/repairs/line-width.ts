/**
 * How whatever wrapped the text may have measured it: in characters, in columns (Chinese two, others one), or in the
 * columns that it had before a machine narrowed its marks (，→,). Spaces count nothing: Chinese has none, and those
 * beside figures and quotes came in later.
 */
export type Measure = 0 | 1 | 2;
export const MEASURES: readonly Measure[] = [0, 1, 2];
/** A Chinese character, in each measure. */
export const HAN_WIDTH = [1, 2, 2] as const;
export type Widths = readonly [characters: number, columns: number, widened: number];

/** Width of a text in each measure. */
export function measure(text: string): Widths {
  let [spaces, narrow, widened] = [0, 0, 0];
  let previous = 0;
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (unit < 0x2000 || unit === 0x3000) {
      if (isSpace(unit)) spaces++;
      else {
        narrow++;
        const next = place + 1 < text.length ? text.charCodeAt(place + 1) : 0x3000;
        if (isNarrowMark(unit) && (previous >= 0x2000 || next >= 0x2000)) widened++;
      }
    }
    previous = unit;
  }
  const characters = text.length - spaces;
  return [characters, 2 * characters - narrow, 2 * characters - narrow + widened];
}

/** A space of either width, a no-break space or a tab. */
export function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0xa0 || unit === 0x3000 || unit === 0x09;
}

/** , ; : ( ) ? ! */
function isNarrowMark(unit: number): boolean {
  return (
    unit === 0x2c || unit === 0x3b || unit === 0x3a || unit === 0x28 || unit === 0x29 || unit === 0x3f || unit === 0x21
  );
}
