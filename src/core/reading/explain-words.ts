import { type Division, divisionAt, parentOf } from "./divisions.ts";

/** A word that means something only in its report, with what it means there. */
export interface WordMeaning {
  /** As written: 去年, 全市. */
  readonly text: string;
  /** 2020年, 广东省清远市. */
  readonly meaning: string;
}

const YEARS =
  /(?<![\d])(今年|本年度|本年(?!度)|当年|去年同期|上年同期|去年|上年度|上年(?!度)|上一年度?|明年|来年|下一年度?)/g;
const PLACES = /([我本全])([省市区县州旗盟])(?![域间分]|[省市区县]级)/g;

/**
 * What 今年, 去年, 我市, 全区 … mean, each word once, in order. Years count from the report's year, never from today;
 * a place is the report's own, or the one above it that is called so (全市 in the report of a district is the city).
 * `region` is a path such as 广东省江门市江海区. Words whose meaning is unknown are left out.
 */
export function explainWords(words: string, region: string | null, year: number | null): WordMeaning[] {
  const found: (WordMeaning & { readonly at: number })[] = [];
  if (year !== null)
    for (const { 0: text, index } of words.matchAll(YEARS)) {
      const meant = /^[去上]/.test(text) ? year - 1 : /^[明来下]/.test(text) ? year + 1 : year;
      found.push({ at: index, text, meaning: `${meant}年${text.endsWith("同期") ? "同期" : ""}` });
    }
  const division = region === null ? undefined : divisionAt(region);
  if (division !== undefined)
    for (const { 0: text, 2: unit = "", index } of words.matchAll(PLACES)) {
      const meant = placeCalled(division, unit);
      if (meant !== undefined) found.push({ at: index, text, meaning: meant.path });
    }
  const seen = new Set<string>();
  return found
    .sort((one, other) => one.at - other.at)
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .map(({ text, meaning }) => ({ text, meaning }));
}

function placeCalled(division: Division, unit: string): Division | undefined {
  for (let place: Division | undefined = division; place !== undefined; place = parentOf(place))
    if (place.name.endsWith(unit)) return place;
  return undefined;
}
