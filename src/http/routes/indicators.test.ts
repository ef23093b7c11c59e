import { describe, expect, it } from "vitest";
import { createFakeAssistant } from "../../testing/fake-assistant.ts";
import { SAMPLE_REPORTS } from "../../testing/sample-library.ts";
import { readError, setUpApp } from "../../testing/set-up-app.ts";
import { setUpLibrary } from "../../testing/set-up-library.ts";
import { IndicatorListSchema, IndicatorTableSchema } from "../contract.ts";

const FILES = SAMPLE_REPORTS.map(({ file, region, year, text }) => ({ file, raw: text, known: { region, year } }));

async function setUp() {
  const { app } = await setUpLibrary(FILES);
  const get = (query: Record<string, string>) => app.request(`/api/indicators?${new URLSearchParams(query)}`);
  const list = async (query: Record<string, string>) => {
    const response = await get(query);
    expect(response.status).toBe(200);
    return IndicatorListSchema.parse(await response.json());
  };
  return { app, get, list };
}

const told = (rows: readonly { region: string; year: number | null; text: string }[]) =>
  rows.map(({ region, year, text }) => [region.slice(-3), year, text]);

describe("GET /api/indicators", () => {
  it("gives every figure with its words, sentence and place", async () => {
    const { app, list } = await setUp();
    const { rows, total } = await list({ limit: "1000" });
    expect(rows).toHaveLength(total);
    for (const row of rows) {
      const { text } = await (await app.request(`/api/reports/${row.reportId}`)).json();
      expect(text.slice(row.start, row.end)).toBe(row.text);
      expect(row.sentence).toContain(row.text);
      expect(text).toContain(row.sentence);
    }
    expect(rows.find(({ text, unit }) => text === "215件" && unit === "件")).toMatchObject({
      ...{ canonical: "行政复议受理件数", value: 215, kind: "level", qualifier: "", state: "done", within: "" },
      ...{ region: "南江省青溪市", year: 2022, reportId: "qingxi-2022", file: "qingxi-2022.txt" },
      section: ["二、化解矛盾纠纷"],
    });
    expect(rows.find(({ text }) => text.includes("7310"))).toMatchObject({ period: "1—11月" });
    expect(rows.find(({ text }) => text.includes("2000人次"))).toMatchObject({ state: "planned" });
  });

  it("finds an indicator in anybody's script, width and wording, best first", async () => {
    const { list } = await setUp();
    const { rows, total, indicators } = await list({ q: "出庭应诉率" });
    expect(told(rows)).toEqual([
      ["青溪市", 2022, "91.4%"],
      ["青溪市", 2023, "95.8%"],
      ["云岭县", 2023, "100%"],
    ]);
    expect(total).toBe(3);
    expect(indicators).toEqual([{ canonical: "行政机关负责人出庭应诉率", reports: 3, units: ["%"] }]);
    for (const q of ["出庭應訴率", " 出庭应诉率 ", "负责人出庭应诉率是多少"])
      expect(told((await list({ q })).rows)).toEqual(told(rows));
    const review = (await list({ q: "受理行政复议" })).rows;
    expect(review.map(({ text }) => text).slice(0, 2)).toEqual(["215件", "301件"]);
    expect((await list({ q: "太阳能" })).rows).toEqual([]);
    expect((await list({ q: "？" })).rows).toEqual([]);
  });

  it("narrows to a place with what lies in it, and to the year that a figure is of", async () => {
    const { list } = await setUp();
    const q = "出庭应诉率";
    const inCity = await list({ q, region: "青溪市" });
    expect(inCity.total).toBe(3);
    for (const region of ["云岭县", "云岭", "雲嶺縣", "南江省青溪市云岭县"])
      expect(told((await list({ q, region })).rows)).toEqual([["云岭县", 2023, "100%"]]);
    expect(told((await list({ q, region: "青溪", year: "2022" })).rows)).toEqual([["青溪市", 2022, "91.4%"]]);
    expect((await list({ q, year: "1999" })).rows).toEqual([]);
    expect((await list({ q, region: "江门市" })).rows).toEqual([]);
  });

  it("lists the standard indicators with how many reports disclose them, and leaves plans out", async () => {
    const { list } = await setUp();
    const { indicators } = await list({ q: "", region: "", year: "", limit: "" });
    expect(indicators[0]).toEqual({ canonical: "行政机关负责人出庭应诉率", reports: 3, units: ["%"] });
    expect(indicators).toContainEqual({ canonical: "行政复议受理件数", reports: 2, units: ["件"] });
    expect(indicators).toContainEqual({ canonical: "行政执法人员培训人次", reports: 1, units: ["人次"] });
    expect(indicators.map(({ reports }) => reports)).toEqual(
      indicators
        .map(({ reports }) => reports)
        .sort()
        .reverse(),
    );
  });

  it("gives as many rows as wanted and counts all", async () => {
    const { list } = await setUp();
    const all = await list({});
    const { rows, total, indicators } = await list({ limit: "2" });
    expect(rows).toEqual(all.rows.slice(0, 2));
    expect(total).toBe(all.total);
    expect(indicators).toEqual(all.indicators);
  });

  it.each([
    [{ year: "去年" }, "year"],
    [{ year: "23" }, "year"],
    [{ year: "1948" }, "year"],
    [{ year: "3000" }, "year"],
    [{ limit: "0" }, "limit"],
    [{ limit: "1001" }, "limit"],
    [{ limit: "1.5" }, "limit"],
    [{ q: "问".repeat(201) }, "q"],
    [{ q: "出庭\u0000" }, "q"],
    [{ region: "市".repeat(101) }, "region"],
    [{ regions: "青溪市" }, "regions"],
  ] as [Record<string, string>, string][])("refuses %j and names its field", async (query, field) => {
    const response = await (await setUp()).get(query);
    expect(response.status).toBe(400);
    const error = await readError(response);
    expect(error).toMatchObject({ code: "bad-request", field });
    expect(error.message).toMatch(/\p{Script=Han}/u);
    expect(error.message).not.toMatch(/[Ii]nvalid|[Ee]xpected|received/);
  });

  it("refuses a value that is given twice", async () => {
    const { app } = await setUp();
    const response = await app.request("/api/indicators?year=2022&year=2023");
    expect(response.status).toBe(400);
    expect(await readError(response)).toMatchObject({ field: "year", message: expect.stringMatching(/年份/) });
  });

  it("says that it is not ready, and describes what it takes", async () => {
    const { app } = setUpApp({}, createFakeAssistant({ ready: false }));
    expect((await app.request("/api/indicators")).status).toBe(503);
    const document = await (await app.request("/openapi.json")).json();
    const { parameters } = document.paths["/api/indicators"].get;
    expect(
      parameters.map(({ name, required, schema }: never) => [
        name,
        required ?? false,
        (schema as { type: string }).type,
      ]),
    ).toEqual([
      ["q", false, "string"],
      ["region", false, "string"],
      ["year", false, "integer"],
      ["limit", false, "integer"],
    ]);
  });
});

