import { readFile } from "node:fs/promises";
import { z } from "zod";
import { FawenError } from "../src/core/model/errors.ts";

/** One evaluation question; see eval/questions/README.md for the meaning of each field. */
export const EvalQuestionSchema = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  question: z.string().min(1),
  reports: z.array(z.string()),
  evidence: z.array(z.object({ file: z.string(), quote: z.string().min(1) })),
  answers: z.array(z.string()),
  must_include: z.array(z.string()),
  answerable: z.boolean(),
  notes: z.string().default(""),
});

export type EvalQuestion = z.infer<typeof EvalQuestionSchema>;

/** Reads a question file, one JSON object a line. Throws `bad-request` naming the file or its first bad line. */
export async function readQuestionSet(file: string): Promise<EvalQuestion[]> {
  const content = await readFile(file, "utf8").catch((cause) => {
    throw new FawenError("bad-request", `无法读取题目文件 ${file}：文件不存在或没有权限`, {
      cause,
    });
  });
  const lines = content.split("\n");
  return lines.flatMap((line, row) => {
    if (line.trim() === "") return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw new FawenError("bad-request", `${file} 第 ${row + 1} 行不是 JSON，请改正该行。`, { cause });
    }
    const parsed = EvalQuestionSchema.safeParse(value);
    if (!parsed.success) {
      const field = parsed.error.issues[0]?.path.join(".") ?? "";
      throw new FawenError(
        "bad-request",
        `${file} 第 ${row + 1} 行的 ${field} 不合要求，见 eval/questions/README.md。`,
      );
    }
    return [parsed.data];
  });
}
