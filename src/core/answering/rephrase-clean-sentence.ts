/** A sentence of a model in plain form, its markers taken out. */
export interface CleanSentence {
  /** Simplified, without markers and marks of Markdown, with its stop. */
  readonly text: string;
  /** Numbers of its markers, each once, in order. */
  readonly markers: readonly number[];
}

/** ［1］ 【1】 [1] [1,2] [1、2] [1-3] [^1] [摘录1]. */
const MARKER =
  /\s*[[［【]\s*\^?(?:摘录|编号|引用|来源)?\s*([\d０-９]{1,3}(?:\s*[,，、;；\s]\s*[\d０-９]{1,3}|\s*[-–—~～至]\s*[\d０-９]{1,3})*)\s*[\]］】]/gu;
const RANGE = /^(\d{1,3})\s*[-–—~～至]\s*(\d{1,3})$/u;
/** No answer has more citations; a wider range is no range of markers. */
const MAX_RANGE = 20;
/** - * • 1. 1、 (1) ### > in front of a line. */
const LINE_MARKS = /^(?:\s*(?:[-*+•·>]|#{1,6}|\d{1,2}[.、．)）](?!\d)|[（(]\d{1,2}[）)])\s*)+/u;
/** Words that open a sentence and say nothing beyond its citation: with them gone it is still the same. */
const OPENINGS =
  /^(?:(?:根据|依据|按照|据)?《[^》]*》(?:显示|披露|记载|指出|提到)?|首先|其次|再次|最后|此外|另外|同时|其中|总的来说|总体来看|综上(?:所述)?|具体(?:来说|而言|来看)?|也就是说|换言之|简言之|(?:根据|依据|按照|据)?(?:以上|上述|所给|给出的)?(?:的)?(?:摘录|资料|材料|原文)(?:的?内容)?(?:显示|所述|可知|中提到|提到|记载)?)[，,：:]\s*/u;

/** Takes the marks off a sentence that a model wrote. `toSimplified` converts Traditional characters. */
export function cleanSentence(written: string, toSimplified: (text: string) => string): CleanSentence {
  const markers = new Set<number>();
  const bare = written.normalize("NFC").replace(MARKER, (_, inside: string) => {
    for (const number of readMarkers(inside)) markers.add(number);
    return "";
  });
  const plain = toSimplified(halfWidth(bare))
    .replace(LINE_MARKS, "")
    .replace(/\*\*|__|`/gu, "")
    .replace(OPENINGS, "")
    .replace(/\s+/gu, " ")
    .trim();
  return { text: fullStops(plain), markers: [...markers] };
}

function readMarkers(inside: string): number[] {
  const digits = inside.normalize("NFKC").trim();
  const [, from, to] = RANGE.exec(digits) ?? [];
  if (from !== undefined && to !== undefined) {
    const count = Number(to) - Number(from) + 1;
    // 3-1 or 1-99 names no run of citations: taken for what does not exist.
    if (count < 1 || count > MAX_RANGE) return [0];
    return Array.from({ length: count }, (_, step) => Number(from) + step);
  }
  return digits
    .split(/\D+/u)
    .filter((part) => part !== "")
    .map(Number);
}

/** ９８．８２％ as 98.82%; Chinese stops keep their width. */
function halfWidth(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ％]|(?<=[\d０-９])．(?=[\d０-９])/gu, (char) => char.normalize("NFKC"));
}

/** Half-width stops between Han characters as Chinese ones, and one at the end. */
function fullStops(text: string): string {
  const wide = text
    .replace(/(?<=[\p{sc=Han}%‰”》）])\s*,\s*/gu, "，")
    .replace(/(?<=[\p{sc=Han}%‰”》）])\s*;\s*/gu, "；")
    .replace(/\s*[.!?…]+$/u, "。")
    .replace(/[！？。]+$/u, "。");
  return wide === "" || wide.endsWith("。") ? wide : `${wide.replace(/[，；：、,;:]+$/u, "")}。`;
}
