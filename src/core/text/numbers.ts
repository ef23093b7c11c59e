const DIGITS = "〇一二三四五六七八九";
const SMALL_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const LARGE_UNITS: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

function digitOf(char: string): number {
  if (char === "零") return 0;
  if (char === "两" || char === "俩") return 2;
  return DIGITS.indexOf(char);
}

/**
 * Reads a Chinese numeral (三, 二十五, 一千三百万, 二〇二三). Returns null when the text is not one.
 * Positional form without units (二〇二三) is read digit by digit.
 */
export function parseChineseNumeral(text: string): number | null {
  if (text === "") return null;
  if ([...text].every((char) => digitOf(char) >= 0)) return Number([...text].map(digitOf).join(""));
  let total = 0;
  let block = 0;
  let digit = -1;
  for (const char of text) {
    const value = digitOf(char);
    const small = SMALL_UNITS[char];
    const large = LARGE_UNITS[char];
    if (value >= 0) digit = value;
    else if (small !== undefined) {
      block += (digit < 0 ? 1 : digit) * small;
      digit = -1;
    } else if (large !== undefined) {
      total = (total + block + Math.max(digit, 0)) * large;
      block = 0;
      digit = -1;
    } else return null;
  }
  return total + block + Math.max(digit, 0);
}

/** Reads `1,613`, `98.82`, `6.8` with a following 万, 亿, 千 or 百 already split off as `multiplier`. */
export function parseArabicNumber(digits: string, multiplier = ""): number | null {
  const plain = Number(digits.includes(",") ? digits.replaceAll(",", "") : digits);
  if (!Number.isFinite(plain)) return null;
  let factor = 1;
  for (const char of multiplier) factor *= SMALL_UNITS[char] ?? LARGE_UNITS[char] ?? 1;
  // 6.8 × 10000 is 68000.00000000001 in binary floating point; figures carry at most a few decimals.
  return Math.round(plain * factor * 1e6) / 1e6;
}
