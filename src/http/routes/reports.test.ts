import { describe, expect, it } from "vitest";
import { createRandom, writeCleanText } from "../../testing/clean-text.ts";
import { readError } from "../../testing/set-up-app.ts";
import { setUpLibrary } from "../../testing/set-up-library.ts";
import { ReportDetailSchema, ReportListSchema, ReportSourceSchema } from "../contract.ts";

const BODY = writeCleanText(createRandom(7)).split("\n").slice(2).join("\n");
const WHOLE = `江门市2023年度法治政府建设情况报告\n${BODY}江门市人民政府\n2024年1月31日\n`;
const GLOSSED = WHOLE.replaceAll("设", "设(shè)");

describe("copies of a report", () => {
  const get = async (files: Parameters<typeof setUpLibrary>[0]) => {
    const { app, post } = await setUpLibrary(files);
    const { reports } = ReportListSchema.parse(await (await app.request("/api/reports")).json());
    return { app, post, reports };
  };

  it("are one report, linked from it, and the one with fewer repairs stands for all", async () => {
    const { app, reports } = await get([
      { file: "a-mirror.txt", raw: GLOSSED, known: { url: "https://mirror.example/a" } },
      { file: "b-original.txt", raw: WHOLE },
      { file: "c-cut.txt", raw: WHOLE.slice(0, Math.floor(WHOLE.length * 0.75)) },
    ]);
    expect(reports.map(({ id }) => id)).toEqual(["b-original"]);
    const copies = [
      { id: "a-mirror", file: "a-mirror.txt", url: "https://mirror.example/a" },
      { id: "c-cut", file: "c-cut.txt" },
    ];
    expect(reports[0]?.copies).toEqual(copies);
    const detail = ReportDetailSchema.parse(await (await app.request("/api/reports/b-original")).json());
    expect(detail.copies).toEqual(copies);
    expect(detail.text).toBe(WHOLE);
  });

  it("lead to the report that stands for them", async () => {
    const { app } = await get([
      { file: "镜像 1.txt", raw: GLOSSED },
      { file: "原 1.txt", raw: WHOLE },
    ]);
    const response = await app.request(`/api/reports/${encodeURIComponent("镜像 1")}`);
    expect(response.status).toBe(307);
    const location = response.headers.get("Location") ?? "";
    expect(ReportDetailSchema.parse(await (await app.request(location)).json()).id).toBe("原 1");
  });

  it("are found once by a search", async () => {
    const { post } = await get([
      { file: "a.txt", raw: GLOSSED },
      { file: "b.txt", raw: WHOLE },
    ]);
    const { hits } = await (await post("/api/search", { query: "法治政府建设", k: 100 })).json();
    expect(new Set(hits.map((hit: { reportId: string }) => hit.reportId))).toEqual(new Set(["b"]));
    const spans = hits.map((hit: { start: number }) => hit.start);
    expect(new Set(spans).size).toBe(spans.length);
  });

  it("are not made of another year's report, which has no copies", async () => {
    const { reports } = await get([
      { file: "a.txt", raw: WHOLE },
      { file: "b.txt", raw: WHOLE.replace("2023年度", "2022年度").replace("2024年1月", "2023年1月") },
    ]);
    expect(reports).toHaveLength(2);
    for (const report of reports) expect(report).not.toHaveProperty("copies");
  });
});

describe("the list of reports", () => {
  const report = (place: string, year: number) => ({
    file: `${place}${year}.txt`,
    raw: `${place}${year}年法治政府建设年度报告\n${writeCleanText(createRandom(year + place.length))}`,
    known: { region: place, year },
  });
  const files = [report("广东省江门市", 2023), report("广东省江门市江海区", 2022), report("江苏省宿迁市", 2023)];
  const list = async (query: string) => {
    const { app } = await setUpLibrary(files);
    const response = await app.request(`/api/reports${query}`);
    if (!response.ok) return readError(response);
    return ReportListSchema.parse(await response.json()).reports.map(({ region, year }) => `${region}${year}`);
  };

  it.each([
    ["", 3],
    ["?region=&year=", 3],
    [`?region=${encodeURIComponent("江门市")}`, 2],
    [`?region=${encodeURIComponent("宿迁")}&year=2023`, 1],
    ["?year=2022", 1],
    ["?year=2019", 0],
  ])("has what the address asks for: %s", async (query, count) => {
    expect(await list(query)).toHaveLength(count);
  });

  it.each([
    ["?year=23", "year"],
    ["?regions=x", "regions"],
  ])("refuses what it does not know rather than list too much: %s", async (query, field) => {
    expect(await list(query)).toMatchObject({ code: "bad-request", field });
  });
});

describe("a report as a client gets it", () => {
  it("says who speaks with evidence, what was repaired, what is suspect and what is a plan", async () => {
    const raw = `江門市2023年度法治政府建設(shè)情況報告\n一、主要做法\n我市推進沙巴体育“四免”優化，辦理案件12件，群眾反映良好。\n二、下一步安排\n加强培训，提升能力，完善制度机制。\n`;
    const { app } = await setUpLibrary([{ file: "a.txt", raw }]);
    const report = ReportDetailSchema.parse(await (await app.request("/api/reports/a")).json());
    expect(report.identity.region).toMatchObject({ value: "广东省江门市", certainty: "stated" });
    expect(report.identity.region.evidence).toBe("江门市2023年度法治政府建设情况报告");
    expect(report.identity.date).toEqual({ value: null, certainty: "unknown" });
    expect(report.sections.map(({ heading, plan }) => [heading, plan])).toEqual([
      ["", false],
      ["一、主要做法", false],
      ["二、下一步安排", true],
    ]);
    for (const section of report.sections.slice(1))
      expect(report.text.slice(section.start, section.headingEnd)).toBe(section.heading);
    expect(report.repairs.map(({ step }) => step)).toContain("pinyin-glosses");
    for (const { samples } of report.repairs)
      for (const { rawStart, before } of samples) expect(raw.startsWith(before, rawStart)).toBe(true);
    for (const { start, end, text } of report.suspects) expect(report.text.slice(start, end)).toBe(text);
    expect(report.suspects.map(({ text }) => text)).toEqual(["沙巴体育"]);
  });
});

describe("the source of a report", () => {
  const raw = "江門市2023年度法治政府建設(shè)情況報告\r\n一、主要做法\r\n辦理案件12件。\r\n";

  it("is the file's own text, with where each stretch of the cleaned text stood", async () => {
    const { app } = await setUpLibrary([{ file: "a.txt", raw }]);
    const source = ReportSourceSchema.parse(await (await app.request("/api/reports/a/source")).json());
    expect(source).toMatchObject({ id: "a", file: "a.txt", raw });
    const { text } = ReportDetailSchema.parse(await (await app.request("/api/reports/a")).json());
    let covered = 0;
    for (let at = 0; at < source.offsets.length; at += 4) {
      expect(source.offsets[at]).toBe(covered);
      covered += source.offsets[at + 1] ?? 0;
    }
    expect(covered).toBe(text.length);
  });

  it("is found by the id of a copy, and not for an unknown one", async () => {
    const { app } = await setUpLibrary([
      { file: "a.txt", raw: GLOSSED },
      { file: "b.txt", raw: WHOLE },
    ]);
    expect((await app.request("/api/reports/a/source")).headers.get("Location")).toBe("/api/reports/b/source");
    const response = await app.request("/api/reports/none/source");
    expect(response.status).toBe(404);
    expect(await readError(response)).toMatchObject({ code: "not-found", field: "id" });
  });
});
