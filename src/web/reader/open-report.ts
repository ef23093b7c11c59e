import type { ReportDetail, ReportSource } from "../../http/contract.ts";
import { RequestFailed } from "../shared/api-client.ts";
import { circumstances, explanation, quoteWithSource } from "../shared/citation-text.ts";
import { copyText } from "../shared/copy-text.ts";
import { element } from "../shared/element.ts";
import { reportLink } from "../shared/page-links.ts";
import { createOutlineNav } from "./outline-nav.ts";
import type { CitedPlace, Place, ToldPlace } from "./reader-address.ts";
import { createReaderBar } from "./reader-bar.ts";
import type { ReaderCitation, ReaderOptions } from "./reader-options.ts";
import { identityCard, repairList } from "./report-facts.ts";
import { createReportView, type ReportView, type ViewName } from "./report-view.ts";
import { resolvePlace } from "./resolve-place.ts";
import { scrollIntoSight, watchReading } from "./scrolling.ts";
import { listSentences, sentenceAt } from "./sentences.ts";

const COPIED_SHOWN_MS = 2500;

export interface OpenReport {
  /** Lights a place and goes there; `at` is the row of the citation that it is. */
  show(place: ToldPlace | undefined, at: number | undefined): void;
  /** Puts the focus on the button that leads one citation on or back. */
  focusCitation(step: 1 | -1): void;
  close(): void;
}

interface Options extends Omit<ReaderOptions, "citations"> {
  readonly citations: readonly ReaderCitation[];
  readonly loadSource: () => Promise<ReportSource>;
  readonly onCitation: (row: number) => void;
}

