import type { ReportSummary } from "../../http/contract.ts";
import { fetchReports, RequestFailed } from "../shared/api-client.ts";
import { button, element } from "../shared/element.ts";
import { failureNode } from "./failure-node.ts";
import { findReports, type ReportSearch } from "./report-choices.ts";

/** So many boxes are still looked through; with more, a word narrows them. */
const MOST_SHOWN = 50;
/** As many as a blueprint may name. */
const MOST_CHOSEN = 1000;

interface Options {
  /** The region and year that also narrow the list. */
  readonly narrowing: () => Pick<ReportSearch, "region" | "year">;
  readonly onChange: () => void;
  readonly announce: (message: string) => void;
}

export interface ReportPicker {
  /** Ids of the reports that were ticked; none: all. */
  chosen(): readonly string[];
  /** Shows the list again after the narrowing has changed. */
  refresh(): void;
}

/** Ticks single reports. The list, which may be of ten thousand, is fetched when it is first opened. */
export function createReportPicker(details: HTMLDetailsElement, holder: HTMLElement, options: Options): ReportPicker {
  const chosen = new Set<string>();
  let reports: readonly ReportSummary[] | undefined;
  const search = element("input", { type: "search", id: "report-words", maxlength: "100", autocomplete: "off" });
  const list = element("ul", { class: "report-list" });
  const count = element("p", { class: "report-count" });
  const all = button("", { class: "quiet" }, () => {
    for (const { id } of found().slice(0, MOST_CHOSEN - chosen.size)) chosen.add(id);
    changed();
  });
  const none = button("全部取消", { class: "quiet" }, () => {
    chosen.clear();
    changed();
    search.focus();
  });

  const found = () => findReports(reports ?? [], { words: search.value, ...options.narrowing() });
  const changed = () => {
    show();
    options.onChange();
  };
  const show = () => {
    if (reports === undefined) return;
    const fitting = found();
    const shown = fitting.slice(0, MOST_SHOWN);
    list.replaceChildren(...shown.map(reportRow));
    const rest = fitting.length - shown.length;
    const more = rest > 0 ? `，列出前 ${shown.length} 份；多输入几个字可以缩小范围` : "";
    count.textContent =
      fitting.length === 0 ? "没有相符的报告。" : `相符 ${fitting.length} 份${more}。已选 ${chosen.size} 份。`;
    all.textContent = `选中相符的 ${Math.min(fitting.length, MOST_CHOSEN)} 份`;
    all.hidden = fitting.every(({ id }) => chosen.has(id));
    none.hidden = chosen.size === 0;
  };
  const reportRow = (report: ReportSummary) => {
    const box = element("input", { type: "checkbox" });
    box.checked = chosen.has(report.id);
    box.addEventListener("change", () => {
      if (box.checked && chosen.size < MOST_CHOSEN) chosen.add(report.id);
      else chosen.delete(report.id);
      // The list stays as it is: the focus is in it.
      box.checked = chosen.has(report.id);
      count.textContent = `已选 ${chosen.size} 份。`;
      none.hidden = chosen.size === 0;
      options.onChange();
    });
    const place = [report.region, report.year === null ? "" : `${report.year}年`].filter(Boolean).join(" · ");
    return element(
      "li",
      { class: "report-row" },
      element("label", {}, box, element("span", {}, report.title, element("span", { class: "report-place" }, place))),
    );
  };
  const load = async () => {
    holder.replaceChildren(element("p", { class: "notice" }, "正在取报告清单…"));
    try {
      ({ reports } = await fetchReports());
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      return holder.replaceChildren(failureNode("报告清单没有取到。", error, () => void load()));
    }
    const label = element("label", { for: "report-words" }, "找报告（标题、地区、单位里的字）");
    holder.replaceChildren(
      element("div", { class: "field" }, label, search),
      count,
      list,
      element("div", { class: "actions" }, all, none),
    );
    show();
  };

  search.addEventListener("input", show);
  // The question of Enter is answered by every letter already; it must not send the form.
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  search.addEventListener("change", () => options.announce(count.textContent ?? ""));
  details.addEventListener("toggle", () => {
    if (details.open && reports === undefined) void load();
  });
  return { chosen: () => [...chosen], refresh: show };
}
