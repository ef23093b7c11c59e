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
 * A line with an odd number has lost one, and guessing which would move words in or out of a quotation; so would
 * turning those of a line on which a quotation from the line before goes on.
 */
function turnQuotes(text: string): Edit[] {
  const edits: Edit[] = [];
  let line: number[] = [];
  let goesOn = false;
  const flush = (end: number): void => {
    const isEven = line.length % 2 === 0;
    if (isEven && !goesOn)
      for (const [row, place] of line.entries()) {
        const right = row % 2 === 0 ? "“" : "”";
        if (text[place] !== right) edits.push({ start: place, end: place + 1, text: right });
      }
    if (!isEven) goesOn = !goesOn;
    if ("。！？\n".includes(text[end - 1] ?? "\n")) goesOn = false;
    line = [];
  };
  for (const match of text.matchAll(/[“”"\n]/g)) {
    if (match[0] === "\n") flush(match.index);
    else line.push(match.index);
  }
  flush(text.length);
  return edits;
}
