import type { Meta, ReportList } from "../../http/contract.ts";
import { button, element, find } from "../shared/element.ts";
import type { AskedQuestion } from "../shared/page-links.ts";

/** Which reports may answer; empty lists let all. */
export type Narrowing = Pick<AskedQuestion, "regions" | "years" | "reports">;

export const NO_NARROWING: Narrowing = { regions: [], years: [], reports: [] };

export interface FilterBar {
  read(): Narrowing;
  set(narrowing: Narrowing): void;
  /** Gives the choices once they are known; the bar works without, with what a link has set. */
  offer(meta: Meta): void;
  close(): void;
}

/** So many that picking one from the list is still possible; with more, a region or year comes first. */
const MOST_REPORTS = 300;

interface Options {
  readonly loadReports: () => Promise<ReportList>;
  readonly announce: (message: string) => void;
}

/** Region, year and report that the next question is narrowed to, each shown with a button that takes it away. */
export function createFilterBar({ loadReports, announce }: Options): FilterBar {
  const details = find(".filters", HTMLDetailsElement);
  const chips = find(".filter-chips", HTMLUListElement);
  const region = find("#filter-region", HTMLSelectElement);
  const year = find("#filter-year", HTMLSelectElement);
  const report = find("#filter-report", HTMLSelectElement);
  let narrowing = NO_NARROWING;
  let meta: Meta | undefined;
  let list: ReportList | undefined;

  const choose = (change: Partial<Narrowing>) => {
    narrowing = { ...narrowing, ...change };
    show();
  };
  /** An id tells a reader nothing: until its title is known it is just a report. */
  const titleOf = (id: string) => list?.reports.find((known) => known.id === id)?.title ?? "1 份报告";
  const chip = (label: string, without: Partial<Narrowing>) => {
    const name = `去掉筛选：${label}`;
    const node = button(`${label} ×`, { class: "quiet", "aria-label": name }, () => {
      choose(without);
      announce(`已${name}`);
      details.querySelector("summary")?.focus();
    });
    return element("li", {}, node);
  };
  const show = () => {
    const { regions, years, reports } = narrowing;
    chips.replaceChildren(
      ...regions.map((name) => chip(name, { regions: regions.filter((other) => other !== name) })),
      ...years.map((one) => chip(`${one}年`, { years: years.filter((other) => other !== one) })),
      ...reports.map((id) => chip(titleOf(id), { reports: reports.filter((other) => other !== id) })),
    );
    const covered = meta?.regions.filter((known) => known.region !== "") ?? [];
    fill(
      region,
      "全部地区",
      regions,
      covered.map((known) => [known.region, `${known.region}（${known.reports} 份）`]),
    );
    fill(
      year,
      "全部年份",
      years.map(String),
      yearsIn(meta, regions).map((one) => [String(one), `${one}年`]),
      (one) => `${one}年`,
    );
    const fitting = list?.reports.filter((one) => fits(one, narrowing)) ?? [];
    const shown = fitting.slice(0, MOST_REPORTS).map((one): [string, string] => [one.id, one.title]);
    const none = list !== undefined && fitting.length === 0;
    const rest = fitting.length > MOST_REPORTS ? `全部报告（共 ${fitting.length} 份，先选地区或年份）` : "全部报告";
    fill(report, none ? "没有相符的报告" : rest, reports, shown, titleOf);
  };

  region.addEventListener("change", () => choose({ regions: region.value === "" ? [] : [region.value], reports: [] }));
  year.addEventListener("change", () => choose({ years: year.value === "" ? [] : [Number(year.value)], reports: [] }));
  report.addEventListener("change", () => choose({ reports: report.value === "" ? [] : [report.value] }));
  const loadList = () => {
    if (list !== undefined) return;
    loadReports().then(
      (loaded) => {
        list = loaded;
        show();
      },
      () => announce("报告清单没有取到，可以先按地区和年份筛选"),
    );
  };
  details.addEventListener("toggle", () => {
    if (details.open) loadList();
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.stopPropagation();
    details.open = false;
    details.querySelector("summary")?.focus();
  });
  show();

  return {
    read: () => narrowing,
    // By name: whatever else it carries (a question) is none of the bar's.
    set({ regions, years, reports }) {
      choose({ regions, years, reports });
      if (reports.length > 0) loadList();
    },
    offer(known) {
      meta = known;
      show();
    },
    close() {
      details.open = false;
    },
  };
}

function fits(one: ReportList["reports"][number], { regions, years }: Narrowing): boolean {
  const inRegion = regions.length === 0 || regions.some((name) => one.region.startsWith(name));
  return inRegion && (years.length === 0 || years.some((year) => year === one.year));
}

/** The years that a report of these regions is of; all where no region is chosen. */
function yearsIn(meta: Meta | undefined, regions: readonly string[]): readonly number[] {
  if (meta === undefined || regions.length === 0) return meta?.years ?? [];
  const own = meta.regions.filter(({ region }) => regions.some((name) => region.startsWith(name)));
  return meta.years.filter((year) => own.some(({ years }) => years.includes(year)));
}

/** Choices of a select; what is chosen stays among them even where it is not known (yet). */
function fill(
  select: HTMLSelectElement,
  all: string,
  chosen: readonly string[],
  choices: readonly [string, string][],
  say: (value: string) => string = (value) => value,
) {
  const missing = chosen.filter((value) => !choices.some(([known]) => known === value));
  const options = [["", all], ...choices, ...missing.map((value) => [value, say(value)])].map(
    ([value = "", label = ""]) => element("option", { value }, label),
  );
  select.replaceChildren(...options);
  select.value = chosen[0] ?? "";
}
