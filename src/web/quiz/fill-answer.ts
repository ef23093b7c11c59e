const PUNCTUATION_AT_END = /[。．.,，;；、!！]+$/u;
const QUALIFIER = /^(?:超过|超|逾|近|约|达到|达|突破|不少于|不低于|至少|最多|仅|第)/u;
const NUMBER = /^(\d+(?:\.\d+)?)([余多]?)([百千万亿]{0,2})([余多]?)(.*)$/u;
const CHINESE_NUMBER = /^([〇零一二两三四五六七八九十百千万亿]+)([余多]?)(.*)$/u;
/** Makes an exact figure rough. */
const ROUGH = /(?:左右|上下|以[上下内]|[余多几来])$/u;
const DIGITS = "零一二三四五六七八九";
const TENS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const MYRIADS: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/**
 * Whether what a learner typed into a gap is one of the accepted answers: full width, spaces, thousands separators,
 * Chinese numerals and a unit left out are no faults; another number, another unit or a missing 超 or 近 is one.
 */
export function isAccepted(typed: string, accepted: readonly string[]): boolean {
  const given = plain(typed);
  if (given === "") return false;
  const answers = accepted.map((answer) => ({ text: plain(answer), figure: read(plain(answer)) }));
  const units = new Set(answers.flatMap(({ figure }) => (figure === undefined ? [] : [figure.unit])));
  const figureGiven = read(given);
  return answers.some(({ text, figure }) => text === given || isSameFigure(figureGiven, figure, units));
}

/** Full width to half, without spaces and thousands separators: １，２３４ 件。 → 1234件 */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\s+/gu, "")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/gu, "")
    .replace(PUNCTUATION_AT_END, "")
    .replace(/^百分之(.+)$/u, "$1%");
}

interface Read {
  readonly qualifier: string;
  readonly value: number;
  readonly unit: string;
}

function read(text: string): Read | undefined {
  const before = QUALIFIER.exec(text)?.[0] ?? "";
  const rest = text.slice(before.length).replace(/^(.*)个百分点$/u, "$1百分点");
  const [, digits, more = "", multiplier = "", behind = "", counted = ""] = NUMBER.exec(rest) ?? [];
  const [, numeral, over = "", told = ""] = CHINESE_NUMBER.exec(rest) ?? [];
  if (digits === undefined && numeral === undefined) return undefined;
  const times = [...multiplier].reduce((product, sign) => product * (TENS[sign] ?? MYRIADS[sign] ?? 1), 1);
  // Twelve digits: 4.35 times 100 is not 435 in floating point.
  const value = digits === undefined ? readNumeral(numeral ?? "") : Number((Number(digits) * times).toPrecision(12));
  const whole = digits === undefined ? told : counted;
  const unit = whole.replace(ROUGH, "");
  // 多 and 余 say the same.
  const qualifier = `${before}${(more + behind + over).replace(/多/gu, "余")}${ROUGH.exec(whole)?.[0] ?? ""}`;
  return { qualifier, value, unit };
}

/** A unit may be left out, but one that is given must be one that the answers have. */
function isSameFigure(typed: Read | undefined, answer: Read | undefined, units: ReadonlySet<string>): boolean {
  if (typed === undefined || answer === undefined) return false;
  const isUnit = typed.unit === "" || typed.unit === answer.unit || (answer.unit === "" && units.has(typed.unit));
  return typed.value === answer.value && typed.qualifier === answer.qualifier && isUnit;
}

/** 二十三 → 23, 一百零五 → 105, 三万二千 → 32000. */
function readNumeral(numeral: string): number {
  let [total, part, digit] = [0, 0, 0];
  for (const sign of numeral.replace(/〇/gu, "零").replace(/两/gu, "二")) {
    const tens = TENS[sign];
    const myriads = MYRIADS[sign];
    if (tens !== undefined) {
      part += (digit === 0 ? 1 : digit) * tens;
      digit = 0;
    } else if (myriads !== undefined) {
      total = (total + part + digit) * myriads;
      [part, digit] = [0, 0];
    } else digit = DIGITS.indexOf(sign);
  }
  return total + part + digit;
}
