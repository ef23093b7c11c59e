import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "./markdown.ts";

const text = (value: string) => ({ type: "text", text: value });

describe("the Markdown of answers", () => {
  it("reads bold and markers inside a paragraph", () => {
    expect(parseMarkdown("出庭应诉率为 **97.4%**。[1][2]")).toEqual([
      {
        type: "paragraph",
        content: [
          text("出庭应诉率为 "),
          { type: "strong", text: "97.4%" },
          text("。"),
          { type: "marker", marker: 1 },
          { type: "marker", marker: 2 },
        ],
      },
    ]);
  });

  it("reads a list that follows its sentence directly, and keeps its continued lines", () => {
    expect(parseMarkdown("不足有：\n- 人手少。[1]\n- 公开慢，\n  最长晚了43天。[2]\n1. 另起")).toEqual([
      { type: "paragraph", content: [text("不足有：")] },
      {
        type: "list",
        ordered: false,
        items: [
          [text("人手少。"), { type: "marker", marker: 1 }],
          [text("公开慢，\n最长晚了43天。"), { type: "marker", marker: 2 }],
        ],
      },
      { type: "list", ordered: true, items: [[text("另起")]] },
    ]);
  });

  it("reads a table with markers and an escaped bar", () => {
    expect(parseMarkdown("| 地区 | 应诉率 |\n| --- | ---: |\n| 云泽\\|东 | 97.4% [1] |")).toEqual([
      {
        type: "table",
        head: [[text("地区")], [text("应诉率")]],
        rows: [[[text("云泽|东")], [text("97.4% "), { type: "marker", marker: 1 }]]],
      },
    ]);
  });

  it("reads headings and quotes", () => {
    expect(parseMarkdown("## 云泽市\n> 第一行\n> 第二行")).toEqual([
      { type: "heading", level: 2, content: [text("云泽市")] },
      { type: "quote", content: [text("第一行\n第二行")] },
    ]);
  });

  it("leaves markup of a page, links and stray marks as text", () => {
    const source = "<img src=x onerror=alert(1)> [点我](javascript:alert(1)) 2*3*4 ** [a] \\[1]";
    expect(parseMarkdown(source)).toEqual([{ type: "paragraph", content: [text(source.replace("\\[", "["))] }]);
  });

  it("does not take a year at the start of a line for a list", () => {
    expect(parseMarkdown("2023. 年")).toMatchObject([{ type: "paragraph" }]);
    expect(parseMarkdown("3.5 件")).toMatchObject([{ type: "paragraph" }]);
  });

  it("never throws and keeps every Chinese character, whatever it is given", () => {
    const pieces = fc.constantFrom(
      "法",
      "问",
      "\n",
      "\n\n",
      "- ",
      "1. ",
      "|",
      "---",
      "|-|",
      "**",
      "[1]",
      "> ",
      "# ",
      "\\",
      " ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const source = parts.join("");
        const han = (value: string) => [...value.matchAll(/\p{Script=Han}/gu)].join("");
        expect(han(JSON.stringify(parseMarkdown(source)))).toBe(han(source));
      }),
    );
  });
});
