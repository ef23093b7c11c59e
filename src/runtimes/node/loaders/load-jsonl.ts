import { z } from "zod";
import type { KnownFacts } from "../../../core/model/report.ts";
import { describeIssue, KnownFactsSchema } from "../known-facts-schema.ts";
import { decodeText } from "./decode-text.ts";

export interface JsonlDocument {
  readonly id: string;
  readonly text: string;
  readonly known: KnownFacts;
}

export interface LoadedJsonl {
  readonly documents: readonly JsonlDocument[];
  /** For people, with the number of the line. */
  readonly problems: readonly string[];
}

const MAX_ID_CHARS = 200;

const LineSchema = KnownFactsSchema.extend({
  id: z
    .union([z.string(), z.number()], { error: "应为文字或数字" })
    .transform((id) => String(id).trim())
    // Ids stand in addresses and in messages; what cannot be printed has no place there.
    .refine((id) => id !== "" && id.length <= MAX_ID_CHARS && !/\p{C}/u.test(id), "应为 1–200 个可见字符"),
  text: z.string({ error: "应为文字" }).refine((text) => text.trim() !== "", "不能为空"),
});

/** One document a line. A bad line and a second document with the same id are reported by number; the rest counts. */
export async function loadJsonl(bytes: Uint8Array): Promise<LoadedJsonl> {
  const { text, warnings } = await decodeText(bytes);
  const documents: JsonlDocument[] = [];
  const problems: string[] = [...warnings];
  const lineOfId = new Map<string, number>();
  for (const [row, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    const number = row + 1;
    const document = readLine(line);
    if (typeof document === "string") {
      problems.push(`第 ${number} 行${document}，未收录`);
      continue;
    }
    const first = lineOfId.get(document.id);
    if (first === undefined) {
      lineOfId.set(document.id, number);
      documents.push(document);
    } else problems.push(`第 ${number} 行的 id“${document.id}”与第 ${first} 行重复，未收录`);
  }
  return { documents, problems };
}

function readLine(line: string): JsonlDocument | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "不是有效的 JSON";
  }
  const parsed = LineSchema.safeParse(value);
  if (!parsed.success) return describeIssue(parsed.error);
  const { id, text, ...known } = parsed.data;
  return { id, text, known };
}
