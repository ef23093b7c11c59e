import type { IndicatorList, IndicatorTableBody } from "../../http/contract.ts";
import type { RequestFailed } from "../shared/api-client.ts";
import { button, element } from "../shared/element.ts";
import { chartData } from "./chart-data.ts";
import { createChartView } from "./chart-view.ts";
import type { Choice } from "./combobox.ts";
import { type Sorting, type SortKey, sortPlaces } from "./table-model.ts";
import { createTableView, describeSorting } from "./table-view.ts";

/** Indicators that are offered before one is chosen. */
const MOST_OFFERED = 12;

export interface ResultView {
  /** Nothing is chosen yet: the indicators that most reports disclose. */
  showStart(standard: IndicatorList["indicators"], onChoose: (name: string) => void): void;
  /** There is no indicator of that name: those that may be meant. */
  showUnknown(name: string, near: readonly Choice[], onChoose: (name: string) => void): void;
  showBusy(): void;
  showTable(table: IndicatorTableBody, csv: string, region: string | undefined, year: number | undefined): void;
  showFailure(node: HTMLElement): void;
}

/** Everything below the fields. */
export function createResultView(holder: HTMLElement, announce: (message: string) => void): ResultView {
  let stopChart = () => {};
  const put = (...nodes: (Node | string)[]) => {
    stopChart();
    stopChart = () => {};
    holder.removeAttribute("aria-busy");
    holder.replaceChildren(...nodes);
  };

  const showTable: ResultView["showTable"] = (table, csv, region, year) => {
    const { name, places, years, disclosed } = table;
    const narrowed = [region, year === undefined ? undefined : `${year}年`].filter(Boolean).join("、");
    put();
    if (places.length === 0) {
      const what = narrowed === "" ? "任何" : `${narrowed}的`;
      put(emptyNode(`没有收录${what}报告。可以放宽地区或年份再看。`));
      return announce(holder.textContent ?? "");
    }
    if (disclosed === 0) {
      const where = narrowed === "" ? "收录的报告" : `${narrowed}的报告`;
      put(emptyNode(`${where}都没有披露“${name}”。没有披露不等于 0。`));
      announce(holder.textContent ?? "");
    }
    let sorting: Sorting = { key: "place", descending: false };
    const tableHolder = element("div", {});
    const chartHolder = element("div", {});
    const draw = () => {
      tableHolder.replaceChildren(createTableView(table, sorting, sort));
      stopChart();
      const data = chartData(table, sortPlaces(table, sorting));
      if (data === undefined) return chartHolder.replaceChildren();
      const chart = createChartView(data, name);
      stopChart = chart.stop;
      chartHolder.replaceChildren(chart.node);
    };
    const sort = (key: SortKey) => {
      // Figures first from the highest, names first from the beginning.
      sorting = { key, descending: sorting.key === key ? !sorting.descending : key !== "place" };
      draw();
      tableHolder.querySelector<HTMLElement>(`[data-sort="${key}"]`)?.focus();
      announce(describeSorting(sorting));
    };
    const download = element("a", { class: "quiet", href: csv, download: true }, "下载 CSV（可用 Excel 打开）");
    holder.append(
      element("h2", { class: "result-title" }, narrowed === "" ? name : `${name}：${narrowed}`),
      chartHolder,
      tableHolder,
      element(
        "p",
        { class: "table-legend" },
        "点数据看原文那一句。未披露：报告里没有说，不等于 0；未收录：没有这一年的报告。",
      ),
      element("p", {}, download),
    );
    draw();
    if (years.length > 0 && disclosed > 0) announce(`${name}：${disclosed} 处披露，${table.undisclosed} 处未披露`);
  };

  return {
    showStart(standard, onChoose) {
      if (standard.length === 0) return put(emptyNode("收录的报告里还没有读出任何指标。"));
      const items = standard.slice(0, MOST_OFFERED).map(({ canonical, reports }) =>
        element(
          "li",
          {},
          offer(canonical, `${reports} 份报告`, () => onChoose(canonical)),
        ),
      );
      put(element("h2", { class: "result-title" }, "披露最多的指标"), element("ul", { class: "offers" }, ...items));
    },
    showUnknown(name, near, onChoose) {
      const message = `收录的报告里没有叫“${name}”的指标。这不等于没有披露：可能是名称不同。`;
      const items = near.slice(0, MOST_OFFERED).map(({ value, label, note }) =>
        element(
          "li",
          {},
          offer(label, note ?? "", () => onChoose(value)),
        ),
      );
      put(emptyNode(message));
      if (items.length > 0)
        holder.append(
          element("h2", { class: "result-title" }, "相近的指标"),
          element("ul", { class: "offers" }, ...items),
        );
      announce(items.length > 0 ? `${message}下面是 ${items.length} 个相近的指标。` : message);
    },
    showBusy() {
      if (holder.childElementCount === 0) holder.replaceChildren(element("p", { class: "notice" }, "正在取数据…"));
      holder.setAttribute("aria-busy", "true");
    },
    showTable,
    showFailure(node) {
      put(node);
    },
  };
}

function offer(label: string, note: string, onPress: () => void): HTMLElement {
  const item = button(label, { class: "offer" }, onPress);
  item.append(element("span", { class: "choice-note" }, note));
  return item;
}

function emptyNode(message: string): HTMLElement {
  return element("p", { class: "notice result-empty" }, message);
}

export function failureNode(error: RequestFailed, retry: () => void): HTMLElement {
  return element(
    "div",
    { class: "failure" },
    element("p", { role: "alert" }, `数据没有取到。${error.message}`),
    button("重试", { class: "quiet" }, retry),
  );
}
