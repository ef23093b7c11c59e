import type { AbstainReason, Answer } from "../model/answer.ts";
import type { Understood } from "../model/question.ts";
import type { Report } from "../model/report.ts";
import { CitationList } from "./cite.ts";
import { EXTRACTIVE_BACKEND } from "./compose-answer.ts";
import { tellCited } from "./compose-linked.ts";
import { cutLine } from "./cut-line.ts";
import type { Evidence } from "./find-evidence.ts";
import type { LinkedFigure } from "./link-figures.ts";
import { verifyFigures } from "./verify-figures.ts";

const LEADS: Readonly<Record<AbstainReason, string>> = {
  no_evidence: "已收录的报告中没有找到能回答这个问题的内容。",
  region_not_covered: "已收录的报告不包括所问地区。",
  year_not_covered: "已收录的报告不包括所问年份。",
  not_disclosed: "已收录的报告没有披露这项内容。",
  ambiguous: "问题所指不够明确，请补充地区或年份。",
  out_of_scope: "这里只回答法治政府建设年度报告里的内容，请直接提问，最好写明地区和年份。",
  unsafe: "这不是关于法治政府建设年度报告的问题，无法回答。",
  personal_data: "涉及个人隐私的信息，这里不提供。",
};

/** Figures that may be what was meant, nearest first. */
export interface NearestFigures {
  readonly linked: readonly LinkedFigure[];
  readonly reports: readonly Report[];
}

const MAX_NEAREST = 3;

/**
 * An honest "no": says why, names what is missing, and what the library does cover. Never offers a figure of
 * another place or year in its stead.
 */
export function composeAbstention(
  reason: AbstainReason,
  understood: Understood,
  context: {
    readonly missing?: string;
    readonly coverage: string;
    readonly nearest?: Evidence | undefined;
    readonly figures?: NearestFigures | undefined;
  },
): Answer {
  const lead =
    context.missing === undefined ? LEADS[reason] : `${LEADS[reason].replace(/。$/u, "")}：${context.missing}。`;
  const hint = context.coverage === "" ? "" : `\n\n目前收录：${context.coverage}。`;
  const citations = new CitationList();
  const { nearest, figures } = context;
  const listed = figures?.linked.slice(0, MAX_NEAREST).map((linked) => tellCited(linked, figures.reports, citations));
  const quote =
    listed !== undefined && listed.length > 0
      ? `\n\n意思最接近的数据（未必是答案）：\n\n${listed.join("\n")}`
      : nearest === undefined
        ? ""
        : `\n\n最接近的原文（未必是答案）：${nearest.report.text.slice(nearest.start, nearest.end)} [${citations.cite(nearest.report, nearest.sectionRow, nearest)}]`;
  const answer = `${lead}${quote}${reason === "unsafe" || reason === "personal_data" ? "" : hint}`;
  return {
    outcome: "abstained",
    reason,
    lead: cutLine(lead),
    answer,
    citations: citations.list(),
    // Years and places that the library covers are told of itself: no report has to prove them.
    figures: verifyFigures(quote, citations.list(), citations.reports()),
    understood,
    label: "原文摘录",
    followUps: [],
    backend: EXTRACTIVE_BACKEND,
  };
}
