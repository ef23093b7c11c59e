import { withoutPlaces } from "./bind-places.ts";
import { scanAnswer } from "./bind-scan.ts";
import { TIMES } from "./bind-times.ts";

/** A lead read as sentences: 98.82%（江门市，2023年，行政机关负责人出庭应诉率）. */
export interface Lead {
  /** Each figure with the words that the brackets put beside it, in front. */
  readonly claims: readonly { readonly context: string; readonly figure: string }[];
  /** Place, year and what else is no indicator. */
  readonly notes: string;
}

/** 出庭应诉率：98.82%（江门市，2023年）: what stands in front belongs to each figure. */
const LEAD = /^(?:([^（）：]*)：)?([^（）：]+)（(.+)）$/u;
/** What a lead notes of the report or the figure's state. */
const NOTES = /报告|所述为|之后的?|计划|目标|[，\s]/gu;

/** The claims of a lead; null for any other sentence. Several indicators (受理、办结) stand in the order of the figures. */
export function readLead(sentence: string, region: string | null): Lead | null {
  const [, name = "", front = "", brackets = ""] = LEAD.exec(sentence) ?? [];
  const figures = scanAnswer(front);
  if (figures.length === 0) return null;
  const others = figures.reduce((rest, { text }) => rest.replace(text, ""), front);
  if (!/^[、，；\s]*$/u.test(others)) return null;
  const fields = brackets.split("，");
  const isNote = (field: string) =>
    withoutPlaces(field.replace(TIMES, " "), region).replace(NOTES, "").replace(/第\S+/u, "") === "";
  const notes = fields.filter(isNote).join("，");
  const indicators = [name, ...fields].filter((field) => !isNote(field));
  const several = indicators.join("，").split("、");
  const claims = figures.map(({ text }, row) => {
    const words = several.length === figures.length ? several[row] : indicators.join("，");
    // 最多 at the end of the words is no qualifier of the figure.
    return { context: `${notes}，${words ?? ""}为`, figure: text };
  });
  return { claims, notes };
}
