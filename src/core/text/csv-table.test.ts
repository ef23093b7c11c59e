import { describe, expect, it } from "vitest";
import { writeCsvTable } from "./csv-table.ts";

const field = (text: string) => writeCsvTable([[text]]).slice(1, -2);

describe("a table as CSV", () => {
  it("begins with a byte order mark and ends every row with CR LF", () => {
    expect(writeCsvTable([["甲", "乙"], ["1"]])).toBe("\uFEFF甲,乙\r\n1\r\n");
  });

  it("quotes what would part fields or rows, and doubles quotation marks", () => {
    expect(["a,b", 'a"b', "a\nb", "a\tb"].map(field)).toEqual(['"a,b"', '"a""b"', '"a\nb"', '"a\tb"']);
  });

  it.each(["=1", "+1", "-1+2", "@A1", " =1", "\u00A0=1", "＝1", "－1", "--1", "-"])("gives no formula: %j", (text) => {
    expect(field(text)).toBe(`'${text}`);
  });

  it.each(["\t=1", "\r1", "\n1"])("gives none behind a break either: %j", (text) => {
    expect(field(text)).toBe(`"'${text}"`);
  });

  it.each(["-3.2%", "-1", "-12345.6", "3", "a=1"])("leaves alone what is none: %j", (text) => {
    expect(field(text)).toBe(text);
  });
});
