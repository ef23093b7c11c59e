import { findMatches } from "../matches.ts";
import type { Edit } from "../offset-map.ts";
import { editUnits, type RepairStep } from "./repair-step.ts";

const CORNER: Readonly<Record<string, string>> = {
  ...{ "「": "“", "」": "”", "『": "‘", "』": "’", "〝": "“", "〞": "”", "〟": "”", "„": "“" },
};
const CORNERS = /[「」『』〝〞〟„]/g;
/** In pairs only: a single >> is an arrow. */
const ANGLES = /(<<|≪)(?=[\u3400-\u9fff〈“])([^<>≪≫《》\n]{1,60})(>>|≫)/g;
const STRAIGHT = /'(?=[\u3400-\u9fff《])([^'\n“”"]{1,40})'(?<=[\u3400-\u9fff》A-Za-z\d]')/g;

/** Corner brackets become “ ” and ‘ ’, straight single quotes and << >> become pairs. */
export const quoteForms: RepairStep = {
  name: "quote-forms",
  label: "统一引号和书名号的写法",
  triggers: "「」『』〝〞〟„<≪'",
  findEdits(text) {
    const corners = editUnits(text, CORNERS, (mark) => CORNER[mark] ?? null);
    const pairs = [...pairUp(text, ANGLES, () => "《》"), ...pairUp(text, STRAIGHT, straightPair)];
    return pairs.length === 0 ? corners : [...corners, ...pairs].sort((a, b) => a.start - b.start);
  },
};

/** Straight quotes and quotes turned the wrong way become “ ” in pairs. */
export const quotes: RepairStep = {
  name: "quotes",
  label: "统一引号",
  triggers: '“”"',
  findEdits: turnQuotes,
};

const QUOTE_OR_END = /[“”"\n]/g;

function pairUp(text: string, pattern: RegExp, marks: (text: string, place: number) => string): Edit[] {
  const edits: Edit[] = [];
  for (const match of findMatches(text, pattern)) {
    const [left = "", right = ""] = marks(text, match.index);
    const end = match.index + match[0].length;
    const width = match[3]?.length ?? 1;
    edits.push({ start: match.index, end: match.index + width, text: left }, { start: end - width, end, text: right });
  }
  return edits;
}

/** Single straight quotes are single inside a quotation and double outside. */
function straightPair(text: string, place: number): string {
  const line = text.slice(text.lastIndexOf("\n", place) + 1, place);
  return line.split("“").length > line.split("”").length ? "‘’" : "“”";
}

/**
 * On a line whose double quotes are even in number but do not alternate, every first becomes “ and every second ”.
 * A line with an odd number has lost one, and guessing which would move words in or out of a quotation; so would
 * turning those of a line on which a quotation from the line before goes on, and those of a quotation in a quotation.
 */
function turnQuotes(text: string): Edit[] {
  const edits: Edit[] = [];
  let line: number[] = [];
  let goesOn = false;
  const flush = (end: number): void => {
    const isEven = line.length % 2 === 0;
    if (line.length > 0 && isEven && !goesOn && !isNested(text, line))
      for (const [row, place] of line.entries()) {
        const right = row % 2 === 0 ? "“" : "”";
        if (text[place] !== right) edits.push({ start: place, end: place + 1, text: right });
      }
    if (!isEven) goesOn = !goesOn;
    if ("。！？\n".includes(text[end - 1] ?? "\n")) goesOn = false;
    line = [];
  };
  QUOTE_OR_END.lastIndex = 0;
  while (QUOTE_OR_END.test(text)) {
    const place = QUOTE_OR_END.lastIndex - 1;
    if (text[place] === "\n") flush(place);
    else line.push(place);
  }
  flush(text.length);
  return edits;
}

/** True where every “ has its ” and the inner ones hold words: “‘甲’乙” written “甲“乙”丙”, not “甲“和”乙”. */
function isNested(text: string, places: readonly number[]): boolean {
  let depth = 0;
  let isInner = false;
  for (const [row, place] of places.entries()) {
    if (text[place] === '"') return false;
    if (text[place] === "“") depth++;
    else depth--;
    if (depth < 0) return false;
    if (depth === 2 && text[place] === "“") {
      if (!/^[\u3400-\u9fff\w]{2}/.test(text.slice(place + 1, places[row + 1]))) return false;
      isInner = true;
    }
  }
  return depth === 0 && isInner;
}
