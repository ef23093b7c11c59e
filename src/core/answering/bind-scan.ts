import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import { parseChineseNumeral } from "../text/numbers.ts";

/** 第六, 三, 两%, 三人 at a clause's end or before 是: what a report would not write so, an answer may. */
const BARE =
  /(?<rank>第(?=一)|第?(?!一))(?<digits>[一二三四五六七八九十百千两][一二三四五六七八九十百千万两]*)(?<unit>[%‰人户处所场天村支户]?)(?=$|[（(，。；、！？\s]|[是的])/gu;

const NUMERAL = /[二三四五六七八九十两]/gu;

/** Numerals that no figure of the words holds and that `said` does not have with the character behind them: 三占一半. */
export function strayNumerals(text: string, figures: readonly ScannedFigure[], said: string): ScannedFigure[] {
  return [...text.matchAll(NUMERAL)].flatMap(({ 0: written, index }) => {
    const held = figures.some(({ start, end }) => start <= index && index < end);
    const end = index + written.length;
    if (held || said.includes(text.slice(index, end + 1))) return [];
    return [{ text: written, start: index, end, value: parseChineseNumeral(written), unit: "", qualifier: "" }];
  });
}

/** The figures of an answer's words: those of any text, and numerals that stand where a figure is told, unit or not. */
export function scanAnswer(text: string): ScannedFigure[] {
  const found = scanFigures(text);
  for (const { 0: written, index, groups } of text.matchAll(BARE)) {
    const [start, end] = [index, index + written.length];
    const value = parseChineseNumeral(groups?.digits ?? "");
    if (value === null || found.some((other) => other.start < end && start < other.end)) continue;
    found.push({ text: written, start, end, value, unit: groups?.unit ?? "", qualifier: groups?.rank ?? "" });
  }
  return found.sort((a, b) => a.start - b.start);
}
