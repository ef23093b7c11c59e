import { editMatches, type RepairStep } from "./repair-step.ts";

const NAMED: Readonly<Record<string, string>> = {
  ...{ nbsp: " ", ensp: " ", emsp: "\u3000", thinsp: " ", shy: "", zwnj: "", zwj: "", amp: "&", lt: "<", gt: ">" },
  ...{ quot: '"', apos: "'", ldquo: "“", rdquo: "”", lsquo: "‘", rsquo: "’", laquo: "《", raquo: "》", middot: "·" },
  ...{ mdash: "—", ndash: "–", hellip: "…", times: "×", divide: "÷", deg: "°", permil: "‰", yen: "¥", copy: "©" },
  ...{ bull: "•", plusmn: "±", le: "≤", ge: "≥", sect: "§", reg: "®" },
};
/** `&amp;nbsp;` is an entity that was escaped once more. */
const ENTITY = "&(?:amp;)*(?:#(\\d{1,7})|#[xX]([\\da-fA-F]{1,6})|([A-Za-z]{2,8}));";
/** Only names that no author writes between angle brackets: `<条例>` and `a<b` are no tags. */
const TAG =
  "<sup>(\\d{1,3})</sup>|<(/?)(p|br|div|li|tr|h[1-6]|table|tbody|ul|ol|span|strong|em|font|td|th|img|section|center|sub|sup|o:p|a|b|i|u)(?:\\s[^<>\\n]{0,400})?/?>";
const REMAINS = new RegExp(`${ENTITY}|${TAG}|<!--[^>]{0,400}-->`, "g");
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const OPENS_LINE = /^(?:p|br|div|li|tr|h[1-6]|table)$/;

/** Entities and tags that a scraper left in the text. */
export const htmlRemains: RepairStep = {
  name: "html-remains",
  label: "还原网页代码（如 &nbsp; 和 <br>）",
  triggers: "&<",
  findEdits: (text) =>
    editMatches(text, REMAINS, ([, decimal, hexadecimal, name, note, slash, tag]) => {
      if (name !== undefined) return NAMED[name] ?? null;
      // 120<sup>1</sup>件: as a digit among the others it would make 1201件.
      if (note !== undefined) return [...note].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
      if (tag !== undefined) return OPENS_LINE.test(tag) && (slash === "/" || tag === "br") ? "\n" : "";
      const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
      return Number.isNaN(code) ? "" : characterOf(code);
    }),
};

function characterOf(code: number): string | null {
  if (code === 9 || code === 10 || code === 13) return "\n";
  const isCharacter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : null;
}
