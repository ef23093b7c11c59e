import { describe, expect, it } from "vitest";
import { digestWords } from "../../core/text/word-digest.ts";
import { reportLink } from "../shared/page-links.ts";
import { readReaderAddress } from "./reader-address.ts";

const read = (link: string) => {
  const { pathname, search } = new URL(link, "http://localhost");
  return readReaderAddress(pathname, search);
};

describe("the address of a place in a report", () => {
  it("reads what other pages link to", () => {
    expect(read(reportLink({ reportId: "云泽/2023 a", start: 5, end: 9, marker: 2 }))).toEqual({
      ...{ reportId: "云泽/2023 a", place: { start: 5, end: 9 }, broken: false, marker: 2 },
      citations: [{ marker: 2, start: 5, end: 9, reportId: "云泽/2023 a" }],
    });
  });

  it("carries all citations of an answer there and back, those of other reports too", () => {
    const citations = [
      { marker: 1, start: 5, end: 9, reportId: "a" },
      { marker: 2, start: 0, end: 3, reportId: "b,c&d", digest: "abc12" },
    ];
    const link = reportLink({ reportId: "a", start: 5, end: 9, marker: 1 }, citations);
    expect(read(link)).toEqual({ reportId: "a", place: { start: 5, end: 9 }, broken: false, marker: 1, citations });
  });

  it("carries what the words were, for the place and for each citation", () => {
    const citations = [
      { marker: 1, start: 5, end: 9, reportId: "a", quote: "出庭应诉" },
      { marker: 2, start: 0, end: 2, reportId: "b", quote: "调解" },
    ];
    const { place, citations: carried } = read(reportLink(citations[0] ?? { reportId: "" }, citations));
    expect(place).toEqual({ start: 5, end: 9, digest: digestWords("出庭应诉") });
    expect(carried.map(({ digest }) => digest)).toEqual(["出庭应诉", "调解"].map(digestWords));
  });

  it("is plain where one place or none is meant", () => {
    const one = { marker: 1, start: 5, end: 9, reportId: "a" };
    expect(reportLink(one, [one])).toBe("/reports/a?start=5&end=9&n=1");
    expect(read("/reports/a")).toEqual({
      ...{ reportId: "a", place: undefined, broken: false, marker: undefined },
      citations: [],
    });
  });

  it.each(["start=9&end=5", "start=5", "end=5", "start=-1&end=5", "start=a&end=5", "start=1e3&end=2e3"])(
    "takes no place from %s, and knows that one was meant",
    (search) => {
      expect(read(`/reports/a?${search}`)).toMatchObject({ place: undefined, broken: true, citations: [] });
    },
  );

  it("takes no citation from half of one", () => {
    expect(read("/reports/a?cite=1,2")).toMatchObject({ place: undefined, broken: false, citations: [] });
  });

  it("survives an address typed by hand", () => {
    expect(readReaderAddress("/reports/50%", "")).toMatchObject({ reportId: "50%" });
  });
});
