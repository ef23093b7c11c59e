import type { ReportDetail, ReportList } from "../../http/contract.ts";
import { fetchReport, fetchReports, RequestFailed } from "../shared/api-client.ts";
import { button, element, find } from "../shared/element.ts";
import { startSiteHeader } from "../shared/site-header.ts";
import { createChat } from "./chat.ts";
import { createComposer } from "./composer.ts";
import { coveredRegions, shortCoverage } from "./coverage-text.ts";
import { createSourcePanel } from "./source-panel.ts";

const NOT_READY_RETRY_MS = 2000;
const MOST_EXAMPLES = 3;

startSiteHeader();

const announcer = find("#announcer", HTMLElement);
const announce = (message: string) => {
  announcer.textContent = message;
};

let reports: ReportList | undefined;
const loaded = new Map<string, Promise<ReportDetail>>();

/** A report is fetched once; one that failed is fetched again when asked for again. */
function loadReport(id: string): Promise<ReportDetail> {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const loading = fetchReport(id);
  loaded.set(id, loading);
  loading.catch(() => loaded.delete(id));
  return loading;
}

const panel = createSourcePanel(find("dialog.source-panel", HTMLDialogElement), { loadReport, announce });
const chat = createChat({
  conversation: find(".conversation", HTMLElement),
  composer: () => composer,
  panel,
  announce,
  reports: () => reports,
});
const composer = createComposer(find("form.composer", HTMLFormElement), { onAsk: chat.ask, onStop: chat.stop });

function showCoverage(list: ReportList): void {
  for (const node of document.querySelectorAll("[data-coverage=short]")) node.textContent = shortCoverage(list);
  for (const node of document.querySelectorAll("[data-coverage=long]"))
    node.textContent = `${coveredRegions(list).join("、")}。${shortCoverage(list)}。`;
  find(".empty-library", HTMLElement).hidden = list.reports.length > 0;
  find(".covered", HTMLElement).hidden = list.reports.length === 0;
  const questions = list.examples.slice(0, MOST_EXAMPLES);
  const items = questions.map((question) =>
    element(
      "li",
      {},
      button(question, { class: "suggestion" }, () => chat.ask(question)),
    ),
  );
  find(".examples ul", HTMLElement).replaceChildren(...items);
  find(".examples", HTMLElement).hidden = items.length === 0;
}

/** The page can be typed in before this is there; while the index is being made it asks again. */
async function loadCoverage(): Promise<void> {
  try {
    reports = await fetchReports();
    showCoverage(reports);
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    announce(error.message);
    if (error.code === "not-ready") setTimeout(loadCoverage, NOT_READY_RETRY_MS);
  }
}

if (matchMedia("(pointer: fine)").matches) composer.focus();
await loadCoverage();
