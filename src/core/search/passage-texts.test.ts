import { describe, expect, it } from "vitest";
import { bareLibrary } from "../../testing/bare-library.ts";
import { passageTexts } from "./passage-texts.ts";
import { createSearchableLibrary, type SearchableLibrary } from "./searchable-library.ts";

const plain = { version: "none", toSimplified: (text: string) => text };
const read = (units: Uint16Array) => String.fromCharCode(...units);

describe("passageTexts", () => {
  it("gives what is folded of title, headings, year and text, and folds a passage once", () => {
    const folded: string[] = [];
    const searchable: SearchableLibrary = {
      ...createSearchableLibrary(bareLibrary(["GDP增长", "热线"]), null, plain),
      fold: (text) => folded[folded.push(text.toLowerCase()) - 1] ?? "",
    };
    const { title, text } = passageTexts(searchable, 0);
    expect(read(title.units)).toBe("报告r0\n一、主要做法\n2023年");
    expect(read(text.units)).toBe("\ngdp增长\n");
    expect(passageTexts(searchable, 0).text).toBe(text);
    expect(folded).toHaveLength(2);
    expect(read(passageTexts(searchable, 1).text.units)).toContain("热线");
  });

  it("keeps the passages of each library apart, and refuses one that is none", () => {
    const [one, other] = ["甲", "乙"].map((body) => createSearchableLibrary(bareLibrary([body]), null, plain));
    if (one === undefined || other === undefined) throw new Error("two libraries");
    expect(read(passageTexts(one, 0).text.units)).toContain("甲");
    expect(read(passageTexts(other, 0).text.units)).toContain("乙");
    expect(() => passageTexts(one, 1)).toThrow(RangeError);
  });
});
