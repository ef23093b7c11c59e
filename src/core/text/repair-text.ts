import type { OffsetMap, Span } from "../model/offsets.ts";
import type { RepairRecord, Suspect } from "../model/report.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import { findSuspects } from "./find-suspects.ts";
import {
  applyEdits,
  type Edit,
  editText,
  type MappedText,
  mapUnchanged,
  rawSpanOf,
  toOffsetMap,
} from "./offset-map.ts";
import { blankLines, lastLineEnd } from "./repairs/blank-lines.ts";
import { brokenFigures } from "./repairs/broken-figures.ts";
import { brokenGlosses } from "./repairs/broken-glosses.ts";
import { confirmedReplacements } from "./repairs/confirmed-replacements.ts";
import { htmlRemains } from "./repairs/html-remains.ts";
import { invisibleCharacters } from "./repairs/invisible-characters.ts";
import { lineEnds } from "./repairs/line-ends.ts";
import { pageBreaks } from "./repairs/page-breaks.ts";
import { pinyinGlosses } from "./repairs/pinyin-glosses.ts";
import { brackets, punctuation } from "./repairs/punctuation.ts";
import { quoteForms, quotes } from "./repairs/quotes.ts";
import { type RepairContext, type RepairStep, readUnits } from "./repairs/repair-step.ts";
import { shiftedBytes } from "./repairs/shifted-bytes.ts";
import { siteFurniture } from "./repairs/site-furniture.ts";
import { spaceRuns, spaces } from "./repairs/spaces.ts";
import { tableRows } from "./repairs/table-rows.ts";
import { traditionalScript } from "./repairs/traditional-script.ts";
import { unicodeForms } from "./repairs/unicode-forms.ts";
import { wrappedLines } from "./repairs/wrapped-lines.ts";

/**
 * In this order. Damaged bytes while private-use characters and full-width letters, which may be a part of them, are there; then
 * other characters, because every later pattern is written for ordinary ones; broken glosses before the whole
 * ones that help to restore them; glosses before the script, which would otherwise convert beside
 * a bracket; furniture before spaces, which separate its parts, and before lines are
 * joined, so that it stays a line of its own; joining before quotes and brackets, which pair up within a line, and before
 * spaces, whose indents tell where a paragraph begins; table rows before both, because spaces part their cells.
 */
const STEPS: readonly RepairStep[] = [
  lineEnds,
  htmlRemains,
  shiftedBytes,
  invisibleCharacters,
  unicodeForms,
  brokenGlosses,
  pinyinGlosses,
  traditionalScript,
  siteFurniture,
  pageBreaks,
  tableRows,
  wrappedLines,
  brokenFigures,
  quoteForms,
  quotes,
  brackets,
  punctuation,
  spaces,
  spaceRuns,
  blankLines,
  lastLineEnd,
  confirmedReplacements,
];

const MAX_SAMPLES = 5;
const MAX_SAMPLE = 60;
/** Samples are chosen from the first edits of a step. */
const MAX_LOOKED_AT = 16;
/** Characters on either side of a mark. */
const CONTEXT = 3;
/** Between the marks of a pair that are shown together. */
const MAX_BETWEEN = 14;
/** Steps whose edits come in pairs. */
const PAIRED: ReadonlySet<RepairStep> = new Set([brackets, quoteForms, quotes]);
const HAS_WORD = /[\u3400-\u9fffA-Za-z]|\d\D+\d/;

type RepairSample = RepairRecord["samples"][number];

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

/** For every UTF-16 unit one bit for each step that it triggers. */
const TRIGGERED = buildTriggers();

function buildTriggers(): Uint32Array {
  const table = new Uint32Array(0x10000);
  for (const [row, { triggers = "" }] of STEPS.entries())
    for (const unit of readUnits(triggers)) table[unit] = (table[unit] ?? 0) | (1 << row);
  return table;
}

/** The steps that may find something, as bits. */
function findTriggered(text: string): number {
  let bits = 0;
  for (let place = 0; place < text.length; place++) bits |= TRIGGERED[text.charCodeAt(place)] ?? 0;
  return bits;
}

