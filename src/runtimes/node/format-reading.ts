import type { IdentityFact, Report, ReportIdentity, Suspect } from "../../core/model/report.ts";
import { endingOf, JSONL_ENDINGS } from "./report-file-names.ts";

const CERTAINTIES: Readonly<Record<IdentityFact<unknown>["certainty"], string>> = {
  given: "已给定",
  stated: "文中写明",
  inferred: "据文推断",
  unknown: "未知",
};
const FACTS: readonly (readonly [keyof ReportIdentity, string])[] = [
  ["title", "标题"],
  ["issuer", "发布单位"],
  ["region", "地区"],
  ["level", "层级"],
  ["year", "年度"],
  ["period", "时段"],
  ["date", "日期"],
];
/** Shown on either side of a suspect. */
const CONTEXT_CHARS = 12;
const MAX_SAMPLES = 3;
const MAX_SAMPLE_CHARS = 24;

/** What was understood of a report and what was repaired in it, for a person to check before it goes in. */
export function formatReading(report: Report, passages: number): string {
  const lines = [
    `■ ${nameReport(report)}`,
    `  原文 ${report.raw.length} 字 → 正文 ${report.text.length} 字，${report.sections.length} 节，${passages} 段`,
  ];
  for (const [key, label] of FACTS) {
    const fact = report.identity[key];
    // A report of a whole year names no part of it.
    if (fact === undefined || (key === "period" && fact.value === null)) continue;
    const { value, certainty, evidence } = fact;
    const source = evidence === undefined ? "" : `，依据“${shorten(evidence)}”`;
    lines.push(`  ${label}：${value ?? "—"}（${CERTAINTIES[certainty]}${source}）`);
  }
  const repairs = report.repairs.filter((repair) => repair.count > 0);
  lines.push(repairs.length === 0 ? "  清洗：无须改动" : "  清洗：");
  for (const { label, count, samples } of repairs) {
    const shown = [...new Set(samples.map(({ before, after }) => `“${shorten(before)}”→“${shorten(after)}”`))];
    lines.push(`    ${label} ${count} 处${shown.length > 0 ? `，如 ${shown.slice(0, MAX_SAMPLES).join("、")}` : ""}`);
  }
  for (const { file } of report.copies ?? []) lines.push(`  副本：${file}（同一份报告，只计一次）`);
  for (const { text, reason, start, count } of groupSuspects(report)) {
    const context = report.text.slice(Math.max(0, start - CONTEXT_CHARS), start + text.length + CONTEXT_CHARS);
    const times = count === 1 ? "" : ` ${count} 处`;
    lines.push(
      `  疑似篡改：“${shorten(text)}”${times}（${reason.replace(/^疑似篡改：/u, "")}），如“…${shorten(context)}…”`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/** Of a file of many reports, the id says which is meant. */
export function nameReport({ file, id }: Pick<Report, "file" | "id">): string {
  return JSONL_ENDINGS.includes(endingOf(file)) ? `${file}（${id}）` : file;
}

/** Suspects of one wording and reason as one, in order, with the place of the first. */
function groupSuspects({ suspects }: Report): (Suspect & { count: number })[] {
  const groups = new Map<string, Suspect & { count: number }>();
  for (const suspect of suspects) {
    const key = `${suspect.text}\n${suspect.reason}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ...suspect, count: 1 });
    else group.count++;
  }
  return [...groups.values()];
}

/** One line without control characters: report text is data, also on a terminal. */
function shorten(text: string): string {
  const line = text
    .replace(/\r?\n/g, "↵")
    .replace(/\p{C}/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/\s+/g, " ");
  return line.length > MAX_SAMPLE_CHARS ? `${line.slice(0, MAX_SAMPLE_CHARS)}…` : line;
}
