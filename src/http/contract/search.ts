import { z } from "@hono/zod-openapi";
import { FiltersSchema, typedText, UnderstoodSchema } from "./fields.ts";

export const SearchRequestSchema = z
  .strictObject(
    {
      query: typedText("query").openapi({ example: "江门市2023年行政机关负责人出庭应诉率是多少？" }),
      k: z.number({ error: "k 应为数字" }).int("k 应为整数").min(1, "k 最小为 1").max(100, "k 最大为 100").default(8),
      filters: FiltersSchema.optional(),
    },
    { error: "请求体应为 JSON 对象" },
  )
  .openapi("SearchRequest");

export const PlaceContextSchema = z
  .object({
    region: z.string().nullable().openapi({ description: "所述地区的全称；不明为 null" }),
    year: z.number().int().nullable().openapi({ description: "所述年份，以报告年份推算，不以今天推算；不明为 null" }),
    period: z.string().optional().openapi({ description: "不是整一年时的时段，照原文：1—11月、上半年、2019年以来" }),
    plan: z.boolean().openapi({ description: "真表示是计划，不是已完成的事" }),
    meanings: z
      .array(
        z.object({
          text: z.string().openapi({ description: "文中的词", example: "去年" }),
          meaning: z.string().openapi({ description: "在这份报告里指什么", example: "2022年" }),
        }),
      )
      .readonly()
      .optional()
      .openapi({ description: "文中的“我市”“去年”等词各指什么，按出现次序；没有这类词时不给" }),
  })
  .openapi("PlaceContext", { description: "这一处的“我市”“今年”“1—11月”指什么" });

/** Which report a passage or a quote is of, and where in it it stands. */
export const placeFields = {
  reportId: z.string(),
  file: z.string(),
  title: z.string(),
  issuer: z.string(),
  region: z.string(),
  year: z.number().int().nullable(),
  section: z.array(z.string()).readonly(),
  context: PlaceContextSchema,
};

const NeighbourPassageSchema = z
  .object({ text: z.string(), start: z.number().int(), end: z.number().int() })
  .openapi("NeighbourPassage");

export const SearchHitSchema = z
  .object({
    passageId: z.string(),
    ...placeFields,
    text: z.string(),
    start: z.number().int(),
    end: z.number().int(),
    before: NeighbourPassageSchema.optional().openapi({ description: "前一段：这段开头的句子从那里开始时才给" }),
    after: NeighbourPassageSchema.optional().openapi({ description: "后一段：这段末尾的句子在那里才说完时才给" }),
    score: z.number(),
    scores: z.record(z.string(), z.number()).readonly(),
  })
  .openapi("SearchHit");

export const SearchResponseSchema = z
  .object({ hits: z.array(SearchHitSchema).readonly(), understood: UnderstoodSchema, tookMs: z.number() })
  .openapi("SearchResponse");

export type SearchResponse = z.infer<typeof SearchResponseSchema>;
