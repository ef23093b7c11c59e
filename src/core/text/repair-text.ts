import type { OffsetMap } from "../model/offsets.ts";
import type { RepairRecord, Suspect } from "../model/report.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import { findSuspects } from "./find-suspects.ts";
import { applyEdits, type Edit, type MappedText, mapUnchanged, rawSpanOf, toOffsetMap } from "./offset-map.ts";
import { blankLines } from "./repairs/blank-lines.ts";
import { brokenGlosses } from "./repairs/broken-glosses.ts";
import { confirmedReplacements } from "./repairs/confirmed-replacements.ts";
import { invisibleCharacters } from "./repairs/invisible-characters.ts";
import { lineEnds } from "./repairs/line-ends.ts";
import { pinyinGlosses } from "./repairs/pinyin-glosses.ts";
import { brackets, punctuation } from "./repairs/punctuation.ts";
import { quotes } from "./repairs/quotes.ts";
import type { RepairContext, RepairStep } from "./repairs/repair-step.ts";
import { shiftedBytes } from "./repairs/shifted-bytes.ts";
import { siteFurniture } from "./repairs/site-furniture.ts";
import { spaceRuns, spaces } from "./repairs/spaces.ts";
import { traditionalScript } from "./repairs/traditional-script.ts";
import { unicodeForms } from "./repairs/unicode-forms.ts";
import { wrappedLines } from "./repairs/wrapped-lines.ts";

/**
 * In this order. Damaged bytes while private-use characters and full-width letters, which may be a part of them, are there; then
 * other characters, because every later pattern is written for ordinary ones; broken glosses before the whole
 * ones that help to restore them; glosses before the script, which would otherwise convert beside
 * a bracket; furniture before spaces, which separate its parts, and before lines are
 * joined, so that it stays a line of its own; joining before quotes and brackets, which pair up within a line, and before
 * spaces, whose indents tell where a paragraph begins.
 */
const STEPS: readonly RepairStep[] = [
  lineEnds,
  shiftedBytes,
  invisibleCharacters,
  unicodeForms,
  brokenGlosses,
  pinyinGlosses,
  traditionalScript,
  siteFurniture,
  wrappedLines,
  quotes,
  brackets,
  punctuation,
  spaces,
  spaceRuns,
  blankLines,
  confirmedReplacements,
];

const MAX_SAMPLES = 5;

export interface RepairOptions {
  readonly converter: ScriptConverter;
  /** Corrections that a person confirmed: wrong → right, in Simplified characters. */
  readonly replacements?: Readonly<Record<string, string>> | undefined;
}

export interface RepairedText {
  /** Simplified, without glosses and site furniture; every paragraph ends with `\n`. Empty for empty input. */
  readonly text: string;
  readonly offsets: OffsetMap;
  /** What was done, step by step; steps that found nothing are left out. */
  readonly repairs: readonly RepairRecord[];
  /** What could not be repaired and must not be told as a fact. */
  readonly suspects: readonly Suspect[];
  /** What was cut as page furniture, in order, in Simplified characters: its metadata line dates the report. */
  readonly furniture: readonly string[];
}

/** Repairs a source text. Deterministic; text that needs no repair comes back as it is. */
export function repairText(raw: string, options: RepairOptions): RepairedText {
  const context: RepairContext = { converter: options.converter, replacements: options.replacements ?? {} };
  const repairs: RepairRecord[] = [];
  const furniture: string[] = [];
  let mapped = mapUnchanged(raw);
  for (const step of STEPS) {
    const edits = step.findEdits(mapped.text, context);
    if (edits.length === 0) continue;
    if (step === siteFurniture)
      furniture.push(...edits.map((edit) => mapped.text.slice(edit.start + edit.text.length, edit.end)));
    repairs.push(describe(step, edits, mapped, raw));
    mapped = applyEdits(mapped, edits);
  }
  return { text: mapped.text, offsets: toOffsetMap(mapped), repairs, suspects: findSuspects(mapped.text), furniture };
}

function describe(step: RepairStep, edits: readonly Edit[], mapped: MappedText, raw: string): RepairRecord {
  const samples = edits.slice(0, MAX_SAMPLES).map((edit) => {
    // A deletion says little by itself: one character before it shows what it stood behind.
    const start = edit.text === "" ? Math.max(0, edit.start - 1) : edit.start;
    const span = rawSpanOf(mapped, start, edit.end);
    const before = raw.slice(span.start, Math.min(span.end, span.start + 60));
    return { rawStart: span.start, before, after: mapped.text.slice(start, edit.start) + edit.text.slice(0, 60) };
  });
  return { step: step.name, label: step.label, count: edits.length, samples };
}