/** One report in the reader. */
export function createOpenReport(host: HTMLElement, report: ReportDetail, options: Options): OpenReport {
  const { citations, embedded = false, announce = () => {} } = options;
  const topLevel = embedded ? 3 : 2;
  const sentences = listSentences(report.text);
  let view: ReportView = createReportView("cleaned", { report, topLevel });
  let viewName: ViewName = "cleaned";
  let place: Place | undefined;
  let citationRow: number | undefined;
  let source: Promise<ReportSource> | undefined;
  const marker = () => (citationRow === undefined ? undefined : citations[citationRow]?.marker);

  const holder = element("div", { class: "reader-text" }, view.node);
  const about = element("p", { class: "reader-about" });
  const bar = createReaderBar({
    onView: (name) => void chooseView(name),
    onCitation: (step) => {
      const next = citationRow === undefined ? (step === 1 ? 0 : citations.length - 1) : citationRow + step;
      if (citations[next] !== undefined) options.onCitation(next);
    },
    onSentence: (step) => {
      const row = place === undefined ? (step === 1 ? -1 : sentences.length) : sentenceAt(sentences, place.start);
      const next = sentences[Math.min(sentences.length - 1, Math.max(0, row + step))];
      if (next === undefined) return;
      const choose = () => show(next, undefined);
      if (viewName === "raw") void chooseView("cleaned").then(choose);
      else choose();
      announce(report.text.slice(next.start, next.end));
    },
    onCopyLink: (pressed) => {
      if (place === undefined) return;
      const quote = report.text.slice(place.start, place.end);
      const link = reportLink({ reportId: report.id, ...place, marker: marker(), quote });
      void copy(pressed, new URL(link, location.href).href, "指向这一句的链接已复制");
    },
    onCopyQuote: (pressed) => {
      if (place !== undefined) void copy(pressed, quoteOf(report, place), "引文和出处已复制");
    },
  });
  const outline = createOutlineNav(report.sections, (section) => {
    const heading = view.headingAt(section.start);
    if (heading === null) return;
    scrollIntoSight(heading);
    if (heading.hasAttribute("tabindex")) heading.focus({ preventScroll: true });
    outline?.showAt(section.start);
  });

  const showBar = () =>
    bar.show({
      view: viewName,
      citation:
        citationRow === undefined ? undefined : { at: citationRow, of: citations.length, marker: marker() ?? 0 },
      citations: citations.length,
      lit: place !== undefined,
    });

  const show: OpenReport["show"] = (next, at) => {
    const resolved = next === undefined ? undefined : resolvePlace(report.text, next);
    place = resolved?.place;
    citationRow = at !== undefined && isAt(citations[at], report.id, next) ? at : undefined;
    view.light(place);
    const cited = citationRow === undefined ? undefined : citations[citationRow];
    about.textContent = cited === undefined ? "" : describeCitation(cited);
    about.hidden = about.textContent === "";
    const brokenLink = next === undefined && at === undefined && options.brokenLink === true;
    const notice = brokenLink ? "链接里的位置不完整，没有标出句子。" : (resolved?.notice ?? "");
    bar.tell(notice);
    if (notice !== "") announce(notice);
    showBar();
    const lit = view.lit();
    if (lit !== null) scrollIntoSight(lit);
    if (place !== undefined) outline?.showAt(place.start);
    const shownMarker = marker();
    // Words that were not found are looked for again wherever the link goes.
    const quote = place === undefined ? {} : { ...place, quote: report.text.slice(place.start, place.end) };
    const told =
      next === undefined
        ? undefined
        : { ...next, ...quote, ...(shownMarker === undefined ? {} : { marker: shownMarker }) };
    options.onPlace?.({ reportId: report.id, title: report.title, place: told });
  };

  /** The source is fetched when it is first asked for. */
  const chooseView = async (name: ViewName) => {
    let loaded: ReportSource | undefined;
    if (name !== "cleaned") {
      source ??= options.loadSource();
      try {
        loaded = await source;
      } catch (error) {
        source = undefined;
        if (!(error instanceof RequestFailed)) throw error;
        announce(`原文没有取到。${error.message}`);
        holder.prepend(element("p", { class: "notice", role: "alert" }, `原文没有取到。${error.message}`));
        return;
      }
    }
    viewName = name;
    view = createReportView(name, { report, source: loaded, topLevel });
    holder.replaceChildren(...(name === "cleaned" ? [] : [viewNote(name, report)]), view.node);
    view.light(place);
    showBar();
    const lit = view.lit();
    if (lit !== null) scrollIntoSight(lit);
  };

  const copy = async (pressed: HTMLButtonElement, text: string, done: string) => {
    const label = pressed.textContent ?? "";
    const copied = await copyText(text, bar.node);
    pressed.textContent = copied ? "已复制" : "请手动复制";
    announce(copied ? done : "复制没有成功，请选中文字手动复制");
    setTimeout(() => {
      pressed.textContent = label;
    }, COPIED_SHOWN_MS);
  };

  // A press on a sentence lights it; who is selecting words by dragging is left alone.
  holder.addEventListener("click", () => {
    const selection = getSelection();
    if (selection === null || !selection.isCollapsed || selection.anchorNode === null) return;
    const offset = view.offsetOf(selection.anchorNode, selection.anchorOffset);
    const sentence = offset === undefined ? undefined : sentences[sentenceAt(sentences, offset)];
    if (sentence === undefined || offset === undefined || offset < sentence.start) return;
    show(
      sentence,
      citations.findIndex((citation) => isAt(citation, report.id, sentence)),
    );
  });

  const facts = repairList(report, {
    onRaw: (rawStart, length) =>
      void chooseView("raw").then(() => {
        view.light({ start: rawStart, end: rawStart + length }, true);
        const lit = view.lit();
        if (lit !== null) scrollIntoSight(lit);
      }),
    onText: (start, end) => void chooseView("cleaned").then(() => show({ start, end }, undefined)),
  });
  // A heading, so that the parts can be jumped to and those of the repairs stand under one.
  const summary = (label: string) => element("summary", {}, element(embedded ? "h3" : "h2", {}, label));
  const title = element(embedded ? "h2" : "h1", { class: "reader-title", tabindex: "-1" }, report.title);
  const isRoomy = host.clientWidth >= 900;
  host.replaceChildren(
    element("header", { class: "reader-head" }, title, about),
    outline === undefined
      ? ""
      : element("details", { class: "reader-outline", open: isRoomy }, summary("目录"), outline.node),
    element(
      "details",
      { class: "reader-facts", open: isRoomy },
      summary("报告身份与整理情况"),
      identityCard(report),
      ...facts,
    ),
    element("div", { class: "reader-main" }, bar.node, holder),
  );
  const unwatch = watchReading(host, (start) => outline?.showAt(start));
  return { show, focusCitation: bar.focusCitation, close: unwatch };
}

function isAt(citation: CitedPlace | undefined, reportId: string, place: Place | undefined): boolean {
  return citation?.reportId === reportId && citation.start === place?.start && citation.end === place.end;
}

/** What a reader must know to take the sentence right; empty when there is nothing. */
function describeCitation({ context, year }: ReaderCitation): string {
  if (context === undefined) return "";
  return [circumstances({ context, year: year ?? null }), explanation([{ context }])].filter(Boolean).join("；");
}

function quoteOf(report: ReportDetail, { start, end }: Place): string {
  const section = report.sections.findLast((candidate) => candidate.start <= start && start < candidate.end);
  const words = report.text.slice(start, end);
  return quoteWithSource({ title: report.title, section: section?.path ?? [], url: report.url }, words);
}

function viewNote(name: ViewName, { file }: ReportDetail): HTMLElement {
  const text =
    name === "raw"
      ? `下面是源文件 ${file} 的文字，一字未改；画线的地方在整理时改过，删除线的地方被删去。`
      : `左边（窄屏在上）是源文件 ${file} 的文字，右边（下）是整理后的；画线的地方不同。`;
  return element("p", { class: "notice" }, text);
}
