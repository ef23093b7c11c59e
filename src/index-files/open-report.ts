import { FawenError } from "../core/model/errors.ts";
import type { Report } from "../core/model/report.ts";
import type { CatalogEntry } from "./catalog.ts";
import { decodeBody, type ReportBody } from "./report-line.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * A report whose facts are there at once and whose texts are decoded when the first of them is asked for, and then
 * kept. Its properties are its own and enumerable, so that it is copied and compared like any other.
 * They throw `index-corrupt` when the line is not one that was written; the caller has checked the file's digest.
 */
export function openReport(facts: CatalogEntry["facts"], line: Uint8Array): Report {
  let decoded: ReportBody | null = null;
  const body = () => {
    decoded ??= decodeLine(facts, line);
    return decoded;
  };
  return {
    ...facts,
    get raw() {
      return body().raw;
    },
    get text() {
      return body().text;
    },
    get offsets() {
      return body().offsets;
    },
    get sections() {
      return body().sections;
    },
    get repairs() {
      return body().repairs;
    },
    get suspects() {
      return body().suspects;
    },
  };
}

function decodeLine({ id, textLength }: CatalogEntry["facts"], line: Uint8Array): ReportBody {
  const corrupt = (cause?: unknown) =>
    new FawenError("index-corrupt", `索引已损坏：报告 ${id} 无法读取；请运行 npm run ingest 重建索引`, { cause });
  let body: ReportBody;
  try {
    body = decodeBody(UTF8.decode(line));
  } catch (cause) {
    throw corrupt(cause);
  }
  if (body.text.length !== textLength) throw corrupt();
  return body;
}
