import type {
  QuizBlueprintBody,
  QuizCheckResponse,
  QuizExportNote,
  QuizFormatList,
  QuizItemCheckBody,
  QuizPaperBody,
  QuizResponse,
} from "../../http/quiz-contract.ts";
import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { fetchJson, RequestFailed, request } from "../shared/api-client.ts";

/** All of these throw `RequestFailed`, whose message is for the reader. */

export async function makePaper(blueprint: QuizBlueprintBody, signal?: AbortSignal): Promise<QuizResponse> {
  return readJson(await request("/api/quiz", { ...postJson(blueprint), ...(signal && { signal }) }));
}

/** How a changed item stands to its sources. */
export async function checkItem(item: QuizItemBody): Promise<QuizItemCheckBody> {
  const { items } = await readJson<QuizCheckResponse>(await request("/api/quiz/check", postJson({ items: [item] })));
  const [checked] = items;
  if (checked === undefined) throw new RequestFailed("服务没有核对这道题，请重试。", "bad-answer");
  return checked;
}

export const fetchFormats = (): Promise<QuizFormatList> => fetchJson("/api/quiz/formats");

export interface ExportedFile {
  readonly file: Blob;
  readonly name: string;
  readonly note: QuizExportNote;
}

export async function exportPaper(
  paper: QuizPaperBody,
  format: string,
  keys: "after" | "end" | "none",
): Promise<ExportedFile> {
  const response = await request(`/api/quiz/export?${new URLSearchParams({ format, keys })}`, postJson(paper));
  const name = /filename\*=UTF-8''([^;]+)/u.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  // The shape is the server's promise, as everywhere.
  const note = JSON.parse(response.headers.get("X-Quiz-Export") ?? "null") as QuizExportNote | null;
  if (name === undefined || note === null) throw new RequestFailed("服务给的文件不完整，请重试。", "bad-answer");
  const file = await response.blob().catch(() => {
    throw new RequestFailed("连接中断，文件没有取完，请重试。", "broken-off");
  });
  return { file, name: decodeURIComponent(name), note };
}

async function readJson<Body>(response: Response): Promise<Body> {
  try {
    return (await response.json()) as Body;
  } catch {
    throw new RequestFailed("连接中断，没有取完，请重试。", "broken-off");
  }
}

function postJson(body: unknown): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
