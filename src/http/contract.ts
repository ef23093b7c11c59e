import { z } from "@hono/zod-openapi";
import { ANSWERS_WANTED } from "../core/model/question.ts";

/**
 * Every shape on the wire, once: types, validation and `GET /openapi.json` come from here. Messages are in
 * Chinese because they reach users as they stand.
 */

const MAX_QUESTION_CHARS = 2000;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** Text that came over the wire whole: no control characters, no half characters. */
export const cleanText = (name: string) =>
  z
    .string({ error: `${name}应为文字` })
    .refine((text) => !LONE_SURROGATE.test(text), `${name}含有不完整的字符，请重新输入`)
    .refine((text) => !CONTROL.test(text), `${name}含有控制字符，请删去后再试`);

/** Text that a person typed: clean, not empty, not over-long. */
export const typedText = (name: string) =>
  cleanText(name)
    .max(MAX_QUESTION_CHARS, `${name}超过 ${MAX_QUESTION_CHARS} 字，请缩短后再问`)
    .refine((text) => text.trim() !== "", `${name}不能为空`);

export const filterText = (name: string, maxChars: number) =>
  cleanText(name).min(1, `${name}不能为空`).max(maxChars, `${name}最多 ${maxChars} 字`);

const YEAR_RANGE = "年份应为 1949 到 2999 之间的整数";

/** A misspelt key would silently drop a filter and give another region's figure: unknown keys are refused. */
export const FiltersSchema = z
  .strictObject(
    {
      regions: z
        .array(filterText("地区", 100), { error: "regions 应为地区名的列表" })
        .max(100, "regions 最多 100 项")
        .optional(),
      years: z
        .array(z.number({ error: YEAR_RANGE }).int(YEAR_RANGE).min(1949, YEAR_RANGE).max(2999, YEAR_RANGE), {
          error: "years 应为年份的列表",
        })
        .max(100, "years 最多 100 项")
        .optional(),
      reports: z
        .array(filterText("报告编号", 300), { error: "reports 应为报告编号的列表" })
        .max(1000, "reports 最多 1000 项")
        .optional(),
    },
    { error: "filters 应为对象" },
  )
  .openapi("Filters");

export const UnderstoodSchema = z
  .object({
    regions: z.array(z.string()).readonly(),
    years: z.array(z.number().int()).readonly(),
    indicators: z.array(z.string()).readonly(),
    wanted: z
      .enum(ANSWERS_WANTED)
      .optional()
      .openapi({ description: "问题要的是哪一类回答：数值、数目、名称、清单、是否、比较、排名、概括或事实" }),
    rewritten: z.string().optional().openapi({ description: "追问补全之后的问题；没有补全就不给" }),
    original: z.string().optional().openapi({ description: "补全之前的原话；只与 rewritten 一同给出" }),
  })
  .openapi("Understood");

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

const NeighbourPassageSchema = z
  .object({ text: z.string(), start: z.number().int(), end: z.number().int() })
  .openapi("NeighbourPassage");

