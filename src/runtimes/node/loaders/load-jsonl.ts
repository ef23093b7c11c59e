import { z } from "zod";
import { FawenError } from "../../../core/model/errors.ts";
import type { KnownFacts } from "../../../core/model/report.ts";
import { describeIssue, KnownFactsSchema } from "../known-facts-schema.ts";
import { decodeText } from "./decode-text.ts";

export interface JsonlDocument {
  readonly id: string;
  readonly text: string;
  readonly known: KnownFacts;
  /** Its number in the file, from 1. */
  readonly line: number;
}

export interface LoadedJsonl {
  readonly documents: readonly JsonlDocument[];
  /** For people, with the number of the line. */
  readonly problems: readonly string[];
}

const MAX_ID_CHARS = 200;
/** Lines told one by one; of a file that is wrong throughout the first few say what is the matter. */
const MAX_TOLD = 20;

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
  const faults: string[] = [];
  const lineOfId = new Map<string, number>();
  for (const [row, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    const number = row + 1;
    const document = readLine(line);
    if (typeof document === "string") {
      faults.push(`第 ${number} 行${document}，未收录`);
      continue;
    }
    const first = lineOfId.get(document.id);
    if (first === undefined) {
      lineOfId.set(document.id, number);
      documents.push({ ...document, line: number });
    } else faults.push(`第 ${number} 行的 id“${document.id}”与第 ${first} 行重复，未收录`);
  }
  if (documents.length === 0 && /^\s*\[/.test(text.replace(/^\uFEFF/, "")))
    throw new FawenError("bad-input-file", "内容是一个 JSON 数组；请改为一行一份报告，不要外面的方括号和行末的逗号");
  const more = faults.length - MAX_TOLD;
  const told = faults.slice(0, MAX_TOLD);
  return { documents, problems: [...warnings, ...told, ...(more > 0 ? [`另有 ${more} 行也未收录`] : [])] };
}

function readLine(line: string): Omit<JsonlDocument, "line"> | string {
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
