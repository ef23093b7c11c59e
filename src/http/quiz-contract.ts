import { z } from "@hono/zod-openapi";
import { cleanText, filterText } from "./contract.ts";
import {
  difficultyField,
  idField,
  list,
  QUIZ_TYPES,
  QuizItemSchema,
  TYPE_NAMES,
  typeField,
  written,
} from "./quiz-item-contract.ts";

/** The shapes of quiz papers on the wire; as in `contract.ts`, messages reach users as they stand. */

const MAX_QUIZ_ITEMS = 500;

const COUNT_RANGE = `题数应为 1 到 ${MAX_QUIZ_ITEMS} 的整数`;
const TYPES_SHAPE = `types 应为题型的列表，或各题型的题数，如 { "single": 10, "judge": 5 }；题型有 ${TYPE_NAMES}，题数为 0 到 ${MAX_QUIZ_ITEMS} 的整数`;
const YEAR_RANGE = "年份应为 1949 到 2999 之间的整数";
const SEED_RANGE = "卷号应为 0 到 4294967295 的整数";

const TYPE_COUNT = `各题型的题数应为 0 到 ${MAX_QUIZ_ITEMS} 的整数`;
const perType = z
  .number({ error: TYPE_COUNT })
  .int(TYPE_COUNT)
  .min(0, TYPE_COUNT)
  .max(MAX_QUIZ_ITEMS, TYPE_COUNT)
  .optional();
/** A misspelt key would silently ask for another paper: unknown keys are refused. */
export const QuizBlueprintSchema = z
  .strictObject(
    {
      count: z
        .number({ error: COUNT_RANGE })
        .int(COUNT_RANGE)
        .min(1, COUNT_RANGE)
        .max(MAX_QUIZ_ITEMS, COUNT_RANGE)
        .openapi({ example: 20 }),
      types: z
        .union(
          [
            z.array(typeField).min(1, TYPES_SHAPE).max(QUIZ_TYPES.length, TYPES_SHAPE),
            z.strictObject({ single: perType, multiple: perType, judge: perType, fill: perType, short: perType }),
          ],
          { error: TYPES_SHAPE },
        )
        .optional()
        .openapi({
          description: "题型，平均分配；或各题型的题数，合计应等于 count。不给则五种都出",
          example: ["single"],
        }),
      difficulties: list(difficultyField, "difficulties", 3).optional(),
      reports: list(filterText("报告编号", 300), "reports", 1000).optional(),
      regions: list(filterText("地区", 100), "regions", 100).optional(),
      years: list(
        z.number({ error: YEAR_RANGE }).int(YEAR_RANGE).min(1949, YEAR_RANGE).max(2999, YEAR_RANGE),
        "years",
        100,
      ).optional(),
      chapters: list(filterText("章节", 100), "chapters", 50)
        .optional()
        .openapi({ description: "依据所在的标题里应有的词，有其一即可", example: ["行政复议"] }),
      seed: z
        .number({ error: SEED_RANGE })
        .int(SEED_RANGE)
        .min(0, SEED_RANGE)
        .max(4_294_967_295, SEED_RANGE)
        .optional()
        .openapi({ description: "同一卷号、同一批报告，出的卷子相同" }),
      exclude: list(idField, "exclude", 5000).optional().openapi({ description: "不要再出的题目编号" }),
    },
    { error: "出题要求应为对象" },
  )
  .openapi("QuizBlueprint");

const shortfallField = z.object({
  type: typeField,
  wanted: z.number().int(),
  made: z.number().int(),
  reason: cleanText("原因").max(1000, "原因最多 1000 字"),
});

/** A paper as it was made, or as a person has edited it; further keys of a newer page are passed over. */
export const QuizPaperSchema = z
  .object({
    title: written("标题", 200),
    seed: z.number({ error: SEED_RANGE }).int(SEED_RANGE).min(0, SEED_RANGE).max(4_294_967_295, SEED_RANGE),
    items: list(QuizItemSchema, "items", MAX_QUIZ_ITEMS).readonly(),
    shortfall: list(shortfallField, "shortfall", 20)
      .readonly()
      .default([])
      .openapi({ description: "哪种题没有出够，为什么" }),
  })
  .openapi("QuizPaper");

export const QuizResponseSchema = QuizPaperSchema.extend({ tookMs: z.number() }).openapi("QuizResponse");