export const SearchHitSchema = z
  .object({
    passageId: z.string(),
    reportId: z.string(),
    file: z.string(),
    title: z.string(),
    issuer: z.string(),
    region: z.string(),
    year: z.number().int().nullable(),
    section: z.array(z.string()).readonly(),
    context: PlaceContextSchema,
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

export const ChatMessageSchema = z
  .object(
    {
      role: z.enum(["user", "assistant"], { error: "role 应为 user 或 assistant" }),
      content: cleanText("content"),
    },
    { error: "每条消息应为 { role, content } 对象" },
  )
  .openapi("ChatMessage");

export const ChatRequestSchema = z
  .strictObject(
    {
      messages: z
        .array(ChatMessageSchema, { error: "messages 应为消息列表" })
        .min(1, "messages 不能为空")
        .max(100, "messages 最多 100 条")
        .superRefine((messages, context) => {
          for (const [row, message] of messages.entries()) {
            // Earlier answers come back in the conversation and may be longer than a question.
            if (message.role === "assistant") continue;
            const checked = typedText("问题").safeParse(message.content);
            for (const issue of checked.error?.issues ?? [])
              context.addIssue({ code: "custom", message: issue.message, path: [row, "content"] });
          }
          if (messages.length > 0 && messages.at(-1)?.role !== "user")
            context.addIssue({
              code: "custom",
              message: "最后一条消息应是用户的问题",
              path: [messages.length - 1, "role"],
            });
        }),
      filters: FiltersSchema.optional(),
      backend: filterText("backend", 100).optional(),
      stream: z.boolean({ error: "stream 应为 true 或 false" }).default(false),
    },
    { error: "请求体应为 JSON 对象" },
  )
  .openapi("ChatRequest");

/** As `ChatRequest`; which backend answers is not for the visitors of other sites to choose. */
export const WidgetChatRequestSchema = ChatRequestSchema.omit({ backend: true }).openapi("WidgetChatRequest");

export const WidgetSessionSchema = z
  .object({
    token: z.string().openapi({ description: "放在请求头 Authorization: Bearer 里，只在这个网站的网页里有效" }),
    expiresInSeconds: z.number().int(),
    examples: z.array(z.string()).readonly().openapi({ description: "已知能答出的示例问题" }),
  })
  .openapi("WidgetSession");

export const CitationSchema = z
  .object({
    marker: z.number().int().min(1),
    reportId: z.string(),
    file: z.string(),
    title: z.string(),
    issuer: z.string(),
    region: z.string(),
    year: z.number().int().nullable(),
    section: z.array(z.string()).readonly(),
    context: PlaceContextSchema,
    quote: z.string().openapi({ description: "整理后正文的切片 text.slice(start, end)" }),
    start: z.number().int(),
    end: z.number().int(),
    rawQuote: z.string().openapi({ description: "原始文件的切片 raw.slice(rawStart, rawEnd)" }),
    rawStart: z.number().int(),
    rawEnd: z.number().int(),
    url: z.string().optional(),
  })
  .openapi("Citation");

export const AnswerFigureSchema = z
  .object({
    text: z.string(),
    value: z.number().nullable(),
    unit: z.string(),
    verified: z.boolean(),
    marker: z.number().int().optional(),
    replaced: z
      .boolean()
      .optional()
      .openapi({ description: "真表示出自换上的原文：语言模型在这里写的句子没能与原文核对一致" }),
  })
  .openapi("AnswerFigure");

export const ChatResponseSchema = z
  .object({
    id: z.string(),
    outcome: z.enum(["answered", "partial", "abstained"]),
    reason: z
      .enum([
        "no_evidence",
        "region_not_covered",
        "year_not_covered",
        "not_disclosed",
        "ambiguous",
        "out_of_scope",
        "unsafe",
        "personal_data",
      ])
      .optional(),
    lead: z.string(),
    answer: z.string(),
    citations: z.array(CitationSchema).readonly(),
    figures: z.array(AnswerFigureSchema).readonly(),
    coverage: z
      .object({ reports: z.number().int(), disclosed: z.number().int(), undisclosed: z.number().int() })
      .optional(),
    understood: UnderstoodSchema,
    label: z.enum(["原文摘录", "AI 生成", "由多份报告计算"]),
    followUps: z.array(z.string()).readonly(),
    backend: z.string(),
    notes: z
      .array(z.string())
      .readonly()
      .optional()
      .openapi({
        description: "关于回答怎样得来的说明，如语言模型没能用上；没有就不给",
        example: ["语言模型没能用上，以下为原文摘录。"],
      }),
    tookMs: z.number(),
  })
  .openapi("ChatResponse");

/** Of an address's `?…`: an empty value is none. */
const queryValue = <T extends z.ZodType>(value: T) =>
  z.preprocess((given) => (given === "" ? undefined : given), value);

const LIMIT_RANGE = "limit 应为 1 到 1000 之间的整数";
const MAX_ROWS = 1000;
const DEFAULT_ROWS = 200;

const placeAndYearQuery = {
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

const identityFact = <T extends z.ZodType>(value: T) =>
  z.object({
    value: value.nullable(),
    certainty: z.enum(["given", "stated", "inferred", "unknown"]),
    evidence: z.string().optional(),
  });

export const ReportIdentitySchema = z
  .object({
    title: identityFact(z.string()),
    issuer: identityFact(z.string()),
    region: identityFact(z.string()),
    level: identityFact(z.string()),
    year: identityFact(z.number().int()),
    period: identityFact(z.string())
      .optional()
      .openapi({ description: "整份报告只涵盖的时段，照原文：上半年、1—11月；涵盖全年或未写明时 value 为 null" }),
    date: identityFact(z.string()),
  })
  .openapi("ReportIdentity");

export const ReportSummarySchema = z
  .object({
    id: z.string(),
    file: z.string(),
    url: z.string().optional(),
    title: z.string(),
    issuer: z.string(),
    region: z.string(),
    level: z.string(),
    year: z.number().int().nullable(),
    date: z.string().nullable(),
    passages: z.number().int(),
    chars: z.number().int(),
    copies: z
      .array(z.object({ id: z.string(), file: z.string(), url: z.string().optional() }))
      .readonly()
      .optional()
      .openapi({ description: "在别处收到的同一份报告；不参与检索，也不重复计数" }),
  })
  .openapi("ReportSummary");

export const ReportListSchema = z
  .object({
    reports: z.array(ReportSummarySchema).readonly(),
    builtAt: z.string(),
    examples: z.array(z.string()).readonly().openapi({ description: "已知能答出的示例问题" }),
  })
  .openapi("ReportList");

export const ReportDetailSchema = ReportSummarySchema.extend({
  text: z.string(),
  identity: ReportIdentitySchema,
  sections: z
    .array(
      z.object({
        heading: z.string(),
        level: z.number().int(),
        path: z.array(z.string()).readonly(),
        start: z.number().int(),
        headingEnd: z.number().int(),
        end: z.number().int(),
        plan: z.boolean(),
      }),
    )
    .readonly(),
  repairs: z
    .array(
      z.object({
        step: z.string(),
        label: z.string(),
        count: z.number().int(),
        samples: z.array(z.object({ rawStart: z.number().int(), before: z.string(), after: z.string() })).readonly(),
      }),
    )
    .readonly(),
  suspects: z
    .array(z.object({ start: z.number().int(), end: z.number().int(), text: z.string(), reason: z.string() }))
    .readonly(),
}).openapi("ReportDetail");

export const ReportSourceSchema = z
  .object({
    id: z.string(),
    file: z.string(),
    raw: z.string().openapi({ description: "原文：源文件解码后的文字，一字未改" }),
    offsets: z.array(z.number().int()).readonly().openapi({
      description:
        "位置对照：每四个数一组 [整理后起点, 整理后长度, 原文起点, 原文长度]，依次排列。两个长度相等的组逐字对应；组与组之间的原文已被删去",
    }),
  })
  .openapi("ReportSource");

export const MetaSchema = z
  .object({
    reports: z.number().int(),
    builtAt: z.string(),
    years: z.array(z.number().int()).readonly().openapi({ description: "收录了哪些年份的报告，近的在前" }),
    regions: z
      .array(
        z.object({
          region: z.string().openapi({ description: "地区的全称；不明为空" }),
          years: z.array(z.number().int()).readonly().openapi({ description: "近的在前；年份不明的不给" }),
          reports: z.number().int(),
        }),
      )
      .readonly()
      .openapi({ description: "按地区名称排列" }),
    examples: z.array(z.string()).readonly().openapi({ description: "已知能答出的示例问题" }),
    feedback: z.boolean().openapi({ description: "是否收集对回答的意见" }),
  })
  .openapi("Meta");

export const FeedbackRequestSchema = z
  .strictObject(
    {
      answerId: filterText("answerId", 100).openapi({ description: "回答的 id" }),
      vote: z.enum(["up", "down"], { error: "vote 应为 up 或 down" }),
      reasons: z
        .array(
          z.enum(["wrong_figure", "wrong_source", "off_topic", "missing", "unclear", "other"], {
            error: "reasons 里有不认识的原因",
          }),
          { error: "reasons 应为原因的列表" },
        )
        .max(6, "reasons 最多 6 项")
        .default([]),
      comment: cleanText("comment").max(500, "意见最多 500 字").default(""),
      question: typedText("问题"),
      lead: cleanText("lead").max(400, "lead 最多 400 字"),
    },
    { error: "请求体应为 JSON 对象" },
  )
  .openapi("FeedbackRequest");

export const HealthSchema = z.object({ status: z.literal("ok") }).openapi("Health");

export const ReadinessSchema = z
  .object({
    ready: z.boolean(),
    reports: z.number().int(),
    passages: z.number().int(),
    vectorIndex: z.string(),
    embedder: z.string(),
    backend: z.string(),
    chatModel: z
      .object({
        paused: z.boolean().openapi({ description: "多次失败后暂停使用，回答用原文摘录" }),
        retryInMs: z.number().openapi({ description: "多少毫秒后再试；0 表示没有暂停，或正在重试" }),
      })
      .readonly()
      .optional()
      .openapi({ description: "语言模型的状态；没有接入就不给" }),
    builtAt: z.string().nullable(),
    message: z.string().optional(),
  })
  .openapi("Readiness");

export const ErrorSchema = z
  .object({ error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }) })
  .openapi("Error");

/** What `stream: true` sends: the event's name, and the JSON in its `data` line. `done` or `error` is the last. */
export const ChatEventSchemas = {
  status: z.object({ stage: z.enum(["understanding", "searching", "answering"]), message: z.string() }),
  citations: z.object({ citations: z.array(CitationSchema).readonly() }),
  delta: z.object({ text: z.string() }),
  done: ChatResponseSchema,
  error: ErrorSchema,
} as const;

/** One event of a streamed answer, tagged by its name. */
export type ChatEvent = {
  [Name in keyof typeof ChatEventSchemas]: {
    readonly event: Name;
    readonly data: z.infer<(typeof ChatEventSchemas)[Name]>;
  };
}[keyof typeof ChatEventSchemas];

export type ChatRequest = z.infer<typeof ChatRequestSchema>;
export type WidgetSession = z.infer<typeof WidgetSessionSchema>;
export type ChatResponse = z.infer<typeof ChatResponseSchema>;
export type SearchResponse = z.infer<typeof SearchResponseSchema>;
export type IndicatorList = z.infer<typeof IndicatorListSchema>;
export type IndicatorFigure = z.infer<typeof IndicatorRowSchema>;
export type IndicatorTableBody = z.infer<typeof IndicatorTableSchema>;
export type ReportSummary = z.infer<typeof ReportSummarySchema>;
export type ReportList = z.infer<typeof ReportListSchema>;
export type ReportDetail = z.infer<typeof ReportDetailSchema>;
export type ReportSource = z.infer<typeof ReportSourceSchema>;
export type Meta = z.infer<typeof MetaSchema>;
export type Feedback = z.infer<typeof FeedbackRequestSchema>;
export type Readiness = z.infer<typeof ReadinessSchema>;
export type CitationBody = z.infer<typeof CitationSchema>;
export type ErrorBody = z.infer<typeof ErrorSchema>;
