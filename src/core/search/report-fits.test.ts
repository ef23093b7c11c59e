import { describe, expect, it } from "vitest";
import { bareLibrary } from "../../testing/bare-library.ts";
import type { Library } from "../model/library.ts";
import type { SearchFilters } from "../model/question.ts";
import type { Certainty, Report } from "../model/report.ts";
import { type QuestionSlots, readQuestionSlots } from "./question-slots.ts";
import { fitReports } from "./report-fits.ts";
import { passesFilters, slotFits } from "./slot-fit.ts";

const NO_SLOTS = readQuestionSlots("公证", []);
const of2022 = readQuestionSlots("2022年公证", []);

/** Reports of two years and two places, two of them of the same ones. */
function makeLibrary(): Library {
  const library = bareLibrary(["一", "二", "三", "四"]);
  const facts = [
    [2023, "甲省乙市"],
    [2022, "甲省乙市"],
    [2022, "甲省丙市"],
    [2022, "甲省乙市"],
  ] as const;
  const reports = library.reports.map((report, row) => {
    const [year, region] = facts[row] ?? [2023, ""];
    const { identity } = report;
    return {
      ...report,
      identity: { ...identity, year: { ...identity.year, value: year }, region: { ...identity.region, value: region } },
    };
  });
  return { ...library, reports };
}

function fitOf({ identity: { region, year } }: Report, slots: QuestionSlots): number {
  const fits = slotFits(slots);
  return fits.place(region) * fits.year(year);
}

describe("fitReports", () => {
  const library = makeLibrary();
  const cases: readonly [string, QuestionSlots, SearchFilters | undefined][] = [
    ["nothing asked", NO_SLOTS, undefined],
    ["a year", of2022, undefined],
    ["a region filter", of2022, { regions: ["丙市"] }],
    ["some reports", of2022, { reports: ["r0", "r3"] }],
    ["reports of another year", NO_SLOTS, { reports: ["r0"], years: [2022] }],
    ["no report at all", NO_SLOTS, { reports: ["r9"] }],
  ];
  it.each(cases)("judges every passage as its report: %s", (_, slots, filters) => {
    const wanted = library.reports.map((report) => (passesFilters(report, filters) ? fitOf(report, slots) : 0));
    const fits = fitReports(library, slots, filters);
    expect(library.passages.map((_passage, row) => fits.ofPassage(row))).toEqual(wanted);
    expect(library.reports.map((_report, row) => fits.ofReport(row))).toEqual(wanted);
    expect([fits.best, fits.worst]).toEqual([Math.max(...wanted), Math.min(...wanted)]);
  });

  it("lets a report of another place or year count the less the surer that is", () => {
    const slots = readQuestionSlots("丙市2024年公证", library.reports);
    const fitAs = (place: Certainty, year: Certainty) => {
      const [report] = library.reports;
      if (report === undefined) throw new Error("four reports");
      const { identity } = report;
      const { region: where, year: when } = identity;
      const facts = { region: { ...where, certainty: place }, year: { ...when, certainty: year } };
      return fitOf({ ...report, identity: { ...identity, ...facts } }, slots);
    };
    const fits = (["stated", "inferred", "unknown"] as const).flatMap((place) =>
      (["stated", "inferred", "unknown"] as const).map((year) => [fitAs(place, year), place, year] as const),
    );
    expect(slots.regions).toHaveLength(1);
    for (let row = 1; row < 3; row++) {
      expect(fits[row]?.[0]).toBeGreaterThan(fits[row - 1]?.[0] ?? 1);
      expect(fits[row * 3]?.[0]).toBeGreaterThan(fits[row * 3 - 3]?.[0] ?? 1);
    }
    expect(fits[0]?.[0]).toBeGreaterThan(0);
  });

  it("has nothing that fits in an empty library", () => {
    expect(fitReports(bareLibrary([]), of2022, undefined)).toMatchObject({ best: 0, worst: 0 });
  });
});
