import type { QuizBlueprintBody } from "../../http/quiz-contract.ts";
import { fetchMeta, RequestFailed } from "../shared/api-client.ts";
import { readStored, writeStored } from "../shared/device-storage.ts";
import { button, element, find } from "../shared/element.ts";
import { startSiteHeader } from "../shared/site-header.ts";
import { startBlueprintForm } from "./blueprint-form.ts";
import { failureNode } from "./failure-node.ts";
import { createPaperView } from "./paper-view.ts";
import { createPracticeView } from "./practice-view.ts";
import { makePaper } from "./quiz-client.ts";
import { type Draft, isDraft, startDraft } from "./quiz-draft.ts";

const STORED = "quiz";
const KEEP_AFTER_MS = 300;

startSiteHeader();
const isPractice = new URLSearchParams(location.search).has("practice");
const work = find("#work", HTMLElement);
const setUp = find("details.set-up", HTMLDetailsElement);
const submit = find("form.blueprint button[type=submit]", HTMLButtonElement);
const announce = (message: string) => {
  find("#announcer", HTMLElement).textContent = message;
};
let asking: AbortController | undefined;
let keeping: ReturnType<typeof setTimeout> | undefined;
let unkept: Draft | undefined;

for (const link of document.querySelectorAll<HTMLAnchorElement>(".modes a"))
  if (new URL(link.href).searchParams.has("practice") === isPractice) link.setAttribute("aria-current", "page");
if (isPractice) {
  submit.textContent = "开始练习";
  document.title = "练习 · 测验 · 法问";
}

const meta = fetchMeta();
// Told where it is awaited; until then a failure is nobody's surprise.
meta.catch(() => {});
startBlueprintForm({ meta, announce, onSubmit: (blueprint) => void make(blueprint) });

/** Asks for a paper and shows it; the one asked for last wins. */
async function make(blueprint: QuizBlueprintBody): Promise<void> {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  work.setAttribute("aria-busy", "true");
  const stop = button("停止", { class: "quiet" }, () => {
    mine.abort();
    finish(mine);
    restore();
    submit.focus();
  });
  work.replaceChildren(
    element(
      "div",
      { class: "waiting" },
      element("progress", { "aria-label": "正在出题" }),
      element("p", {}, `正在出 ${blueprint.count} 题，每题都与原文核对…`),
      stop,
    ),
  );
  announce(`正在出 ${blueprint.count} 题`);
  try {
    const paper = await makePaper(blueprint, mine.signal);
    if (asking !== mine) return;
    finish(mine);
    if (paper.items.length === 0) {
      showNothing(paper.shortfall.map(({ reason }) => reason));
      return;
    }
    setUp.open = false;
    if (isPractice) {
      practise(paper.items);
      return;
    }
    const draft = startDraft(blueprint, paper);
    keep(draft);
    showPaper(draft, true);
    announce(`出好了 ${paper.items.length} 题${paper.shortfall.length > 0 ? "，题没有出够" : ""}`);
  } catch (error) {
    if (mine.signal.aborted) return;
    finish(mine);
    if (!(error instanceof RequestFailed)) throw error;
    work.replaceChildren(failureNode("没有出题。", error, () => void make(blueprint)));
  }
}

function finish(mine: AbortController): void {
  if (asking === mine) asking = undefined;
  work.removeAttribute("aria-busy");
}

function showNothing(reasons: readonly string[]): void {
  const lines = [...new Set(reasons)].map((reason) => element("li", {}, reason));
  work.replaceChildren(
    element(
      "div",
      { class: "notice", role: "alert" },
      element("p", {}, "按这些要求一道题也出不了。可以放宽地区、年份、章节或难度再试。"),
      element("ul", {}, ...lines),
    ),
  );
}

function showPaper(draft: Draft, takeFocus: boolean): void {
  const onClear = () => {
    keep(undefined);
    work.replaceChildren();
    setUp.open = true;
    announce("已清空");
    submit.focus();
  };
  const view = createPaperView({ draft, announce, onChange: keep, onClear });
  work.replaceChildren(view.node);
  if (takeFocus) view.focus();
}

function practise(items: readonly Draft["items"][number]["item"][]): void {
  const onLeave = () => {
    setUp.open = true;
    restore();
    setUp.querySelector("summary")?.focus();
  };
  createPracticeView(work, { items, announce, onLeave });
}

/** Writes a little later, so that typing is not held up by a large paper. */
function keep(draft: Draft | undefined): void {
  unkept = draft;
  clearTimeout(keeping);
  if (draft === undefined) writeStored(STORED, undefined);
  else keeping = setTimeout(write, KEEP_AFTER_MS);
}

function write(): void {
  clearTimeout(keeping);
  if (unkept === undefined) return;
  writeStored(STORED, unkept);
  const isKept = JSON.stringify(readStored(STORED, isDraft)) === JSON.stringify(unkept);
  const notice = find("#unkept", HTMLElement);
  notice.textContent = isKept ? "" : "浏览器没能把卷子存在这台设备上（不允许或空间不够），关掉页面之前请先导出。";
  notice.hidden = isKept;
  if (isKept) unkept = undefined;
}

/** What the device holds: the paper that was being worked on, or the offer to practise it. */
function restore(): void {
  const draft = unkept ?? readStored(STORED, isDraft);
  work.replaceChildren();
  if (draft === undefined || draft.items.length === 0) return;
  if (!isPractice) {
    setUp.open = false;
    showPaper(draft, false);
    return;
  }
  const items = draft.items.map(({ item }) => item);
  const start = button(`练习“${draft.title}”（${items.length} 题）`, { class: "primary" }, () => {
    setUp.open = false;
    practise(items);
  });
  work.replaceChildren(element("div", { class: "actions" }, element("p", {}, "或者练习这台设备上的卷子："), start));
}

addEventListener("pagehide", write);
restore();
