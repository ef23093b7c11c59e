import type { CitationBody, ReportDetail } from "../../http/contract.ts";
import { circumstances, explanation, placeAndYear, quoteWithSource, webAddress } from "../shared/citation-text.ts";
import { copyText } from "../shared/copy-text.ts";
import { button, element } from "../shared/element.ts";
import { sourceKey } from "../shared/source-key.ts";
import { splitParagraphs } from "./report-paragraphs.ts";

interface Options {
  readonly loadReport: (id: string) => Promise<ReportDetail>;
  readonly announce: (message: string) => void;
}

export interface SourcePanel {
  /** Shows where a citation stands. With `opener` the reader asked for it: the focus goes there and back. */
  open(citation: CitationBody, opener?: HTMLElement): void;
  close(): void;
}

/** Beside the answer there is room for the report; below this width it is a sheet over the page. */
export const SIDE_BY_SIDE = "(min-width: 64rem)";

/**
 * The passage behind a marker: outline path, the report with the sentence lit, the words as the source file
 * has them, and a copy with its source. One `<dialog>`: beside the chat on a wide screen, modal on a narrow one.
 */
export function createSourcePanel(dialog: HTMLDialogElement, options: Options): SourcePanel {
  let shown: { citation: CitationBody; opener: HTMLElement | undefined } | undefined;
  const wide = matchMedia(SIDE_BY_SIDE);

  const close = () => {
    if (dialog.open) dialog.close();
  };
  const present = (takeFocus: boolean) => {
    if (dialog.open) return;
    if (!wide.matches) return dialog.showModal();
    const focused = document.activeElement;
    dialog.show();
    // `show` moves the focus; nobody who is typing asked for that.
    if (!takeFocus && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  };
  const open = (citation: CitationBody, opener?: HTMLElement) => {
    shown = { citation, opener };
    const report = options.loadReport(citation.reportId);
    dialog.replaceChildren(...panelParts(citation, report, { ...options, close }));
    markShown(sourceKey(citation));
    present(opener !== undefined);
    document.body.classList.add("has-source");
    if (opener !== undefined) dialog.querySelector<HTMLElement>(".source-heading")?.focus({ preventScroll: true });
  };

  dialog.addEventListener("close", () => {
    document.body.classList.remove("has-source");
    markShown(undefined);
    const opener = shown?.opener;
    shown = undefined;
    if (opener?.isConnected) opener.focus();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && wide.matches) close();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && !wide.matches) close();
  });
  wide.addEventListener("change", () => {
    if (shown === undefined) return;
    const { citation, opener } = shown;
    shown = undefined;
    close();
    open(citation, opener);
  });
  return { open, close };
}

function markShown(key: string | undefined): void {
  for (const node of document.querySelectorAll<HTMLElement>("button[data-source]"))
    node.toggleAttribute("data-shown", node.dataset.source === key);
}

interface PartOptions extends Options {
  readonly close: () => void;
}

function panelParts(citation: CitationBody, report: Promise<ReportDetail>, options: PartOptions): HTMLElement[] {
  const text = element("div", { class: "source-text", tabindex: "0", role: "region", "aria-label": "报告正文" });
  const views = {
    cleaned: () => showCleaned(text, citation, report),
    raw: () => showRaw(text, citation),
  };
  const title = element("h2", { class: "source-heading", id: "source-title", tabindex: "-1" }, citation.title);
  // Not <header> and <footer>: in a dialog they would count as the page's own.
  const head = element(
    "div",
    { class: "source-head" },
    element(
      "p",
      { class: "source-place" },
      [`出处 ${citation.marker}`, placeAndYear(citation), circumstances(citation)].filter(Boolean).join(" · "),
    ),
    title,
    citation.section.length > 0 && outlinePath(citation.section),
    explanation([citation]) !== "" && element("p", { class: "source-meanings" }, explanation([citation])),
    button("关闭", { class: "source-close", "aria-label": "关闭出处" }, options.close),
  );
  views.cleaned();
  return [head, text, toolbar(citation, views, options)];
}

function outlinePath(section: readonly string[]): HTMLElement {
  const items = section.map((heading) => element("li", {}, heading));
  return element("ol", { class: "outline-path", "aria-label": "所在章节" }, ...items);
}

const COPY_LABEL = "复制引文";
const COPIED_SHOWN_MS = 2500;

type View = "cleaned" | "raw";

function toolbar(citation: CitationBody, views: Record<View, () => void>, options: PartOptions): HTMLElement {
  let view: View = "cleaned";
  const choose = (next: View) => {
    view = next;
    views[next]();
    for (const [name, node] of Object.entries(choices)) node.setAttribute("aria-pressed", String(name === view));
  };
  const choices = {
    cleaned: button("整理后", { "aria-pressed": "true" }, () => choose("cleaned")),
    raw: button("原文", { "aria-pressed": "false" }, () => choose("raw")),
  };
  const copy = button(COPY_LABEL, { class: "copy", title: "连同出处一起复制" }, async () => {
    const words = view === "cleaned" ? citation.quote : citation.rawQuote;
    const copied = await copyText(quoteWithSource(citation, words), bar);
    copy.textContent = copied ? "已复制" : "请手动复制";
    options.announce(copied ? "引文和出处已复制" : "复制没有成功，请选中文字手动复制");
    setTimeout(() => {
      copy.textContent = COPY_LABEL;
    }, COPIED_SHOWN_MS);
  });
  const address = webAddress(citation.url);
  const link =
    address !== undefined &&
    element("a", { class: "source-link", href: address, target: "_blank", rel: "noopener noreferrer" }, "发布网页");
  const bar = element(
    "div",
    { class: "source-bar" },
    element("div", { class: "view-choice", role: "group", "aria-label": "文字版本" }, choices.cleaned, choices.raw),
    link,
    copy,
  );
  return bar;
}

/** The cited words at once, the report around them as soon as it is there. */
function showCleaned(holder: HTMLElement, citation: CitationBody, loading: Promise<ReportDetail>): void {
  const words = element("p", {}, element("mark", {}, citation.quote));
  holder.replaceChildren(words);
  // The other view may have been chosen while the report was on its way.
  const stillWanted = () => words.parentNode === holder;
  loading.then(
    (report) => {
      if (!stillWanted()) return;
      holder.replaceChildren(...reportNodes(report, citation));
      scrollToLit(holder);
    },
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (stillWanted()) holder.append(element("p", { class: "notice" }, `整篇报告没有取到，先看这一句。${reason}`));
    },
  );
}

function showRaw(holder: HTMLElement, citation: CitationBody): void {
  holder.replaceChildren(
    element("p", { class: "notice" }, `下面是源文件 ${citation.file} 里的这一段，一字未改。`),
    element("p", { class: "source-raw" }, element("mark", {}, citation.rawQuote)),
  );
}

function reportNodes(report: ReportDetail, citation: CitationBody): HTMLElement[] {
  return splitParagraphs(report, citation).map(({ headingLevel, before, lit, after }) => {
    const parts = [before, lit !== "" && element("mark", {}, lit), after];
    if (headingLevel === 0) return element("p", {}, ...parts);
    return element(headingLevel === 1 ? "h3" : headingLevel === 2 ? "h4" : "h5", {}, ...parts);
  });
}

/** Puts the lit words a third down the panel, without moving the page. */
function scrollToLit(holder: HTMLElement): void {
  const lit = holder.querySelector("mark");
  if (lit === null) return;
  const offset = lit.getBoundingClientRect().top - holder.getBoundingClientRect().top;
  holder.scrollTop += offset - holder.clientHeight / 3;
}
