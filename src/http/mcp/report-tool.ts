import { z } from "zod";
import { FawenError } from "../../core/model/errors.ts";
import type { Library } from "../../core/model/library.ts";
import type { Report } from "../../core/model/report.ts";
import { passesRegion } from "../../core/search/slot-fit.ts";
import { filterText, ReportDetailSchema, ReportSummarySchema } from "../contract.ts";
import { nameSource } from "../name-source.ts";
import { countPassages, summarizeReport } from "../summarize-report.ts";
import { count, region, year } from "./arguments.ts";
import { defineTool } from "./tool.ts";

/** Reports that are listed at most; the rest is counted. */
const MAX_LISTED = 100;
const MAX_CHARS = 20_000;

const OpenedSchema = ReportDetailSchema.pick({ id: true, sections: true, suspects: true, text: true }).extend({
  start: z.int().describe("text 在正文中的起点"),
  end: z.int().describe("text 在正文中的终点"),
});

export const reportTool = defineTool({
  name: "report",
  title: "列出或阅读报告",
  description:
    "不写 id：列出收录的报告，可按地区、年份筛选。写 id：给出这份报告的章节和正文，长的分几次读（start、length）。",
  input: z.strictObject({
    id: filterText("id", 300).optional().describe("报告编号，即各处的 reportId"),
    region,
    year: year.describe("报告的年份"),
    start: count("start", 0, 10_000_000, 0).describe("从正文的第几个字读起"),
    length: count("length", 1, MAX_CHARS, 6000).describe("读多少字"),
  }),
  output: z.object({
    total: z.int().describe("相符的报告共有多少份"),
    reports: z.array(ReportSummarySchema).readonly(),
    opened: OpenedSchema.nullable().describe("写了 id 时的章节和正文"),
  }),
  async run({ id, start, length, ...wanted }, { assistant }) {
    const library = assistant.library();
    if (id === undefined) return { ...listReports(library, wanted), opened: null };
    const row = library.reports.findIndex((report) => isNamed(report, id));
    const report = library.reports[row];
    if (report === undefined)
      throw new FawenError("not-found", `没有编号为“${id}”的报告；不写 id 可以列出有哪些`, { field: "id" });
    const { sections, text } = report;
    if (start >= text.length && text.length > 0)
      throw new FawenError("bad-request", `这份报告共 ${text.length} 字，start 应小于它`, { field: "start" });
    const end = Math.min(text.length, start + length);
    const suspects = report.suspects.filter((suspect) => suspect.start < end && start < suspect.end);
    const opened = { id: report.id, sections, suspects, text: text.slice(start, end), start, end };
    return { total: 1, reports: [summarizeReport(report, countPassages(library)[row] ?? 0)], opened };
  },
  write({ total, reports, opened }) {
    const [report] = reports;
    if (report === undefined) return "没有相符的报告。";
    if (opened === null)
      return [
        `共 ${total} 份报告：`,
        ...reports.map((one) => `- ${one.id}：${nameSource({ ...one, section: [] })}`),
      ].join("\n");
    const { start, end, suspects } = opened;
    const more =
      end < report.chars ? `（共 ${report.chars} 字，这里是第 ${start} 到 ${end} 字，接着读请用 start=${end}）` : "";
    const doubts = suspects.map(({ text, reason }) => `- “${text}”：${reason}`);
    const warning = doubts.length === 0 ? "" : `\n\n疑似被篡改、不可采信之处：\n${doubts.join("\n")}`;
    return `${nameSource({ ...report, section: [] })}${more}\n\n${opened.text}${warning}`;
  },
});

function isNamed({ id, copies }: Report, wanted: string): boolean {
  return id === wanted || copies?.some((copy) => copy.id === wanted) === true;
}

function listReports(library: Library, wanted: { region?: string | undefined; year?: number | undefined }) {
  const passages = countPassages(library);
  const fitting = library.reports.flatMap((report, row) => {
    const { region: place, year: told } = report.identity;
    if (wanted.year !== undefined && told.value !== wanted.year) return [];
    if (wanted.region !== undefined && !passesRegion(place.value ?? "", [wanted.region])) return [];
    return [summarizeReport(report, passages[row] ?? 0)];
  });
  return { total: fitting.length, reports: fitting.slice(0, MAX_LISTED) };
}
