import type { IndicatorList, IndicatorTableBody } from "../../http/contract.ts";
import { fetchJson, fetchMeta, RequestFailed } from "../shared/api-client.ts";
import { element, find } from "../shared/element.ts";
import { indicatorsLink } from "../shared/page-links.ts";
import { startSiteHeader } from "../shared/site-header.ts";
import { createCombobox } from "./combobox.ts";
import { indicatorChoices, likeIndicators, regionChoices } from "./indicator-choices.ts";
import { createResultView, failureNode } from "./result-view.ts";

const SEARCH_ROWS = 200;
const TITLE = "指标 · 法问";

interface Wanted {
  name?: string | undefined;
  region?: string | undefined;
  year?: number | undefined;
}

startSiteHeader();
const result = createResultView(find("#result", HTMLElement), (message) => {
  find("#announcer", HTMLElement).textContent = message;
});
const yearField = find("#year", HTMLSelectElement);
let wanted = readWanted();
let standard: IndicatorList["indicators"] = [];
let shown = 0;

const list = fetchJson<IndicatorList>("/api/indicators?limit=1");
/** Over once the standard indicators are known, or known not to come. */
const listed = list.then(
  ({ indicators }) => {
    standard = indicators;
  },
  () => {},
);
const meta = fetchMeta();
// Told where it is awaited; until then a failure is nobody's surprise.
meta.catch(() => {});
const findIndicators = async (typed: string) => {
  if (typed === "") return indicatorChoices("", standard, undefined);
  const query = new URLSearchParams({ q: typed, limit: String(SEARCH_ROWS) });
  const found = await fetchJson<IndicatorList>(`/api/indicators?${query}`).catch(() => undefined);
  return indicatorChoices(typed, standard, found);
};
const nameBox = createCombobox(find("#name", HTMLInputElement), find("#name-choices", HTMLElement), {
  find: findIndicators,
  onChoose: ({ value }) => want({ name: value }),
});
const regionBox = createCombobox(find("#region", HTMLInputElement), find("#region-choices", HTMLElement), {
  find: async (typed) => regionChoices(typed, (await meta.catch(() => undefined))?.regions ?? []),
  onChoose: ({ value }) => want({ region: value }),
  onClear: () => want({ region: undefined }),
});
yearField.addEventListener("change", () =>
  want({ year: yearField.value === "" ? undefined : Number(yearField.value) }),
);
find("#clear", HTMLButtonElement).addEventListener("click", () => {
  want({ region: undefined, year: undefined });
  find("#region", HTMLInputElement).focus();
});
addEventListener("popstate", () => {
  wanted = readWanted();
  void show();
});

function readWanted(): Wanted {
  const values = new URLSearchParams(location.search);
  const text = (name: string) => values.get(name)?.trim() || undefined;
  const year = Number(values.get("year"));
  return {
    name: text("name"),
    region: text("region"),
    year: Number.isInteger(year) && year >= 1949 && year <= 2999 ? year : undefined,
  };
}

function want(change: Wanted): void {
  wanted = { ...wanted, ...change };
  history.pushState(null, "", indicatorsLink(wanted));
  void show();
}

/** The standard indicator whose name holds these words, where it is the only one. */
function onlyNameWith(words: string): string | undefined {
  const names = standard.map(({ canonical }) => canonical).filter((name) => name.includes(words));
  return names.length === 1 ? names[0] : undefined;
}

/** Shows what is wanted; of several that were wanted quickly one after the other only the last. */
async function show(): Promise<void> {
  const mine = ++shown;
  const { name = "", region, year } = wanted;
  nameBox.set(name);
  regionBox.set(region ?? "");
  yearField.value = year === undefined ? "" : String(year);
  // A year that no report covers is still what the address says.
  if (year !== undefined && yearField.value === "") {
    yearField.append(element("option", { value: String(year) }, `${year}年`));
    yearField.value = String(year);
  }
  find("#clear", HTMLButtonElement).hidden = region === undefined && year === undefined;
  document.title = name === "" ? TITLE : `${name} · ${TITLE}`;
  if (name === "") return result.showStart(standard, (chosen) => want({ name: chosen }));
  result.showBusy();
  const query = indicatorsLink(wanted).replace(/^[^?]*\??/, "");
  try {
    const table = await fetchJson<IndicatorTableBody>(`/api/indicators/table?${query}`);
    if (mine === shown) result.showTable(table, `/api/indicators.csv?${query}`, region, year);
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    if (error.code === "not-found") {
      await listed;
      const found = await findIndicators(name);
      if (mine !== shown) return;
      const near = found.length > 0 ? found : likeIndicators(name, standard);
      const whole = onlyNameWith(name);
      if (whole !== undefined) {
        // Part of one name only, as answers say it: 出庭应诉率.
        wanted = { ...wanted, name: whole };
        history.replaceState(null, "", indicatorsLink(wanted));
        return show();
      }
      result.showUnknown(name, near, (chosen) => want({ name: chosen }));
    } else if (mine === shown) result.showFailure(failureNode(error, () => void show()));
  }
}

/** The table is not kept waiting for what the fields offer. */
async function start(): Promise<void> {
  if (wanted.name === undefined) result.showBusy();
  else void show();
  try {
    await list;
    await listed;
    if (wanted.name === undefined) void show();
    const { years, reports } = await meta;
    const offered = years.filter((year) => year !== wanted.year);
    yearField.append(...offered.map((year) => element("option", { value: String(year) }, `${year}年`)));
    find("#covered", HTMLElement).textContent = `收录 ${reports} 份报告，数据取自报告原文。`;
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    if (wanted.name === undefined) result.showFailure(failureNode(error, () => location.reload()));
  }
}

await start();
