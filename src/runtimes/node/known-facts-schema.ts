import { z } from "zod";

/** A short text that says something. */
export const factWords = z.string({ error: "应为文字" }).trim().min(1, "不能为空");

/** What a person may say about a report, in `reports.json` or on a `.jsonl` line. Other fields are theirs. */
export const KnownFactsSchema = z.object(
  {
    title: factWords.exactOptional(),
    issuer: factWords.exactOptional(),
    region: factWords.exactOptional(),
    level: factWords.exactOptional(),
    year: z.coerce
      .number({ error: "应为四位年份" })
      .int("应为四位年份")
      .min(1949, "应为四位年份")
      .max(2999, "应为四位年份")
      .exactOptional(),
    date: factWords.pipe(z.iso.date("应为真实的日期，写作 YYYY-MM-DD")).exactOptional(),
    url: z.url({ protocol: /^https?$/, error: "应为 http 或 https 网址" }).exactOptional(),
    replacements: z.record(factWords, z.string(), { error: "应为 { 错词: 正词 }" }).exactOptional(),
  },
  { error: "应为一个对象 { … }" },
);

/** The first fault of an object in words: which field, what was expected. */
export function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  const field = issue?.path.join(".") ?? "";
  return `${field === "" ? "" : ` ${field} `}${issue?.message ?? "格式不对"}`;
}
