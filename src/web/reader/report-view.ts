import type { ReportDetail, ReportSource } from "../../http/contract.ts";
import { element } from "../shared/element.ts";
import { cutPieces, touching } from "./cut-pieces.ts";
import type { Place } from "./reader-address.ts";
import { type AlignedLine, alignLines, findChanges, rawSpan } from "./text-changes.ts";

/** 整理后, 原文, or both side by side. */
export type ViewName = "cleaned" | "raw" | "compared";

export interface ReportView {
  readonly node: HTMLElement;
  /** Lights a place instead of the one before; undefined lights nothing. With `inRaw` it is a place of the source. */
  light(place: Place | undefined, inRaw?: boolean): void;
  /** The first lit words, or the heading of a section. */
  lit(): HTMLElement | null;
  headingAt(start: number): HTMLElement | null;
  /** Where in the cleaned text a point of the shown text stands; undefined where the source is shown. */
  offsetOf(node: Node, offset: number): number | undefined;
}

interface Mark extends Place {
  readonly kind: "lit" | "suspect" | "change";
  readonly title?: string;
}

/** Lines that the browser lays out together, and skips together while they are out of sight. */
const LINES_A_CHUNK = 40;

interface Options {
  readonly report: ReportDetail;
  /** Needed by every view but `cleaned`. */
  readonly source?: ReportSource | undefined;
  /** Of the report's own headings, 2–5. */
  readonly topLevel: number;
}

export function createReportView(name: ViewName, { report, source, topLevel }: Options): ReportView {
  const { text, sections, suspects } = report;
  const needed: ReportSource = source ?? { id: report.id, file: report.file, raw: text, offsets: [] };
  const lines: readonly AlignedLine[] = name === "cleaned" ? plainLines(text) : alignLines(text, needed);
  const changes = name === "cleaned" ? [] : findChanges(text, needed);
  const rawChanges = changes.map((change) => ({ ...change, start: change.rawStart, end: change.rawEnd, change }));
  const headings = new Map(sections.filter((s) => s.headingEnd > s.start).map((section) => [section.start, section]));
  const headingLevels = lines.map((line) => {
    const section = headings.get(line.start) ?? sections.find((s) => s.start < line.start && line.start < s.headingEnd);
    return section === undefined || section.headingEnd <= section.start ? 0 : Math.min(6, topLevel - 1 + section.level);
  });
  const cells: { line: AlignedLine; cleaned?: HTMLElement; raw?: HTMLElement }[] = [];
  let lit: Place | undefined;
  let rawLit: Place | undefined;

  const cleanedNodes = (line: Place) => {
    const marks: Mark[] = touching(suspects, line).map((suspect) => ({
      ...suspect,
      kind: "suspect",
      title: suspect.reason,
    }));
    for (const change of touching(changes, line)) marks.push({ ...change, kind: "change" });
    if (lit !== undefined) marks.push({ ...lit, kind: "lit" });
    return pieceNodes(text, line, marks, "ins");
  };
  const rawNodes = ({ rawStart, rawEnd }: AlignedLine) => {
    const { raw } = needed;
    // The break behind a line is the line's end already.
    const end = rawStart + raw.slice(rawStart, rawEnd).trimEnd().length;
    const span = { start: rawStart, end: Math.max(end, rawStart) };
    const marks: Mark[] = touching(rawChanges, span).map((mark) => ({
      ...{ start: mark.start, end: mark.end, kind: "change" as const },
      title:
        mark.change.end > mark.change.start ? `整理后：${text.slice(mark.change.start, mark.change.end)}` : "已删去",
    }));
    if (rawLit !== undefined) marks.push({ ...rawLit, kind: "lit" });
    return pieceNodes(raw, span, marks, "del");
  };
  const fill = (row: number) => {
    const cell = cells[row];
    cell?.cleaned?.replaceChildren(...cleanedNodes(cell.line));
    cell?.raw?.replaceChildren(...rawNodes(cell.line));
  };

  const node = element("div", { class: `report-text is-${name}` });
  let chunk: HTMLElement | undefined;
  for (const [row, line] of lines.entries()) {
    const isEmpty = line.end === line.start && (name === "cleaned" || line.rawEnd === line.rawStart);
    const cell: (typeof cells)[number] = { line };
    cells.push(cell);
    if (row % LINES_A_CHUNK === 0 || chunk === undefined) {
      chunk = element("div", { class: "report-chunk" });
      node.append(chunk);
    }
    if (isEmpty) continue;
    const level = headingLevels[row] ?? 0;
    // The second line of a heading that runs over two of the file is no heading of its own.
    const isHeading = level > 0 && headings.has(line.start);
    const tag = isHeading ? (`h${level}` as "h2") : "p";
    const rest = level > 0 && !isHeading ? " is-heading-rest" : "";
    if (name !== "raw")
      cell.cleaned = element(tag, {
        class: `line${rest}`,
        "data-start": String(line.start),
        tabindex: isHeading && "-1",
      });
    if (name !== "cleaned") cell.raw = element(name === "raw" ? tag : "p", { class: `line is-raw${rest}` });
    chunk.append(
      name === "compared"
        ? element("div", { class: "line-pair" }, cell.raw, cell.cleaned)
        : ((cell.cleaned ?? cell.raw) as HTMLElement),
    );
    fill(row);
  }

  return {
    node,
    light(place, inRaw = false) {
      const before = [lit, rawLit];
      lit = inRaw ? undefined : place;
      rawLit = inRaw || place === undefined || source === undefined ? place : rawSpan(place, source);
      const touches = (span: Place | undefined, start: number, end: number) =>
        span !== undefined && span.start <= end && span.end >= start;
      for (const [row, { line }] of cells.entries()) {
        const inText = [before[0], lit].some((span) => touches(span, line.start, line.end));
        const inSource = [before[1], rawLit].some((span) => touches(span, line.rawStart, line.rawEnd));
        if (inText || inSource) fill(row);
      }
    },
    lit: () => node.querySelector("mark"),
    headingAt(start) {
      const { cleaned, raw } = cells.find(({ line }) => line.start <= start && start <= line.end) ?? {};
      return cleaned ?? raw ?? null;
    },
    offsetOf(inside, offset) {
      const holder = (inside instanceof Element ? inside : inside.parentElement)?.closest<HTMLElement>("[data-start]");
      if (holder === null || holder === undefined || !node.contains(holder)) return undefined;
      const range = document.createRange();
      range.setStart(holder, 0);
      range.setEnd(inside, offset);
      return Number(holder.dataset.start) + range.toString().length;
    },
  };
}

function plainLines(text: string): AlignedLine[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const place = { start, end: start + line.length, rawStart: start, rawEnd: start + line.length };
    start += line.length + 1;
    return place;
  });
}

/** The words of a stretch as text nodes, in elements for what covers them. */
function pieceNodes(text: string, place: Place, marks: readonly Mark[], changed: "ins" | "del"): Node[] {
  return cutPieces(text, place, marks).map(({ text: words, marks: on }) => {
    let node: Node = document.createTextNode(words);
    for (const kind of ["change", "suspect", "lit"] as const) {
      const mark = on.find((candidate) => candidate.kind === kind);
      if (mark === undefined) continue;
      const title: Record<string, string> = mark.title === undefined ? {} : { title: mark.title };
      const cut = kind === "change" && mark.title === "已删去" ? { class: "is-cut" } : {};
      if (kind === "change") node = element(changed, { ...title, ...cut }, node);
      else if (kind === "suspect") node = element("span", { class: "suspect", ...title }, node);
      else node = element("mark", {}, node);
    }
    return node;
  });
}
