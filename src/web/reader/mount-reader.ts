import type { ReportSource } from "../../http/contract.ts";
import { fetchJson, fetchReport, RequestFailed } from "../shared/api-client.ts";
import { button, element } from "../shared/element.ts";
import { createOpenReport, type OpenReport } from "./open-report.ts";
import type { ToldPlace } from "./reader-address.ts";
import type { ReaderOptions } from "./reader-options.ts";

export interface Reader {
  /** Goes to the citation in this row. */
  show(at: number): void;
  /** Empties the host. */
  destroy(): void;
}

/**
 * The source reader in `host`: outline, text with the place lit, raw text, repairs, identity, citations in turn. A
 * whole page, or a part of one: the nearest element that scrolls is the one that is scrolled.
 */
export function mountReader(host: HTMLElement, options: ReaderOptions): Reader {
  const { citations = [], loadReport = fetchReport } = options;
  let at = options.at;
  let shown: { reportId: string; report: OpenReport } | undefined;
  /** Only the last report asked for is shown. */
  let wanted = "";
  host.classList.add("reader");

  const go = async (reportId: string, place: ToldPlace | undefined, step?: 1 | -1) => {
    wanted = reportId;
    if (shown?.reportId === reportId) return shown.report.show(place, at);
    shown?.report.close();
    shown = undefined;
    // What is replaced may hold the focus: it waits here and goes back to the same button.
    const hadFocus = host.contains(document.activeElement);
    if (hadFocus) {
      host.tabIndex = -1;
      host.focus({ preventScroll: true });
    }
    host.replaceChildren(element("p", { class: "notice reader-status", role: "status" }, "正在取报告…"));
    try {
      const report = await loadReport(reportId);
      if (wanted !== reportId) return;
      const opened = createOpenReport(host, report, {
        ...options,
        citations,
        loadSource: () => fetchJson<ReportSource>(`/api/reports/${encodeURIComponent(report.id)}/source`),
        onCitation: showCitation,
      });
      shown = { reportId, report: opened };
      if (step !== undefined && hadFocus && document.activeElement === host) opened.focusCitation(step);
      opened.show(place, at);
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      if (wanted === reportId) host.replaceChildren(failureNode(error, () => void go(reportId, place)));
    }
  };
  const showCitation = (next: number) => {
    const citation = citations[next];
    if (citation === undefined) return;
    const step = next < (at ?? -1) ? -1 : 1;
    at = next;
    void go(citation.reportId, citation, step).then(() => {
      if (at === next) options.announce?.(tellCitation(next, host));
    });
  };
  const tellCitation = (row: number, within: HTMLElement) => {
    const words = [...within.querySelectorAll("mark")].map(({ textContent }) => textContent).join("");
    const title = within.querySelector(".reader-title")?.textContent ?? "";
    return [`引用 ${row + 1}/${citations.length}`, title, words].filter((part) => part !== "").join("：");
  };

  const first = at === undefined ? undefined : citations[at];
  // The address tells of its own place what its citations may leave out.
  void go(first?.reportId ?? options.reportId, options.place ?? first);
  return {
    show: showCitation,
    destroy() {
      wanted = "";
      shown?.report.close();
      host.replaceChildren();
      host.classList.remove("reader");
    },
  };
}

function failureNode(error: RequestFailed, retry: () => void): HTMLElement {
  const missing = error.code === "not-found";
  return element(
    "div",
    { class: "reader-failure" },
    element("h1", {}, missing ? "没有这份报告" : "报告没有取到"),
    element("p", { role: "alert" }, missing ? "链接可能不完整，或者这份报告已经不在收录范围里。" : error.message),
    missing ? element("p", {}, element("a", { href: "/" }, "回到问答页")) : button("重试", { class: "quiet" }, retry),
  );
}
