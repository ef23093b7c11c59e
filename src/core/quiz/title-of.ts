import type { Report } from "../model/report.ts";

/** Notes of whoever collected the reports, not words of theirs: (文内无标题,据内容拟题). */
const NOTE = /[（(][^（）()]*(?:拟题|无标题|未署名|口吻)[^（）()]*[）)]/gu;

/** A report's title without notes about it; its file where it has none. */
export function titleOf({ identity: { title }, file }: Report): string {
  return withoutNote(title.value) ?? file;
}

/** A name without notes about it. */
export function withoutNote(name: string | null): string | null {
  return name === null ? null : name.replace(NOTE, "").trim();
}
