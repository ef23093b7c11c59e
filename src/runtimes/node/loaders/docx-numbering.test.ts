import { DOMParser } from "linkedom";
import { describe, expect, test } from "vitest";
import { writeOutNumbers } from "./docx-numbering.ts";

const parse = (xml: string) =>
  new DOMParser().parseFromString(
    `<?xml version="1.0"?><w:x xmlns:w="w">${xml}</w:x>`,
    "text/xml",
  ) as unknown as Document;

const level = (at: number, format: string, pattern: string, more = "") =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${pattern}"/></w:lvl>`;
const NUMBERING = `<w:abstractNum w:abstractNumId="7">
  ${level(0, "chineseCountingThousand", "%1、")}${level(1, "chineseCounting", "（%2）")}${level(2, "decimal", "%3.")}
</w:abstractNum><w:abstractNum w:abstractNumId="8">${level(0, "bullet", "")}</w:abstractNum>
<w:abstractNum w:abstractNumId="9">${level(0, "decimal", "第%1条", '<w:pStyle w:val="Article"/>')}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>`;
const STYLES = `<w:style w:styleId="Article"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Child"><w:basedOn w:val="Article"/></w:style>`;

const item = (text: string, list: number, at = 0) =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const styled = (text: string, style: string) =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

function write(body: string): string[] {
  const document = parse(body);
  writeOutNumbers(document, parse(NUMBERING), parse(STYLES));
  return [...document.getElementsByTagName("w:p")].map((paragraph) => paragraph.textContent ?? "");
}

describe("writeOutNumbers", () => {
  test("counts each level on and starts the levels under it again", () => {
    const body = [
      item("做法", 1),
      item("公开", 1, 1),
      item("甲", 1, 2),
      item("乙", 1, 2),
      item("培训", 1, 1),
      item("丙", 1, 2),
      item("要点", 2),
      item("问题", 1),
      item("清理", 1, 1),
      item("另起", 3),
    ];
    expect(write(body.join(""))).toEqual([
      "一、做法",
      "（一）公开",
      "1. 甲",
      "2. 乙",
      "（二）培训",
      "1. 丙",
      "要点",
      "二、问题",
      "（一）清理",
      "五、另起",
    ]);
  });

  test("counts beyond ten as Chinese does", () => {
    const lines = write(item("项", 1).repeat(21));
    expect([lines[9], lines[10], lines[19], lines[20]]).toEqual(["十、项", "十一、项", "二十、项", "二十一、项"]);
  });

  test("takes numbers from styles, and leaves none to be counted a second time", () => {
    const document = parse(styled("甲", "Article") + styled("乙", "Child") + item("丙", 0));
    writeOutNumbers(document, parse(NUMBERING), parse(STYLES));
    const lines = [...document.getElementsByTagName("w:p")].map((paragraph) => paragraph.textContent);
    expect(lines).toEqual(["第1条甲", "第2条乙", "丙"]);
    expect(document.getElementsByTagName("w:numPr")).toHaveLength(0);
  });

  test("takes hidden text out, and nothing else", () => {
    const run = (mark: string, text: string) => `<w:r><w:rPr>${mark}</w:rPr><w:t>${text}</w:t></w:r>`;
    const body = `<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>${run("<w:vanish/>", "藏")}${run('<w:vanish w:val="0"/>', "见")}</w:p>`;
    expect(write(body)).toEqual(["见"]);
  });
});
