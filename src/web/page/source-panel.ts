import type { CitationBody, ReportDetail } from "../../http/contract.ts";
import type { Reader } from "../reader/mount-reader.ts";
import { placeAndYear } from "../shared/citation-text.ts";
import { button, element } from "../shared/element.ts";
import { reportLink } from "../shared/page-links.ts";
import { sourceKey } from "../shared/source-key.ts";

interface Options {
  readonly loadReport: (id: string) => Promise<ReportDetail>;
  readonly announce: (message: string) => void;
}

export interface SourcePanel {
  /**
   * Shows where a citation stands, and lets the reader step through all `citations` of its answer. With `opener` the
   * reader asked for it: the focus goes there and back.
   */
  open(citation: CitationBody, citations: readonly CitationBody[], opener?: HTMLElement): void;
  close(): void;
}

/** Beside the answer there is room for the report; below this width it is a sheet over the page. */
export const SIDE_BY_SIDE = "(min-width: 64rem)";

/** The reader is a file of its own: the first page does not wait for it. */
const loadReader = () => import("../reader/mount-reader.ts");

interface Shown {
  readonly citations: readonly CitationBody[];
  readonly opener: HTMLElement | undefined;
  citation: CitationBody;
}

/** The source reader in a `<dialog>`: beside the chat on a wide screen, modal on a narrow one. */
export function createSourcePanel(dialog: HTMLDialogElement, options: Options): SourcePanel {
  const wide = matchMedia(SIDE_BY_SIDE);
  const place = element("h2", { class: "source-heading", id: "source-title", tabindex: "-1" });
  const section = element("p", { class: "source-path" });
  const whole = element("a", { class: "quiet" }, "整页");
  // Sectioning content: the reader's own header is then not taken for the page's.
  const host = element("section", { "aria-labelledby": "source-title" });
  const scroller = element("div", { class: "source-text", tabindex: "0", role: "region", "aria-label": "报告" }, host);
  let shown: Shown | undefined;
  let reader: Reader | undefined;

  const close = () => {
    if (dialog.open) dialog.close();
  };
  const describe = (citation: CitationBody) => {
    const { marker } = citation;
    const where = placeAndYear(citation);
    place.replaceChildren(
      `出处 ${marker}`,
      where === "" ? "" : element("span", { class: "source-where" }, ` · ${where}`),
    );
    section.textContent = citation.section.join(" › ");
    whole.href = reportLink(citation, shown?.citations);
    markShown(sourceKey(citation));
  };
  const read = async ({ citation, citations }: Shown) => {
    const wanted = shown;
    reader?.destroy();
    reader = undefined;
    host.replaceChildren(element("p", {}, element("mark", {}, citation.quote)));
    try {
      const { mountReader } = await loadReader();
      if (shown !== wanted) return;
      reader = mountReader(host, {
        ...options,
        reportId: citation.reportId,
        citations,
        at: citations.indexOf(citation),
        embedded: true,
        onPlace({ place: lit }) {
          const next = citations.find(({ marker }) => marker === lit?.marker);
          if (shown === undefined || next === undefined) return;
          shown.citation = next;
          describe(next);
        },
      });
    } catch {
      const notice = "阅读器没有取到，先看这一句。请检查网络后再点一次编号。";
      if (shown === wanted) host.append(element("p", { class: "notice" }, notice));
    }
  };
  const present = (takeFocus: boolean) => {
    if (dialog.open) return;
    if (!wide.matches) return dialog.showModal();
    const focused = document.activeElement;
    dialog.show();
    // `show` moves the focus; nobody who is typing asked for that.
    if (!takeFocus && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  };
  const open: SourcePanel["open"] = (citation, citations, opener) => {
    const isSameAnswer = reader !== undefined && shown?.citations === citations;
    shown = { citation, citations, opener };
    describe(citation);
    present(opener !== undefined);
    document.body.classList.add("has-source");
    if (isSameAnswer) reader?.show(citations.indexOf(citation));
    else void read(shown);
    if (opener !== undefined) place.focus({ preventScroll: true });
  };

  dialog.append(
    element("div", { class: "source-head" }, place, section, whole, button("关闭出处", { class: "quiet" }, close)),
    scroller,
  );
  dialog.addEventListener("close", () => {
    // The event comes late: by then it may be open again, in its other shape.
    if (dialog.open) return;
    document.body.classList.remove("has-source");
    markShown(undefined);
    const opener = shown?.opener;
    shown = undefined;
    reader?.destroy();
    reader = undefined;
    if (opener?.isConnected) opener.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && !wide.matches) close();
  });
  wide.addEventListener("change", () => {
    if (shown === undefined) return;
    const { citation, citations, opener } = shown;
    shown = undefined;
    close();
    open(citation, citations, opener);
  });
  // By the time that a source is asked for, it is there.
  addEventListener("load", () => setTimeout(() => void loadReader().catch(() => {}), PRELOAD_AFTER_MS));
  return { open, close };
}

/** Long enough for the first screen to be painted and typed into. */
const PRELOAD_AFTER_MS = 500;

function markShown(key: string | undefined): void {
  for (const node of document.querySelectorAll<HTMLElement>("button[data-source]"))
    node.toggleAttribute("data-shown", node.dataset.source === key);
}
