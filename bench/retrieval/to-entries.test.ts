import { expect, test } from "vitest";
import { createOpenccScriptConverter } from "../../src/adapters/opencc-script-converter.ts";
import { toEntries } from "./to-entries.ts";

const converter = createOpenccScriptConverter();

test("articles of one law form a report, in the order of the set, each with its title as heading", () => {
  const { entries, ids } = toEntries(
    [
      { id: "a", title: "青溪河道条例第二条", text: "河道不得占用。" },
      { id: "b", title: "", text: "碼頭(mǎ tóu)由市里管理。" },
      { id: "c", title: "青溪河道条例第十一条之一", text: "违者罚款。" },
      { id: "d", title: "", text: "另一段沒有標題。" },
    ],
    converter,
  );
  expect(ids).toEqual(["a", "c", "b", "d"]);
  const shown = entries.map(({ report, passages }) => ({
    title: report.identity.title.value,
    passages: passages.map(({ start, end, sectionRow }) => [
      report.sections[sectionRow]?.path.join("/"),
      report.text.slice(start, end),
    ]),
  }));
  expect(shown[0]).toEqual({
    title: "青溪河道条例",
    passages: [
      ["青溪河道条例第二条", "河道不得占用。"],
      ["青溪河道条例第十一条之一", "违者罚款。"],
    ],
  });
  expect(shown.slice(1).map(({ passages }) => passages[0]?.[1])).toEqual([
    expect.stringContaining("由市里管理。"),
    "另一段没有标题。",
  ]);
});

test("sections lie without gaps over the text of their report", () => {
  const [entry] = toEntries(
    [
      { id: "a", title: "青溪", text: "第一段。" },
      { id: "b", title: "青溪", text: "第二段。" },
    ],
    converter,
  ).entries;
  const { text = "", sections = [] } = entry?.report ?? {};
  expect(text).toBe("青溪\n第一段。\n青溪\n第二段。\n");
  expect(
    sections.map(({ start, headingEnd, end }) => [text.slice(start, headingEnd), text.slice(headingEnd, end)]),
  ).toEqual([
    ["青溪", "\n第一段。\n"],
    ["青溪", "\n第二段。\n"],
  ]);
});
