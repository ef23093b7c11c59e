import { z } from "zod";
import { FawenError } from "../../core/model/errors.ts";
import type { QuizPaper } from "../../core/model/quiz.ts";
import { describePaper } from "./item-words.ts";
import { encodeText, type QuizWriter } from "./quiz-writer.ts";

/** Raised when a reader of the old shape would misread the new one. */
const VERSION = 1;

/** Everything of a paper, to the letter; other programs and a later edit read it back. */
export const jsonFormat: QuizWriter = {
  id: "json",
  name: "JSON 数据",
  description: "完整数据，逐字不改，供其他程序使用，或存下来以后再改、再导出",
  extension: "json",
  mimeType: "application/json; charset=utf-8",
  verbatim: true,
  async write(paper) {
    const file = { format: "fawen-quiz", version: VERSION, notice: describePaper(paper), paper };
    return encodeText(`${JSON.stringify(file, null, 2)}\n`);
  },
};

const sourceSchema = z.object({
  reportId: z.string(),
  file: z.string(),
  title: z.string(),
  issuer: z.string().nullable(),
  region: z.string().nullable(),
  year: z.number().int().nullable(),
  section: z.array(z.string()).readonly(),
  quote: z.string(),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  url: z.string().exactOptional(),
});

const itemFields = {
  id: z.string().regex(/^[0-9a-f]{16}$/u),
  difficulty: z.enum(["recall", "distinguish", "combine"]),
  stem: z.string().min(1),
  explanation: z.string(),
  sources: z.tuple([sourceSchema], sourceSchema).readonly(),
  chapter: z.string(),
  label: z.enum(["原文摘录", "由报告数据计算", "由多份报告计算", "AI 生成"]),
  review: z.enum(["unreviewed", "reviewed"]),
  edited: z.boolean().exactOptional(),
};

const options = z
  .array(z.object({ text: z.string(), correct: z.boolean() }))
  .min(2)
  .readonly();
const texts = z.array(z.string()).min(1).readonly();

const itemSchema = z.discriminatedUnion("type", [
  z.object({ ...itemFields, type: z.enum(["single", "multiple"]), options }),
  z.object({ ...itemFields, type: z.literal("judge"), correct: z.boolean() }),
  z.object({ ...itemFields, type: z.literal("fill"), answers: z.array(texts).min(1).readonly() }),
  z.object({ ...itemFields, type: z.literal("short"), points: texts }),
]);

const shortfallSchema = z.object({
  type: z.enum(["single", "multiple", "judge", "fill", "short"]),
  wanted: z.number().int(),
  made: z.number().int(),
  reason: z.string(),
});

/** The file that `jsonFormat` writes. */
export const quizFileSchema = z.object({
  format: z.literal("fawen-quiz"),
  version: z.literal(VERSION),
  notice: z.string(),
  paper: z.object({
    title: z.string(),
    seed: z.number().int(),
    items: z.array(itemSchema).readonly(),
    shortfall: z.array(shortfallSchema).readonly(),
  }),
});

/** Reads back what `jsonFormat` wrote. Throws FawenError `bad-input-file` that names what is wrong, and where. */
export function readQuizFile(text: string): QuizPaper {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new FawenError("bad-input-file", "这不是 JSON 文件：应为从法问导出的测验 JSON", { cause });
  }
  const read = quizFileSchema.safeParse(value);
  if (read.success) return read.data.paper;
  const issue = read.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? "" : `（${issue.path.join(".")}：${issue.message}）`;
  throw new FawenError("bad-input-file", `这不是法问导出的测验 JSON，或版本不对${place}`, { cause: read.error });
}
