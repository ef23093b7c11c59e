import { readFile } from "node:fs/promises";
import { z } from "zod";

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

/** Reads a question file, one JSON object a line. Throws an Error naming the first bad line. */
export async function readQuestionSet(file: string): Promise<EvalQuestion[]> {
  const lines = (await readFile(file, "utf8")).split("\n");
  return lines.flatMap((line, row) => {
    if (line.trim() === "") return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw new Error(`${file} 第 ${row + 1} 行不是 JSON，请改正该行。`, { cause });
    }
    const parsed = EvalQuestionSchema.safeParse(value);
    if (!parsed.success) throw new Error(`${file} 第 ${row + 1} 行：${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}