/** Repairs a source text. Deterministic; text that needs no repair comes back as it is. */
export function repairText(raw: string, options: RepairOptions): RepairedText {
  const context: RepairContext = { converter: options.converter, replacements: options.replacements ?? {} };
  const repairs: RepairRecord[] = [];
  const furniture: string[] = [];
  let mapped = mapUnchanged(raw);
  let triggered = findTriggered(raw);
  for (const [row, step] of STEPS.entries()) {
    if (step.triggers !== undefined && (triggered & (1 << row)) === 0) continue;
    const edits = step.findEdits(mapped.text, context);
    if (edits.length === 0) continue;
    if (step === siteFurniture)
      furniture.push(...edits.map((edit) => mapped.text.slice(edit.start + edit.text.length, edit.end)));
    repairs.push(describe(step, edits, mapped, raw));
    mapped = applyEdits(mapped, edits);
    // What an edit took away may leave a step without work, which costs no more than looking.
    for (const edit of edits) triggered |= findTriggered(edit.text);
  }
  return { text: mapped.text, offsets: toOffsetMap(mapped), repairs, suspects: findSuspects(mapped.text), furniture };
}

/** Different ones first of all: five commas say less than one comma and one colon. */
function describe(step: RepairStep, edits: readonly Edit[], mapped: MappedText, raw: string): RepairRecord {
  const samples: RepairSample[] = [];
  const isPaired = PAIRED.has(step);
  const kinds: string[] = [];
  let shown = 0;
  for (let row = 0; row < Math.min(edits.length, MAX_LOOKED_AT) && samples.length < MAX_SAMPLES; row++) {
    const edit = edits[row];
    if (edit === undefined || (isPaired && edit.start < shown)) continue;
    const kind = `${mapped.text.slice(edit.start, edit.end)}\n${edit.text}`;
    if (kinds.includes(kind)) continue;
    kinds.push(kind);
    const stretch = stretchOf(edit, isPaired ? edits[row + 1] : undefined, mapped.text);
    shown = stretch.end;
    samples.push(sampleOf(stretch, edits, row, mapped, raw));
  }
  return { step: step.name, label: step.label, count: edits.length, samples };
}

/** A mark or a space says little by itself: what stands beside it shows where it was, and a pair is shown whole. */
function stretchOf(edit: Edit, next: Edit | undefined, text: string): Span {
  const isBare = !HAS_WORD.test(text.slice(edit.start, edit.end));
  // A gloss is shown with its character.
  const context = isBare ? CONTEXT : edit.text === "" ? 1 : 0;
  const line = edit.start === 0 ? 0 : text.lastIndexOf("\n", edit.start - 1) + 1;
  const start = Math.max(line, edit.start - context);
  if (!isBare) return { start, end: edit.end };
  const found = text.indexOf("\n", edit.end);
  const lineEnd = found < 0 ? text.length : found;
  const isNear = next !== undefined && next.end <= lineEnd && next.start - edit.end <= MAX_BETWEEN;
  return { start, end: Math.min(lineEnd, (isNear ? next.end : edit.end) + CONTEXT) };
}

/** What a stretch read in the source, and as what it goes on to the next step. `shown`: the edit that it was cut for. */
function sampleOf(stretch: Span, edits: readonly Edit[], shown: number, mapped: MappedText, raw: string): RepairSample {
  const { start, end } = stretch;
  const span = rawSpanOf(mapped, start, end);
  const inside: Edit[] = [];
  let first = shown;
  // The opening bracket in front of a closing one changes too.
  while ((edits[first - 1]?.start ?? -1) >= start) first--;
  for (let row = first; row < edits.length; row++) {
    const edit = edits[row];
    if (edit === undefined || edit.end > end) break;
    inside.push({ start: edit.start - start, end: edit.end - start, text: edit.text });
  }
  return {
    rawStart: span.start,
    before: raw.slice(span.start, Math.min(span.end, span.start + MAX_SAMPLE)),
    after: editText(mapped.text.slice(start, end), inside).slice(0, MAX_SAMPLE),
  };
}
