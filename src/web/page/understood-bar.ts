import type { ChatResponse, Meta } from "../../http/contract.ts";
import { button, element } from "../shared/element.ts";
import type { AskedQuestion } from "../shared/page-links.ts";
import { fullWidth } from "./official-text.ts";
import { rewriteQuestion, type Slots, sayRegion } from "./rewrite-question.ts";

export interface UnderstoodActions {
  /** Asks by itself, without the conversation before it. */
  readonly onReask: (asked: AskedQuestion) => void;
  /** Puts a question into the box for the reader to change. */
  readonly onEdit: (question: string) => void;
  /** Choices for place and year; undefined until they are known. */
  readonly meta: () => Meta | undefined;
}

/** Whoever is told that this is no question for here has nothing to put right. */
const NO_CHIPS: ReadonlySet<ChatResponse["reason"]> = new Set(["out_of_scope", "unsafe", "personal_data"]);

/**
 * What was understood, as chips that can be put right: 江门市 · 2023年 · 出庭应诉率. Pressing one opens a small form;
 * sending it asks again. What the reader had narrowed the question to stands beside, with a way out.
 */
export function understoodBar(asked: AskedQuestion, response: ChatResponse, actions: UnderstoodActions) {
  const { regions, years, indicators, rewritten } = response.understood;
  const base = rewritten ?? asked.question;
  if (NO_CHIPS.has(response.reason)) return null;
  const from: Slots = { region: regions[0] ?? "", year: years[0] ?? null, indicator: indicators[0] ?? "" };
  // Two places or years do not fit one field: such a question is put right in its own words.
  const isSingle = [regions, years, indicators].every(({ length }) => length <= 1);

  const bar = element("div", { class: "understood", role: "group", "aria-label": "对问题的理解" });
  let form: ReturnType<typeof slotForm> | undefined;
  let opener: HTMLElement | undefined;

  const send = (to: Slots) => {
    const question = rewriteQuestion(base, from, to);
    if (question === undefined) return actions.onEdit(base);
    const keepsRegion = to.region === from.region;
    const keepsYear = to.year === from.year;
    actions.onReask({
      question,
      regions: keepsRegion ? asked.regions : [],
      years: keepsYear ? asked.years : [],
      reports: keepsRegion && keepsYear ? asked.reports : [],
    });
  };
  const close = () => {
    form?.node.remove();
    form = undefined;
    for (const node of chips) node.setAttribute("aria-expanded", "false");
    opener?.focus();
  };
  const open = (name: keyof Slots, pressed: HTMLElement) => {
    const isOpen = form !== undefined;
    close();
    if (isOpen && opener === pressed) return;
    opener = pressed;
    form = slotForm(from, actions.meta(), { onSend: send, onClose: close });
    bar.append(form.node);
    opener.setAttribute("aria-expanded", "true");
    form.fields[name].focus();
  };
  const chip = (name: keyof Slots, label: string, isKnown: boolean) => {
    const attributes = { class: isKnown ? "chip" : "chip is-open", title: "修改后重新提问" };
    const node = button(label, attributes, () => (isSingle ? open(name, node) : actions.onEdit(base)));
    if (isSingle) node.setAttribute("aria-expanded", "false");
    return node;
  };
  const places = regions.map(sayRegion).join("、");
  const yearNames = years.map((year) => `${year}年`).join("、");
  // What the reader's own filters narrow is not open: 只查 says it.
  const chips = [
    ...(places !== "" || asked.regions.length === 0 ? [chip("region", places || "地区不限", places !== "")] : []),
    ...(yearNames !== "" || asked.years.length === 0 ? [chip("year", yearNames || "年份不限", yearNames !== "")] : []),
    ...(indicators.length > 0 ? [chip("indicator", indicators.map(sayIndicator).join("、"), true)] : []),
  ];
  bar.append(
    element("span", { class: "understood-label" }, "理解为"),
    ...chips,
    ...narrowedBy(asked, actions),
    ...(rewritten === undefined
      ? []
      : [element("span", { class: "understood-label" }, `即“${fullWidth(`${rewritten}”`)}`)]),
  );
  return bar;
}

/** 的出庭应诉率怎样 asks for 出庭应诉率. */
function sayIndicator(indicator: string): string {
  return indicator.replace(/^[的之]/u, "");
}

/** What the reader's own filters leave out, with a button that asks without them. */
function narrowedBy(asked: AskedQuestion, { onReask }: UnderstoodActions): HTMLElement[] {
  const { question, regions, years, reports } = asked;
  const named = [...regions, ...years.map((year) => `${year}年`), reports.length > 0 && `${reports.length} 份报告`];
  const names = named.filter((name) => name !== false).join("、");
  if (names === "") return [];
  return [
    element("span", { class: "chip is-fixed" }, `只查：${names}`),
    button("不限范围重问", { class: "quiet" }, () => onReask({ question, regions: [], years: [], reports: [] })),
  ];
}

interface SlotFormActions {
  readonly onSend: (slots: Slots) => void;
  readonly onClose: () => void;
}

function slotForm(from: Slots, meta: Meta | undefined, { onSend, onClose }: SlotFormActions) {
  const places = meta?.regions.map(({ region }) => region).filter((region) => region !== "") ?? [];
  const years = meta?.years.map(String) ?? [];
  const fields = {
    region: select("不限", from.region, places, (region) => region),
    year: select("不限", from.year === null ? "" : String(from.year), years, (year) => `${year}年`),
    indicator: element("input", { type: "text", value: from.indicator, maxlength: "60", autocomplete: "off" }),
  };
  const node = element(
    "form",
    { class: "slot-form" },
    element("label", { class: "field" }, "地区", fields.region),
    element("label", { class: "field" }, "年份", fields.year),
    from.indicator !== "" && element("label", { class: "field" }, "指标", fields.indicator),
    element(
      "div",
      { class: "form-buttons" },
      element("button", { type: "submit", class: "primary" }, "重新提问"),
      button("取消", { class: "quiet" }, onClose),
    ),
  );
  let isComposing = false;
  node.addEventListener("compositionstart", () => {
    isComposing = true;
  });
  node.addEventListener("compositionend", () => {
    isComposing = false;
  });
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isComposing) return;
    const indicator = fields.indicator.value.trim() || from.indicator;
    onSend({
      region: fields.region.value,
      year: fields.year.value === "" ? null : Number(fields.year.value),
      indicator,
    });
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  });
  return { node, fields };
}

function select(none: string, chosen: string, values: readonly string[], say: (value: string) => string) {
  const all = chosen === "" || values.includes(chosen) ? values : [chosen, ...values];
  const options = all.map((value) => element("option", { value, selected: value === chosen }, say(value)));
  return element("select", { autocomplete: "off" }, element("option", { value: "" }, none), ...options);
}
