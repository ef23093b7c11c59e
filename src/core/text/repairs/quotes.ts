import type { Edit } from "../offset-map.ts";
import { editMatches, type RepairStep } from "./repair-step.ts";

const CORNER: Readonly<Record<string, string>> = {
  ...{ "「": "“", "」": "”", "『": "‘", "』": "’", "〝": "“", "〞": "”", "〟": "”", "„": "“" },
  ...{ "<<": "《", ">>": "》" },
};

/** Corner brackets, straight quotes and quotes turned the wrong way become “ ” and ‘ ’ in pairs. */
export const quotes: RepairStep = {
  name: "quotes",
  label: "统一引号",
  findEdits(text) {
    const corners = editMatches(
      text,
      /[「」『』〝〞〟„]|<<(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff）])>>/g,
      ([match]) => CORNER[match] ?? null,
    );
    const turned = turnQuotes(text);
    return turned.length === 0 ? corners : [...corners, ...turned].sort((a, b) => a.start - b.start);
  },
};

/**
 * On a line whose double quotes are even in number but do not alternate, every first becomes “ and every second ”.
 * A line with an odd number has lost one, and guessing which would move words in or out of a quotation.
 */
function turnQuotes(text: string): Edit[] {
  const edits: Edit[] = [];
  let line: number[] = [];
  const flush = (): void => {
    if (line.length % 2 === 0)
      for (const [row, place] of line.entries()) {
        const right = row % 2 === 0 ? "“" : "”";
        if (text[place] !== right) edits.push({ start: place, end: place + 1, text: right });
      }
    line = [];
  };
  for (const match of text.matchAll(/[“”"\n]/g)) {
    if (match[0] === "\n") flush();
    else line.push(match.index);
  }
  flush();
  return edits;
}
