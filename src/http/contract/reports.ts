import { z } from "@hono/zod-openapi";
import { placeAndYearQuery } from "./indicators.ts";

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

/** An unknown key would silently list more than was wanted: it is refused. */
export const ReportQuerySchema = z.strictObject({
  region: placeAndYearQuery.region,
  year: placeAndYearQuery.year.openapi({ description: "报告的年份" }),
});

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

export type ReportSummary = z.infer<typeof ReportSummarySchema>;
export type ReportList = z.infer<typeof ReportListSchema>;
export type ReportDetail = z.infer<typeof ReportDetailSchema>;
export type ReportSource = z.infer<typeof ReportSourceSchema>;
