import type { Span } from "../model/offsets.ts";
import type { Line } from "./lines.ts";

const MAX_TITLE_LINES = 3;
const MAX_TITLE_CHARS = 80;
const KIND = /(?:报告|总结|情况|成效|公报|白皮书|要点|方案|计划|安排|汇报|综述)(?:[（(][^）)]*[）)])?$/;
const SUBJECT = /法治|依法|普法|行政执法|司法/;

/** Text and place of the title line or lines, with which the text must begin; undefined where it has none. */
export function findTitle(lines: readonly Line[]): (Span & { readonly text: string }) | undefined {
  // A file number or the name of the issuing body may stand above the title.
  for (let first = 0; first < Math.min(3, lines.length); first++) {
    let text = "";
    for (let row = first; row < Math.min(first + MAX_TITLE_LINES, lines.length); row++) {
      const line = lines[row];
      if (line === undefined || line.text.length > MAX_TITLE_CHARS || /[。；，：！？]$/.test(line.text)) break;
      text += line.text;
      if (text.length > MAX_TITLE_CHARS) break;
      if (KIND.test(text) && SUBJECT.test(text)) return { text, start: lines[first]?.start ?? 0, end: line.end };
    }
    if ((lines[first]?.text.length ?? 0) > MAX_TITLE_CHARS) return undefined;
  }
  return undefined;
}
