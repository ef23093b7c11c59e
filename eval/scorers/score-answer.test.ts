import { describe, expect, it } from "vitest";
import type { Answer, Citation } from "../../src/core/model/answer.ts";
import { includesAll, overlaps, uncitedNumbers } from "./score-answer.ts";

const citation = (quote: string, year: number | null): Citation => ({
  marker: 1,
  reportId: "r",
  file: "r.txt",
  title: "",
  issuer: "",
  region: "",
  year,
  section: [],
  context: { region: null, year: null, plan: false },
  quote,
  start: 0,
  end: quote.length,
  rawQuote: quote,
  rawStart: 0,
  rawEnd: quote.length,
});

const answer = (text: string, citations: Citation[]): Answer => ({
  outcome: "answered",
  lead: "",
  answer: text,
  citations,
  figures: [],
  understood: { regions: [], years: [], indicators: [] },
  label: "原文摘录",
  followUps: [],
  backend: "extractive",
});

describe("includesAll", () => {
  it("ignores white space, width, quotation and book marks", () => {
    expect(includesAll("共办理“套餐公证” １５ 宗", ["套餐公证15宗"])).toBe(true);
  });
  it("fails when one string is missing", () => {
    expect(includesAll("受理72件", ["72件", "83件"])).toBe(false);
  });
});

describe("uncitedNumbers", () => {
  it("names a number that no cited quote holds", () => {
    expect(uncitedNumbers(answer("办结率98.7% [1]", [citation("办结率97.8%", 2024)]))).toEqual(["98.7%"]);
  });
  it("accepts quoted numbers, markers and the year of the cited report", () => {
    expect(uncitedNumbers(answer("98.7%（江海区，2024年）[1]", [citation("办结率98.7%", 2024)]))).toEqual([]);
  });
  it("does not take a number for a part of another", () => {
    const told = (line: string) => uncitedNumbers(answer(`办结15件 [1]\n\n${line}`, [citation("办结15件", 2024)]));
    expect(told("出处：《假报告2031》第一部分第2点 [1]")).toEqual(["2031"]);
    expect(told("出处：第一部分99件 [1]")).toEqual(["99"]);
    expect(uncitedNumbers(answer("15件 [1]", [citation("共155件", null)]))).toEqual(["15"]);
  });
  it("leaves out the line of the coverage and the result of a calculation, and nothing else that equals them", () => {
    const compared = {
      ...answer("98% [1] − 95% [1] = 3个百分点\n\n所比 2 份报告，2 份披露。\n\n办结2件", [citation("98%，95%", null)]),
    };
    expect(uncitedNumbers({ ...compared, coverage: { reports: 2, disclosed: 2, undisclosed: 0 } })).toEqual(["2"]);
  });
});

describe("overlaps", () => {
  it("is false for spans that only touch", () => {
    expect(overlaps({ start: 0, end: 3 }, { start: 3, end: 5 })).toBe(false);
    expect(overlaps({ start: 0, end: 4 }, { start: 3, end: 5 })).toBe(true);
  });
});