/** `{ items }` of a paper, all or some: a whole paper will do. */
export const QuizCheckRequestSchema = z
  .object(
    { items: list(QuizItemSchema, "items", MAX_QUIZ_ITEMS).min(1, "items 不能为空").readonly() },
    { error: "请求体应为 JSON 对象" },
  )
  .openapi("QuizCheckRequest");

export const QuizItemCheckSchema = z
  .object({
    id: z.string(),
    edited: z.boolean().openapi({ description: "与出题时不一样：有人改过" }),
    warnings: z
      .array(z.string())
      .readonly()
      .openapi({
        description: "改过之后对不上出处的地方，供人核对；没有改过的题不会有",
        example: ["出处里没有“99.9%”，请核对答案"],
      }),
  })
  .openapi("QuizItemCheck");

export const QuizCheckResponseSchema = z
  .object({ items: z.array(QuizItemCheckSchema).readonly() })
  .openapi("QuizCheckResponse");

export const QuizFormatSchema = z
  .object({
    id: z.string().openapi({ example: "docx" }),
    name: z.string().openapi({ example: "Word 试卷" }),
    description: z.string(),
    extension: z.string().openapi({ description: "文件名的结尾，不带点" }),
  })
  .openapi("QuizFormat");

export const QuizFormatListSchema = z.object({ formats: z.array(QuizFormatSchema).readonly() }).openapi("QuizFormats");

export const QuizExportQuerySchema = z.strictObject({
  format: cleanText("format")
    .max(100, "format 最多 100 字")
    .default("")
    .openapi({ description: "格式的 id，见 GET /api/quiz/formats", example: "docx" }),
  keys: z
    .enum(["after", "end", "none"], { error: "keys 应为 after（跟在每题后面）、end（放在卷末）或 none（不要答案）" })
    .optional()
    .openapi({ description: "答案放在哪里，只用于给人读的格式" }),
});

/** A paper, which has `items`, or a blueprint, which has not; what is wrong is told for the one that was meant. */
export const QuizExportBodySchema = z
  .unknown()
  .transform((body, context) => {
    const isPaper = typeof body === "object" && body !== null && "items" in body;
    const parsed = isPaper ? QuizPaperSchema.safeParse(body) : QuizBlueprintSchema.safeParse(body);
    for (const issue of parsed.error?.issues ?? []) context.addIssue({ ...issue });
    if (!parsed.success) return z.NEVER;
    return isPaper
      ? { paper: parsed.data as z.infer<typeof QuizPaperSchema> }
      : { blueprint: parsed.data as z.infer<typeof QuizBlueprintSchema> };
  })
  .openapi({
    anyOf: [{ $ref: "#/components/schemas/QuizPaper" }, { $ref: "#/components/schemas/QuizBlueprint" }],
    description: "POST /api/quiz 给出的卷子（可以改过），或出题要求",
  });

/** What a header tells of an exported file, as JSON with everything but ASCII written `\uXXXX`. */
export const QuizExportNoteSchema = z
  .object({
    made: z.number().int().openapi({ description: "文件里有几道题" }),
    edited: z.number().int().openapi({ description: "其中有几道注明了“已人工修改”" }),
    leftOut: z
      .array(z.object({ reason: z.string(), items: z.array(z.number().int()).readonly() }))
      .readonly()
      .openapi({ description: "哪几道题（从 1 数起）没有放进文件，为什么" }),
    unfound: z
      .array(z.number().int())
      .readonly()
      .openapi({ description: "哪几道题的原句与现在收录的报告对不上；文件里也注明了" }),
    shortfall: z.array(z.string()).readonly().openapi({ description: "没有出够的原因；只在由出题要求直接导出时有" }),
  })
  .openapi("QuizExportNote");

export type QuizBlueprintBody = z.infer<typeof QuizBlueprintSchema>;
export type QuizPaperBody = z.infer<typeof QuizPaperSchema>;
export type QuizResponse = z.infer<typeof QuizResponseSchema>;
export type QuizItemCheckBody = z.infer<typeof QuizItemCheckSchema>;
export type QuizCheckResponse = z.infer<typeof QuizCheckResponseSchema>;
export type QuizFormatList = z.infer<typeof QuizFormatListSchema>;
export type QuizExportNote = z.infer<typeof QuizExportNoteSchema>;
