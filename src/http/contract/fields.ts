import { z } from "@hono/zod-openapi";
import { ANSWERS_WANTED } from "../../core/model/question.ts";

const MAX_QUESTION_CHARS = 2000;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** A field's own name stands apart from the Chinese that goes on; Chinese does not. */
const before = (name: string) => (/\w$/.test(name) ? `${name} ` : name);

/** Text that came over the wire whole: no control characters, no half characters. */
export const cleanText = (name: string) =>
  z
    .string({ error: `${before(name)}应为文字` })
    .refine((text) => !LONE_SURROGATE.test(text), `${before(name)}含有不完整的字符，请重新输入`)
    .refine((text) => !CONTROL.test(text), `${before(name)}含有控制字符，请删去后再试`);

/** Text that a person typed: clean, not empty, not over-long. */
export const typedText = (name: string) =>
  cleanText(name)
    .max(MAX_QUESTION_CHARS, `${before(name)}超过 ${MAX_QUESTION_CHARS} 字，请缩短后再问`)
    .refine((text) => text.trim() !== "", `${before(name)}不能为空`);

export const filterText = (name: string, maxChars: number) =>
  cleanText(name)
    .min(1, `${before(name)}不能为空`)
    .max(maxChars, `${before(name)}最多 ${maxChars} 字`);

export const YEAR_RANGE = "年份应为 1949 到 2999 之间的整数";

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
