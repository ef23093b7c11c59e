import { describe, expect, it } from "vitest";
import { reportLink } from "../shared/page-links.ts";
import { readerLink, readReaderAddress } from "./reader-address.ts";

const read = (link: string) => {
  const { pathname, search } = new URL(link, "http://localhost");
  return readReaderAddress(pathname, search);
};

describe("the address of a place in a report", () => {
  it("reads what other pages link to", () => {
    expect(read(reportLink({ reportId: "云泽/2023 a", start: 5, end: 9, marker: 2 }))).toEqual({
      ...{ reportId: "云泽/2023 a", place: { start: 5, end: 9 }, marker: 2 },
      citations: [{ marker: 2, start: 5, end: 9, reportId: "云泽/2023 a" }],
    });
  });

  it("carries all citations of an answer there and back, those of other reports too", () => {
    const citations = [
      { marker: 1, start: 5, end: 9, reportId: "a" },
      { marker: 2, start: 0, end: 3, reportId: "b,c&d" },
    ];
    const link = readerLink("a", { start: 5, end: 9, marker: 1 }, citations);
    expect(read(link)).toEqual({ reportId: "a", place: { start: 5, end: 9 }, marker: 1, citations });
  });

  it("is plain where one place or none is meant", () => {
    const one = { marker: 1, start: 5, end: 9, reportId: "a" };
    expect(readerLink("a", one, [one])).toBe("/reports/a?start=5&end=9&n=1");
    expect(readerLink("云", undefined)).toBe("/reports/%E4%BA%91");
    expect(read("/reports/a")).toEqual({ reportId: "a", place: undefined, marker: undefined, citations: [] });
  });

  it.each(["start=9&end=5", "start=5", "end=5", "start=-1&end=5", "start=a&end=5", "start=1e3&end=2e3", "cite=1,2"])(
    "takes no place from %s",
    (search) => {
      expect(read(`/reports/a?${search}`)).toMatchObject({ place: undefined, citations: [] });
    },
  );

  it("survives an address typed by hand", () => {
    expect(readReaderAddress("/reports/50%", "")).toMatchObject({ reportId: "50%" });
  });
});
