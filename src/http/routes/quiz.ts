import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Assistant } from "../../core/assistant.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { QuizExporter, QuizFile } from "../../core/ports/quiz-exporter.ts";
import type { AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";
import {
  QuizBlueprintSchema,
  QuizCheckRequestSchema,
  type QuizCheckResponse,
  QuizCheckResponseSchema,
  QuizExportBodySchema,
  type QuizExportNote,
  QuizExportQuerySchema,
  type QuizFormatList,
  QuizFormatListSchema,
  type QuizResponse,
  QuizResponseSchema,
} from "../quiz-contract.ts";
import { readJsonBodyUpTo } from "../read-json-body.ts";
import { checkItems, type ReadPaper, readPaper, sealPaper, toBlueprint } from "../read-quiz-paper.ts";
import { roundMs } from "../round-ms.ts";
import { BODY_ERROR_RESPONSES } from "./error-responses.ts";

/** Five hundred items with long quotes. */
const MAX_PAPER_BYTES = 8 * 1024 * 1024;
/** Five hundred report names and as many items not to be asked again. */
const MAX_WISHES_BYTES = 1024 * 1024;
const readWishesBody = readJsonBodyUpTo(
  MAX_WISHES_BYTES,
  "出题要求超过 1 MiB，请少写些报告编号或不再出的题目编号，改用地区、年份",
);
const readPaperBody = readJsonBodyUpTo(MAX_PAPER_BYTES, "卷子超过 8 MiB，请分成几份");

const makeRoute = createRoute({
  method: "post",
  path: "/api/quiz",
  summary: "按要求出一份测验题，每题都附原句",
  middleware: readWishesBody,
  request: { body: { required: true, content: { "application/json": { schema: QuizBlueprintSchema } } } },
  responses: {
    200: { description: "卷子", content: { "application/json": { schema: QuizResponseSchema } } },
    ...BODY_ERROR_RESPONSES,
  },
});

const checkRoute = createRoute({
  method: "post",
  path: "/api/quiz/check",
  summary: "核对改过的题与出处是否还对得上",
  middleware: readPaperBody,
  request: { body: { required: true, content: { "application/json": { schema: QuizCheckRequestSchema } } } },
  responses: {
    200: { description: "每题一项", content: { "application/json": { schema: QuizCheckResponseSchema } } },
    ...BODY_ERROR_RESPONSES,
  },
});

const formatsRoute = createRoute({
  method: "get",
  path: "/api/quiz/formats",
  summary: "能导出哪些格式",
  responses: { 200: { description: "格式", content: { "application/json": { schema: QuizFormatListSchema } } } },
});

const exportRoute = createRoute({
  method: "post",
  path: "/api/quiz/export",
  summary: "把卷子写成文件：改过的卷子，或直接按要求出题",
  middleware: readPaperBody,
  request: {
    query: QuizExportQuerySchema,
    body: { required: true, content: { "application/json": { schema: QuizExportBodySchema } } },
  },
  responses: {
    200: {
      description: "文件；响应头 X-Quiz-Export 是 JSON（QuizExportNote），说明没放进去的题和改过的题",
      content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
    },
    ...BODY_ERROR_RESPONSES,
  },
});

/** Papers of quiz items: made, checked after people have edited them, and written as files. */
export function addQuizRoutes(app: OpenAPIHono<AppEnv>, assistant: Assistant, options: AppOptions): void {
  app.openapi(makeRoute, async (c) => {
    const startMs = options.nowMs();
    const paper = await assistant.quiz(toBlueprint(c.req.valid("json")));
    const tookMs = roundMs(options.nowMs() - startMs);
    return c.json({ ...sealPaper(paper), tookMs } satisfies QuizResponse, 200);
  });

  app.openapi(checkRoute, (c) => {
    const { items } = c.req.valid("json");
    return c.json({ items: checkItems(items, assistant.library()) } satisfies QuizCheckResponse, 200);
  });

  app.openapi(formatsRoute, (c) => {
    c.header("Cache-Control", "no-cache");
    const formats = (options.quizExporter?.formats ?? []).map(({ id, name, description, extension }) => {
      return { id, name, description, extension };
    });
    return c.json({ formats } satisfies QuizFormatList, 200);
  });

  app.openapi(exportRoute, async (c) => {
    const exporter = exporterOf(options);
    const { format, keys } = c.req.valid("query");
    // An unknown format is told before a paper is made for it.
    if (!exporter.formats.some(({ id }) => id === format)) throw unknownFormat(exporter);
    const body = c.req.valid("json");
    const read: ReadPaper =
      "blueprint" in body
        ? { paper: await assistant.quiz(toBlueprint(body.blueprint)), unfound: [] }
        : readPaper(body.paper, assistant.library());
    const file = await exporter.export(read.paper, format, { keys });
    c.header("Content-Type", file.format.mimeType);
    c.header("Content-Disposition", describeFile(file));
    c.header("Cache-Control", "no-store");
    c.header("X-Quiz-Export", toAsciiJson(describeExport(read, file, "blueprint" in body)));
    // A copy over a plain ArrayBuffer: Response does not take views of shared memory.
    return c.body(new Uint8Array(file.bytes), 200);
  });
}

function exporterOf({ quizExporter }: AppOptions): QuizExporter {
  if (quizExporter !== undefined) return quizExporter;
  throw new FawenError("not-found", "这个服务没有接入导出，可以在页面上打印或练习");
}

function unknownFormat({ formats }: QuizExporter): FawenError {
  const known = formats.map(({ id, name }) => `${id}（${name}）`).join("、");
  return new FawenError("bad-request", `请用 format 指明格式，可用：${known}`, { field: "format" });
}

function describeExport({ paper, unfound }: ReadPaper, { leftOut }: QuizFile, isNew: boolean): QuizExportNote {
  const byReason = new Map<string, number[]>();
  const gone = new Set(leftOut.map(({ itemId }) => itemId));
  for (const { itemId, reason } of leftOut) {
    const number = paper.items.findIndex(({ id }) => id === itemId) + 1;
    byReason.set(reason, [...(byReason.get(reason) ?? []), number]);
  }
  const kept = paper.items.filter(({ id }) => !gone.has(id));
  return {
    made: kept.length,
    edited: kept.filter(({ edited }) => edited === true).length,
    leftOut: [...byReason].map(([reason, items]) => ({ reason, items })),
    unfound,
    shortfall: isNew ? paper.shortfall.map(({ reason }) => reason) : [],
  };
}

/** With a name that every program can read, and behind it the real one (RFC 6266, RFC 5987). */
function describeFile({ fileName, format }: QuizFile): string {
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/gu,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="quiz.${format.extension}"; filename*=UTF-8''${encoded}`;
}

/** Headers hold nothing but ASCII. */
function toAsciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^\x20-\x7E]/gu, (char) =>
    [...char]
      .flatMap((one) => one.split(""))
      .map(escapeUnit)
      .join(""),
  );
}

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
