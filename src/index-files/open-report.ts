import { FawenError } from "../core/model/errors.ts";
import type { Report } from "../core/model/report.ts";
import type { CatalogEntry } from "./catalog.ts";
import { decodeBody, type ReportBody } from "./report-body.ts";
import type { Shelf } from "./shelf.ts";

/**
 * A report whose facts are there at once and whose texts are decoded when the first of them is asked for, and kept as
 * long as the shelf has room. Its properties are its own and enumerable, so that it is copied and compared like any
 * other.
 * They throw `index-corrupt` when the bytes are not those that were written; the caller has checked the file's digest.
 */
export function openReport(facts: CatalogEntry["facts"], bytes: Uint8Array, shelf: Shelf): Report {
  let kept: ReportBody | null = null;
  const drop = () => {
    kept = null;
  };
  const body = (): ReportBody => {
    if (kept !== null) return kept;
    const decoded = decodeBytes(facts, bytes);
    kept = decoded;
    shelf.put(decoded.raw.length + decoded.text.length, drop);
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

function decodeBytes({ id, textLength }: CatalogEntry["facts"], bytes: Uint8Array): ReportBody {
  const corrupt = (cause?: unknown) =>
    new FawenError("index-corrupt", `索引已损坏：报告 ${id} 无法读取；请运行 npm run ingest 重建索引`, { cause });
  let body: ReportBody;
  try {
    body = decodeBody(bytes);
  } catch (cause) {
    throw corrupt(cause);
  }
  if (body.text.length !== textLength) throw corrupt();
  return body;
}
