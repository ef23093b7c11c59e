import { FawenError } from "../core/model/errors.ts";
import type { FigureLedger } from "../core/model/library.ts";
import type { CatalogEntry } from "./catalog.ts";
import { decodeLedger } from "./figure-line.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * A figure ledger that is decoded when the first of its arrays is asked for, and then kept. Asking throws
 * `index-corrupt` when the line is not one that was written; the caller has checked the file's digest.
 */
export function openLedger(facts: CatalogEntry["facts"], line: Uint8Array): FigureLedger {
  let decoded: FigureLedger | null = null;
  const ledger = () => {
    decoded ??= decodeLine(facts, line);
    return decoded;
  };
  return {
    get words() {
      return ledger().words;
    },
    get fields() {
      return ledger().fields;
    },
    get values() {
      return ledger().values;
    },
  };
}

function decodeLine({ id, textLength }: CatalogEntry["facts"], line: Uint8Array): FigureLedger {
  try {
    return decodeLedger(UTF8.decode(line), textLength);
  } catch (cause) {
    throw new FawenError("index-corrupt", `索引已损坏：报告 ${id} 的数据台账无法读取；请运行 npm run ingest 重建索引`, {
      cause,
    });
  }
}
