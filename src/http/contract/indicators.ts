import { z } from "@hono/zod-openapi";
import { filterText, YEAR_RANGE } from "./fields.ts";

/** Of an address's `?…`: an empty value is none. */
const queryValue = <T extends z.ZodType>(value: T) =>
  z.preprocess((given) => (given === "" ? undefined : given), value);

const LIMIT_RANGE = "limit 应为 1 到 1000 之间的整数";
const MAX_ROWS = 1000;
const DEFAULT_ROWS = 200;

export const placeAndYearQuery = {
  region: queryValue(filterText("region", 100).optional()).openapi({
    description: "地区，连同其下各地：全称或其中任何一级的名称",
    type: "string",
    example: "江门市",
  }),
  year: queryValue(
    z
      .string({ error: YEAR_RANGE })
      .regex(/^(?:19[4-9]\d|2\d{3})$/, YEAR_RANGE)
      .transform(Number)
      .refine((year) => year >= 1949, YEAR_RANGE)
      .optional(),
  ).openapi({ description: "数据所属的年份", type: "integer", minimum: 1949, maximum: 2999 }),
};

const countQuery = (description: string, whenLeftOut: number) =>
  queryValue(
    z
      .string({ error: LIMIT_RANGE })
      .regex(/^\d{1,4}$/, LIMIT_RANGE)
      .transform(Number)
      .refine((limit) => limit >= 1 && limit <= MAX_ROWS, LIMIT_RANGE)
      .optional(),
  )
    .transform((limit) => limit ?? whenLeftOut)
    .openapi({ description, ...{ type: "integer", minimum: 1, maximum: MAX_ROWS, default: whenLeftOut } });

export const IndicatorQuerySchema = z.strictObject({
  q: queryValue(filterText("q", 200).optional()).openapi({
    description: "指标的说法，繁体、口语都可以",
    type: "string",
    example: "出庭应诉率",
  }),
  ...placeAndYearQuery,
  limit: countQuery("最多给出多少行", DEFAULT_ROWS),
});

export const IndicatorTableQuerySchema = z.strictObject({
  name: filterText("name", 200).openapi({
    description: "通用指标的名称，或没有通用名称的数据在报告里的说法，一字不差",
    example: "行政机关负责人出庭应诉率",
  }),
  ...placeAndYearQuery,
  limit: countQuery("最多给出多少个地方", DEFAULT_ROWS),
});

/** A file of figures always holds every place. */
export const IndicatorFileQuerySchema = IndicatorTableQuerySchema.omit({ limit: true });

export const IndicatorRowSchema = z
  .object({
    indicator: z.string().openapi({ description: "所计所量，照报告的说法", example: "行政机关负责人出庭应诉率" }),
    canonical: z.string().nullable().openapi({ description: "指标的通用名称；说不准为 null" }),
    value: z.number().openapi({ description: "数值，万、亿已乘出；区间取下限" }),
    upper: z.number().optional().openapi({ description: "区间的上限；单个数不给" }),
    unit: z.string().openapi({ description: "单位，照原文，不含万、亿；原文没有为空" }),
    qualifier: z.string().openapi({ description: "超、余、多、近等限定词，照原文；确数为空" }),
    text: z.string().openapi({ description: "原文的写法，即正文 slice(start, end)", example: "98.82%" }),
    kind: z.enum(["level", "share", "change", "rank"]).openapi({
      description: "数量、比率、增减、名次",
    }),
    subject: z.string().openapi({ description: "句中所说的单位或地方；就是报告所述的地方时为空" }),
    region: z.string().openapi({ description: "数据所属地区的全称；不明为空" }),
    issuer: z.string(),
    year: z.number().int().nullable().openapi({ description: "数据所属的年份，不一定是报告的年份；不明为 null" }),
    period: z.string().optional().openapi({ description: "不是整一年时的时段，照原文：1—11月" }),
    state: z.enum(["done", "planned"]).openapi({ description: "已完成，或只是计划" }),
    within: z.string().openapi({ description: "其中项所属的总项；没有为空" }),
    reportId: z.string(),
    file: z.string(),
    title: z.string(),
    section: z.array(z.string()).readonly(),
    sentence: z.string().openapi({ description: "所在的句子，照整理后正文" }),
    sentenceStart: z.number().int().openapi({ description: "那一句在整理后正文中的位置" }),
    start: z.number().int().openapi({ description: "在整理后正文中的位置" }),
    end: z.number().int(),
  })
  .openapi("IndicatorRow");

export const IndicatorListSchema = z
  .object({
    rows: z.array(IndicatorRowSchema).readonly().openapi({ description: "最相符的在前" }),
    total: z.number().int().openapi({ description: "相符的共有多少，连同 limit 以外的" }),
    indicators: z
      .array(z.object({ canonical: z.string(), reports: z.number().int(), units: z.array(z.string()).readonly() }))
      .readonly()
      .openapi({ description: "相符的数据涉及哪些通用指标，各有多少份报告披露；计划不算" }),
    tookMs: z.number(),
  })
  .openapi("IndicatorList");

export const IndicatorTableSchema = z
  .object({
    name: z.string(),
    units: z.array(z.string()).readonly().openapi({ description: "这些数据所用的单位，最常见的在前；计划不算" }),
    years: z
      .array(z.number().int().nullable())
      .readonly()
      .openapi({ description: "近的在前；null 表示年份不明，在最后" }),
    places: z
      .array(
        z.object({
          region: z.string().openapi({ description: "地区的全称；不明为空" }),
          issuer: z.string().openapi({ description: "单独发布报告的部门；整个地方的报告为空" }),
          cells: z
            .array(
              z.object({
                year: z.number().int().nullable(),
                disclosed: z.boolean().openapi({ description: "有已完成的数据；只有计划不算披露" }),
                figures: z.array(IndicatorRowSchema).readonly(),
                reports: z.array(z.object({ id: z.string(), title: z.string() })).readonly(),
              }),
            )
            .readonly()
            .openapi({ description: "没有收录报告、也没有数据的年份不给，那不是未披露" }),
        }),
      )
      .readonly(),
    total: z.number().int().openapi({ description: "共有多少个地方，连同 limit 以外的" }),
    disclosed: z.number().int().openapi({ description: "有多少处（地方与年份）披露" }),
    undisclosed: z.number().int().openapi({ description: "收录了报告而没有披露的有多少处" }),
    tookMs: z.number(),
  })
  .openapi("IndicatorTable");

export type IndicatorList = z.infer<typeof IndicatorListSchema>;
export type IndicatorFigure = z.infer<typeof IndicatorRowSchema>;
export type IndicatorTableBody = z.infer<typeof IndicatorTableSchema>;
