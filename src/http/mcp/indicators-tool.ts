import { z } from "zod";
import { filterText, IndicatorListSchema } from "../contract.ts";
import { nameSource } from "../name-source.ts";
import { count, region, year } from "./arguments.ts";
import { defineTool } from "./tool.ts";

const ResultSchema = IndicatorListSchema.omit({ tookMs: true });
type Row = z.infer<typeof ResultSchema>["rows"][number];

export const indicatorsTool = defineTool({
  name: "indicators",
  title: "查数据台账",
  description:
    "查报告里的数据：每个数据带指标、数值、单位、所属地区与年份、是否计划，以及所在的原句。不写条件则列出有哪些指标、各有多少份报告披露。",
  input: z.strictObject({
    q: filterText("q", 200).optional().describe("指标的说法，如：出庭应诉率"),
    region,
    year: year.describe("数据所属的年份"),
    limit: count("limit", 1, 200, 30).describe("最多给出多少行"),
  }),
  output: ResultSchema,
  async run({ q, ...request }, { assistant }) {
    // Without a condition every figure there is would fit: the names say more.
    const listsNames = q === undefined && request.region === undefined && request.year === undefined;
    const result = assistant.indicators({ query: q, ...request });
    return listsNames ? { ...result, rows: [] } : result;
  },
  write: ({ rows, total, indicators }) => {
    if (total === 0) return "台账里没有相符的数据；报告正文里可能仍有提及，可用 ask 或 search 再查。";
    if (rows.length > 0) return [`共 ${total} 个数据，列出 ${rows.length} 个：`, ...rows.map(writeRow)].join("\n");
    const names = indicators.map(({ canonical, reports }) => `- ${canonical}：${reports} 份报告披露`);
    return [`共 ${total} 个数据，其中通用指标 ${indicators.length} 项：`, ...names].join("\n");
  },
});

function writeRow({
  indicator,
  qualifier,
  text,
  subject,
  region: place,
  year: told,
  period,
  state,
  ...row
}: Row): string {
  const facts = [subject, place, told === null ? "" : `${told}年`, period ?? "", state === "planned" ? "计划" : ""];
  const named = facts.filter((fact) => fact !== "").join("，");
  // The qualifier stands in the text already where the report has it beside the number.
  const figure = text.includes(qualifier) ? text : `${qualifier}${text}`;
  return `- ${indicator}：${figure}（${named}）“${row.sentence.trim()}” ${nameSource({ ...row, region: "", year: null })}`;
}
