/** The contrast that WCAG 2.2 asks of text (1.4.3). */
const ENOUGH_CONTRAST = 4.5;
const STEPS = 40;

type Rgb = readonly [number, number, number];

/**
 * A colour near the wanted one that can be read on a ground: mixed with `towards` (black on light grounds, white on
 * dark ones) no further than it has to be.
 *
 * @param wanted like `#17508f`, as the other colours
 */
export function readableAccent(wanted: string, ground: string, towards: string): string {
  for (let step = 0; step < STEPS; step++) {
    const mixed = mix(parse(wanted), parse(towards), step / STEPS);
    if (contrast(mixed, parse(ground)) >= ENOUGH_CONTRAST) return format(mixed);
  }
  return towards;
}

/** Contrast ratio of two colours, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrastRatio(one: string, other: string): number {
  return contrast(parse(one), parse(other));
}

function contrast(one: Rgb, other: Rgb): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return from.map((value, row) => Math.round(value + ((to[row] ?? 0) - value) * share)) as [number, number, number];
}

function parse(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function format(color: Rgb): string {
  return `#${color.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
