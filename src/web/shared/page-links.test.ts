import { describe, expect, it } from "vitest";
import { chatLink, indicatorsLink, readChatLink, reportLink } from "./page-links.ts";

describe("links between the pages", () => {
  it("carries a question and everything it is narrowed to there and back", () => {
    const asked = {
      question: "出庭应诉率 & 平均数 50%？",
      regions: ["东海省云泽市", "东海省"],
      years: [2023, 2022],
      reports: ["a/b c"],
    };
    const link = chatLink(asked);
    expect(link.startsWith("/?q=")).toBe(true);
    expect(readChatLink(new URL(link, "http://localhost"))).toEqual(asked);
  });

  it("keeps a question too long for a request out of what a browser sends", () => {
    const asked = { question: "应诉率？".repeat(500), regions: ["东海省"], years: [2023], reports: [] };
    const { pathname, search, hash } = new URL(chatLink(asked), "http://localhost");
    expect(pathname + search).toBe("/");
    expect(readChatLink({ search, hash })).toEqual(asked);
  });

  it("is the plain page where nothing is asked", () => {
    expect(chatLink({ question: "", regions: [], years: [], reports: [] })).toBe("/");
    expect(readChatLink({ search: "", hash: "" })).toEqual({ question: "", regions: [], years: [], reports: [] });
  });

  it("leaves out of a link typed by hand what is no year and what is empty or double", () => {
    const search = "?q=%20a%20&year=2023&year=x&year=20.5&year=99999&region=&region=b&region=b";
    const read = readChatLink({ search, hash: "" });
    expect(read).toEqual({ question: "a", regions: ["b"], years: [2023], reports: [] });
  });

  it("names a place in a report, whatever is in the report's id", () => {
    expect(reportLink({ reportId: "云泽/2023", start: 5, end: 9, marker: 2 })).toBe(
      "/reports/%E4%BA%91%E6%B3%BD%2F2023?start=5&end=9&n=2",
    );
    expect(reportLink({ reportId: "a", start: 0, end: 1 })).toBe("/reports/a?start=0&end=1");
    expect(reportLink({ reportId: "云" })).toBe("/reports/%E4%BA%91");
  });

  it("names an indicator as far as it is known", () => {
    expect(indicatorsLink({ name: "a", year: 2023 })).toBe("/indicators?name=a&year=2023");
    expect(indicatorsLink({})).toBe("/indicators");
  });
});
