import type { IndicatorFigure, IndicatorTableBody } from "../../http/contract.ts";
import { button, element } from "../shared/element.ts";
import { reportLink } from "../shared/page-links.ts";
import { type Cell, cellOf, figureNotes, placeName, type Sorting, type SortKey, sortPlaces } from "./table-model.ts";

/** Figures that a cell shows at once. */
const SHOWN_FIGURES = 2;

/** The table: a place a row, a year a column, every figure a link to its sentence. `onSort` is told what was pressed. */
export function createTableView(
  table: IndicatorTableBody,
  sorting: Sorting,
  onSort: (key: SortKey) => void,
): HTMLElement {
  const head = element(
    "tr",
    {},
    sortHead("地区", "place", sorting, onSort),
    ...table.years.map((year) => sortHead(yearName(year), year, sorting, onSort)),
  );
  const rows = sortPlaces(table, sorting).map((place) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, placeName(place)),
      ...table.years.map((year) => cellNode(cellOf(place, year), `${placeName(place)}，${yearName(year)}`)),
    ),
  );
  return element(
    "div",
    { class: "table-scroll indicator-scroll", tabindex: "0", role: "region", "aria-labelledby": "table-caption" },
    // Beside the table, not in it: a caption is as wide as its table, and cut where that scrolls.
    element("p", { class: "table-caption", id: "table-caption" }, captionOf(table)),
    element(
      "table",
      { class: "indicator-table", "aria-labelledby": "table-caption" },
      element("thead", {}, head),
      element("tbody", {}, ...rows),
    ),
  );
}

export function yearName(year: number | null): string {
  return year === null ? "年份不明" : `${year}年`;
}

/** 按2023年从高到低排列 */
export function describeSorting({ key, descending }: Sorting): string {
  if (key === "place") return `按地区${descending ? "倒序" : "顺序"}排列`;
  return `按${yearName(key)}从${descending ? "高到低" : "低到高"}排列`;
}

function captionOf({ name, units, total, places, disclosed, undisclosed }: IndicatorTableBody): string {
  const unit = units.filter((given) => given !== "").join("、");
  const rest = total > places.length ? `，这里列出 ${places.length} 个，请用地区缩小范围` : "";
  return `${name}${unit === "" ? "" : `（${unit}）`}：共 ${total} 个地方${rest}；${disclosed} 处披露，${undisclosed} 处未披露`;
}

function sortHead(label: string, key: SortKey, sorting: Sorting, onSort: (key: SortKey) => void): HTMLElement {
  const isSorted = sorting.key === key;
  const arrow = element("span", { "aria-hidden": "true" }, isSorted ? (sorting.descending ? "↓" : "↑") : "↕");
  const press = button(label, { class: "sort", "data-sort": String(key) }, () => onSort(key));
  press.append(arrow);
  const direction = sorting.descending ? "descending" : "ascending";
  return element("th", { scope: "col", "aria-sort": isSorted && direction }, press);
}

function cellNode(cell: Cell | undefined, about: string): HTMLElement {
  if (cell === undefined) return element("td", { class: "is-uncovered" }, element("span", {}, "未收录"));
  const figures = cell.figures.map((figure) => figureNode(figure, about));
  const more = figures.slice(SHOWN_FIGURES);
  return element(
    "td",
    {},
    !cell.disclosed && undisclosedNode(cell, about),
    ...figures.slice(0, SHOWN_FIGURES),
    more.length > 0 && element("details", {}, element("summary", {}, `另有 ${more.length} 处`), ...more),
  );
}

/** Never 0: the report was read and tells nothing. It is a link, so that everybody can look. */
function undisclosedNode({ reports }: Cell, about: string): HTMLElement {
  const [report] = reports;
  if (report === undefined) return element("p", { class: "is-undisclosed" }, "未披露");
  const link = element(
    "a",
    { href: reportLink({ reportId: report.id }), "aria-label": `未披露：${about}，看报告` },
    "未披露",
  );
  return element("p", { class: "is-undisclosed" }, link);
}

function figureNode(figure: IndicatorFigure, about: string): HTMLElement {
  const { reportId, sentence, sentenceStart, text } = figure;
  const notes = figureNotes(figure);
  const end = sentenceStart + sentence.length;
  const href = reportLink({ reportId, start: sentenceStart, end, quote: sentence });
  const name = [`${text}：${about}`, ...notes, "看原文"].join("，");
  return element(
    "p",
    { class: figure.state === "planned" ? "figure is-planned" : "figure" },
    element("a", { href, "aria-label": name, title: sentence }, text),
    ...notes.map((note) => element("span", { class: "figure-note" }, note)),
  );
}