describe("GET /api/indicators/table", () => {
  const RATE = "行政机关负责人出庭应诉率";

  it("gives one indicator by places and years", async () => {
    const { app } = await setUp();
    const response = await app.request(`/api/indicators/table?${new URLSearchParams({ name: RATE })}`);
    expect(response.status).toBe(200);
    const table = IndicatorTableSchema.parse(await response.json());
    expect(table).toMatchObject({ name: RATE, units: ["%"], years: [2023, 2022], total: 2, disclosed: 3 });
  });

  it.each([
    [{}, "name"],
    [{ name: "" }, "name"],
    [{ name: "率".repeat(201) }, "name"],
    [{ name: RATE, year: "23" }, "year"],
    [{ name: RATE, limit: "0" }, "limit"],
    [{ name: RATE, q: "率" }, "q"],
  ] as [Record<string, string>, string][])("refuses %j and names its field", async (query, field) => {
    const { app } = await setUp();
    for (const path of ["table", "csv"].map((kind) => (kind === "csv" ? ".csv" : `/${kind}`))) {
      const response = await app.request(`/api/indicators${path}?${new URLSearchParams(query)}`);
      expect(response.status).toBe(400);
      const error = await readError(response);
      expect(error.field).toBe(field);
      expect(error.message).toMatch(/\p{Script=Han}/u);
    }
  });

  it("tells an unknown name from one that nobody discloses, as a table and as a file", async () => {
    const { app } = await setUp();
    for (const path of ["/table", ".csv"]) {
      const response = await app.request(`/api/indicators${path}?${new URLSearchParams({ name: "没有的指标" })}`);
      expect(response.status).toBe(404);
      expect(await readError(response)).toMatchObject({ code: "not-found", field: "name" });
    }
  });

  it("comes as a file that is named after what it holds", async () => {
    const { app } = await setUp();
    const response = await app.request(`/api/indicators.csv?${new URLSearchParams({ name: RATE, region: "云岭县" })}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    const named = /filename\*=UTF-8''(\S+)/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "";
    expect(decodeURIComponent(named)).toBe(`${RATE}-云岭县.csv`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [, first, end] = new TextDecoder().decode(bytes).split("\r\n");
    expect(first).toMatch(/^南江省青溪市云岭县,,2023,.*,100,,%,100%,/);
    expect(first).toMatch(/http:\/\/localhost\/reports\/yunling-2023\?start=\d+&end=\d+&h=\w+$/);
    expect(end).toBe("");
  });
});
