import type { Meta, ReportDetail } from "../../http/contract.ts";
import { fetchMeta, fetchReport, fetchReports, RequestFailed } from "../shared/api-client.ts";
import { button, element, find } from "../shared/element.ts";
import { type AskedQuestion, readChatLink } from "../shared/page-links.ts";
import { startSiteHeader } from "../shared/site-header.ts";
import { createChat } from "./chat.ts";
import { createComposer } from "./composer.ts";
import { coveredRegions, shortCoverage } from "./coverage-text.ts";
import { createFilterBar, NO_NARROWING } from "./filter-bar.ts";
import { createRecentQuestions } from "./recent-questions.ts";
import { createSourcePanel } from "./source-panel.ts";

const NOT_READY_RETRY_MS = 2000;
const MOST_EXAMPLES = 3;
const MOST_REGIONS = 24;

startSiteHeader();

const announcer = find("#announcer", HTMLElement);
const announce = (message: string) => {
  announcer.textContent = message;
};

let meta: Meta | undefined;
/** While the question of a link is sent: it is somebody else's, and not kept as one asked here. */
let isLinked = false;
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

const filters = createFilterBar({ loadReports: fetchReports, announce });
const panel = createSourcePanel(find("dialog.source-panel", HTMLDialogElement), { loadReport, announce });
const follow = (question: string) => chat.ask({ question, ...filters.read() });
const chat = createChat({
  conversation: find(".conversation", HTMLElement),
  composer: () => composer,
  panel,
  announce,
  meta: () => meta,
  onAsked(asked) {
    filters.close();
    if (!isLinked) recent.add(asked);
  },
  onReportGone: () => filters.set({ ...filters.read(), reports: [] }),
  onFollow: follow,
});
const composer = createComposer(find("form.composer", HTMLFormElement), {
  onAsk: follow,
  onStop: chat.stop,
  onBusy: () => announce("上一个回答还没有完成，可以先按停止"),
});
const recent = createRecentQuestions(find(".recent", HTMLElement), { onAsk: askNarrowed, announce });

/** Asks a question that brings its own narrowing, which then also holds for the next one. */
function askNarrowed(asked: AskedQuestion): void {
  filters.set(asked);
  chat.askAlone(asked);
}

/** Innermost first: what is open inside closes by itself and lets nothing up to here. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
  if (!chat.stop()) panel.close();
});

function showCoverage(known: Meta): void {
  filters.offer(known);
  find(".not-ready", HTMLElement).hidden = true;
  find(".empty-library", HTMLElement).hidden = known.reports > 0;
  find(".covered", HTMLElement).hidden = known.reports === 0;
  find(".covered-short", HTMLElement).textContent = `${shortCoverage(known)}。没有收录的地区和年份，会照实说明。`;
  find(".covered-now", HTMLElement).textContent = `${shortCoverage(known)}。引用前请核对原文；不构成法律意见。`;
  const regions = coveredRegions(known, MOST_REGIONS).map((line) => element("li", {}, line));
  find(".covered-regions", HTMLElement).replaceChildren(...regions);
  const examples = known.examples.slice(0, MOST_EXAMPLES).map((question) =>
    element(
      "li",
      {},
      button(question, { class: "suggestion" }, () => askNarrowed({ question, ...NO_NARROWING })),
    ),
  );
  find(".examples ul", HTMLElement).replaceChildren(...examples);
  find(".examples", HTMLElement).hidden = examples.length === 0;
}

/** The page can be typed in before this is there; while the index is being made it asks again. */
async function loadCoverage(): Promise<void> {
  try {
    meta = await fetchMeta();
    showCoverage(meta);
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    const notice = find(".not-ready", HTMLElement);
    const isMaking = error.code === "not-ready";
    notice.replaceChildren(
      isMaking ? error.message : `收录范围没有取到：${error.message}`,
      isMaking ? "" : button("重试", { class: "quiet" }, () => void loadCoverage()),
    );
    notice.hidden = false;
    if (isMaking) setTimeout(loadCoverage, NOT_READY_RETRY_MS);
  }
}

// Back on the line, what could not be fetched is fetched without being asked for.
addEventListener("online", () => {
  if (meta === undefined) void loadCoverage();
});

if (matchMedia("(pointer: fine)").matches) composer.focus();
const linked = readChatLink(location);
if (linked.question === "") filters.set(linked);
else {
  isLinked = true;
  askNarrowed(linked);
  isLinked = false;
}
await loadCoverage();
