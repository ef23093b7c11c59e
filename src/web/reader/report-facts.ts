import type { ReportDetail } from "../../http/contract.ts";
import { webAddress } from "../shared/citation-text.ts";
import { button, element } from "../shared/element.ts";

type Certainty = ReportDetail["identity"]["title"]["certainty"];

/** How a fact came to be known, in a reader's words. */
const KNOWN_BY: Readonly<Record<Certainty, string>> = {
  given: "由资料提供者填写",
  stated: "报告写明",
  inferred: "由正文推断",
  unknown: "",
};

export interface ShownFact {
  readonly name: string;
  readonly value: string;
  readonly certainty: Certainty;
  readonly evidence?: string | undefined;
}

/** Who speaks, about where and when, with how each is known; nothing is left out because it is unknown. */
export function listFacts({ identity }: Pick<ReportDetail, "identity">): ShownFact[] {
  const { issuer, region, level, year, period, date } = identity;
  const facts = [
    { name: "发布单位", fact: issuer },
    { name: "地区", fact: region },
    { name: "层级", fact: level },
    { name: "所述年份", fact: { ...year, value: year.value === null ? null : `${year.value}年` } },
    ...(period === undefined || period.value === null ? [] : [{ name: "所述时段", fact: period }]),
    { name: "发布日期", fact: date },
  ];
  return facts.map(({ name, fact: { value, certainty, evidence } }) => ({
    ...{ name, value: value ?? "报告没有写明", certainty },
    ...(evidence === undefined ? {} : { evidence }),
  }));
}

/** The identity card. */
export function identityCard(report: ReportDetail): HTMLElement {
  const entries = listFacts(report).flatMap(({ name, value, certainty, evidence }) => [
    element("dt", {}, name),
    element(
      "dd",
      {},
      element("span", { class: certainty === "unknown" && "is-unknown" }, value),
      certainty !== "unknown" && element("span", { class: `certainty is-${certainty}` }, KNOWN_BY[certainty]),
      evidence !== undefined && evidence !== value && element("span", { class: "evidence" }, `依据：“${evidence}”`),
    ),
  ]);
  const address = webAddress(report.url);
  const link =
    address === undefined
      ? "没有记录"
      : element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, "打开发布网页（新窗口）");
  const places = (report.copies ?? []).map(({ file, url }) => {
    const other = webAddress(url);
    if (other === undefined) return element("li", {}, file);
    return element("li", {}, element("a", { href: other, target: "_blank", rel: "noopener noreferrer" }, file));
  });
  return element(
    "dl",
    { class: "identity" },
    ...entries,
    ...[element("dt", {}, "来源网址"), element("dd", {}, link)],
    ...[element("dt", {}, "源文件"), element("dd", {}, report.file)],
    ...(places.length === 0 ? [] : [element("dt", {}, "别处的副本"), element("dd", {}, element("ul", {}, ...places))]),
  );
}

interface RepairOptions {
  /** Shows a place of the source. */
  readonly onRaw: (rawStart: number, length: number) => void;
  /** Shows a place of the cleaned text. */
  readonly onText: (start: number, end: number) => void;
}

/** What was repaired and why, step by step with the first places; and what could not be trusted. */
export function repairList({ repairs, suspects }: ReportDetail, { onRaw, onText }: RepairOptions): HTMLElement[] {
  const steps = repairs.map(({ label, count, samples }) =>
    element(
      "li",
      {},
      element("p", { class: "repair-name" }, label, element("span", { class: "repair-count" }, `${count} 处`)),
      element(
        "ul",
        { class: "repair-samples" },
        ...samples.map(({ rawStart, before, after }) =>
          element(
            "li",
            {},
            sampleButton(before, after, () => onRaw(rawStart, Math.max(1, before.length))),
          ),
        ),
      ),
    ),
  );
  const doubts = suspects.map(({ text, reason, start, end }) =>
    element(
      "li",
      {},
      element("p", { class: "repair-name" }, reason),
      button(text, { class: "sample suspect", "aria-label": `看疑似篡改处：${text}` }, () => onText(start, end)),
    ),
  );
  return [
    ...(doubts.length === 0
      ? []
      : [
          element("h3", {}, `疑似篡改 ${doubts.length} 处`),
          element("p", { class: "facts-note" }, "这些字不像报告原有的，回答里不作为依据，请以发布网页为准。"),
          element("ul", { class: "repairs" }, ...doubts),
        ]),
    element(
      "h3",
      {},
      steps.length === 0 ? "整理情况" : `整理了 ${repairs.reduce((sum, { count }) => sum + count, 0)} 处`,
    ),
    steps.length === 0
      ? element("p", { class: "facts-note" }, "源文件不需要整理，正文与原文一字不差。")
      : element("ol", { class: "repairs" }, ...steps),
  ];
}

/** The words before and after, pressed to see the place. */
function sampleButton(before: string, after: string, onPress: () => void): HTMLButtonElement {
  const node = button(
    "",
    { class: "sample", "aria-label": `看原文中的这一处：${visible(before)}，整理后：${visible(after)}` },
    onPress,
  );
  node.append(
    element("del", {}, visible(before)),
    element("span", { "aria-hidden": "true" }, " → "),
    after === "" ? element("span", { class: "is-unknown" }, "删去") : element("ins", {}, visible(after)),
  );
  return node;
}

/** White space that a reader would not see. */
export function visible(text: string): string {
  return text
    .replace(/\r\n|\r|\n/gu, "↵")
    .replace(/\t/gu, "⇥")
    .replace(/[\u00A0\u3000]/gu, "␣")
    .replace(/^ +| +$/gu, (spaces) => "␣".repeat(spaces.length))
    .replace(
      /[\p{Cf}\p{Co}\p{Cc}]/gu,
      (char) => `〈U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}〉`,
    );
}
