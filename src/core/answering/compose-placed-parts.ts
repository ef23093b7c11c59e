import type { Answer, Citation } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { relateRegion } from "../search/question-slots.ts";
import { adopt, tellsFigures } from "./compose-parts.ts";
import { cutLine, MAX_LEAD_CHARS } from "./cut-line.ts";
import type { PlacedPart } from "./placed-parts.ts";
import { plainWords, sharesPair, withoutSaidWordings } from "./unsaid-words.ts";
import { verifyFigures } from "./verify-figures.ts";
import { tellPlaces } from "./where-it-stands.ts";

const NOT_FOUND = "未找到";
const NOT_COVERED = "未收录";
const NONE = "—";
const SEE_QUOTE = "见原文";
const WHOLE_YEAR = /^全年|^1月?(?:份)?\s*[—\-–－~～至到]\s*12月/u;
/** More quotes of one report hide the others. */
const MAX_QUOTES = 4;
const HEADER = {
  figures: ["| 报告 | 数据 | 原文 |", "| --- | --- | --- |"],
  texts: ["| 报告 | 原文 |", "| --- | --- |"],
};

interface ToldPart {
  readonly label: string;
  readonly isTold: boolean;
  /** 20宗（截至11月）, 见原文, 未找到. */
  readonly told: string;
  readonly quotes: string;
}

/**
 * The answer to a question of several places or years, a row each, from what each part answers alone: its own figure or
 * sentence, or that nothing was found with the nearest sentence marked as such. Null where no part is answered,
 * or no more is shown than by `whole`, which the question gives as one.
 */
export function composePlacedParts(
  whole: Answer,
  parts: readonly PlacedPart[],
  alone: (question: string) => Answer,
  reports: readonly Report[],
): Answer | null {
  const citations: Citation[] = [];
  const rows = parts.map((part) => tellPart(part, alone(part.question), citations));
  const told = rows.filter(({ isTold }) => isTold);
  const isOwn = parts.every(({ ownAsking }) => ownAsking);
  const before = isOwn ? [] : parts.filter((part) => whole.citations.some((one) => isOf(part, one)));
  const shown = rows.filter(({ quotes }) => quotes !== NONE);
  if (told.length === 0 || (whole.outcome !== "abstained" && shown.length <= before.length)) return null;
  const ofFigures = rows.some(({ isTold, told }) => isTold && told !== SEE_QUOTE);
  const header = ofFigures ? HEADER.figures : HEADER.texts;
  const lines = rows.map(({ label, told, quotes, isTold }) =>
    ofFigures
      ? `| ${label} | ${told} | ${quotes} |`
      : `| ${label} | ${isTold ? quotes : `${told}${quotes === NONE ? "" : `。${quotes}`}`} |`,
  );
  const table = [...header, ...lines].join("\n");
  const lead = rows.map(({ label, told }) => `${label}${told.replace(/ \[\d+\]/gu, "")}`).join("；");
  const names = rows.map(({ label }) => label).join("、");
  const { reason: _, coverage: __, ...rest } = whole;
  return {
    ...rest,
    outcome: told.length === rows.length ? "answered" : "partial",
    lead: cutLine(ofFigures && lead.length <= MAX_LEAD_CHARS ? lead : `${names}的有关内容如下：`),
    answer: [table, tellPlaces(citations)].filter((part) => part !== "").join("\n\n"),
    citations,
    figures: verifyFigures(table, citations, reports),
    label: "原文摘录",
  };
}

/** Of the place and year asked about, or told of that year by another report of it: never another's words. */
function isOf({ path, year }: PlacedPart, { region, year: ofReport, context }: Citation): boolean {
  if (year !== null && ofReport !== year && context.year !== year) return false;
  return path === "" || relateRegion(region, path) !== "elsewhere";
}

/** Whether a quote that only may answer says any word of what all places are asked about. */
function isOnTopic({ topic }: PlacedPart, { section, quote }: Citation): boolean {
  const said = plainWords(`${section.join(" ")} ${quote}`);
  return sharesPair(withoutSaidWordings(topic, said), said);
}

function tellPart(part: PlacedPart, answer: Answer, citations: Citation[]): ToldPart {
  const { label } = part;
  if (!answer.citations.every((one) => isOf(part, one))) return { label, isTold: false, told: NOT_FOUND, quotes: NONE };
  const isSure = answer.outcome === "answered";
  const cited = answer.citations.filter((one) => isSure || isOnTopic(part, one)).slice(0, MAX_QUOTES);
  const quoted = cited.map(
    (one) => `${one.quote.replaceAll("|", "｜").replaceAll("\n", " ").trim()} [${adopt(citations, one)}]`,
  );
  const quotes = quoted.join(" ");
  if (answer.outcome === "abstained" || (!isSure && cited.length === 0)) {
    const told = answer.reason?.endsWith("_not_covered") ? NOT_COVERED : NOT_FOUND;
    return { label, isTold: false, told, quotes: quotes === "" ? NONE : `最接近的原文（未必是答案）：${quoted[0]}` };
  }
  if (answer.outcome === "partial" || quotes === "")
    return { label, isTold: true, told: SEE_QUOTE, quotes: `（意思最接近，请核对）${quotes}` };
  if (!tellsFigures(answer, 1)) return { label, isTold: true, told: SEE_QUOTE, quotes };
  const [figure = ""] = answer.lead.split("（");
  const [first] = cited;
  const { period = "", plan = false } = first?.context ?? {};
  const shown = period !== "" && !WHOLE_YEAR.test(period) && first?.quote.includes(period) === true ? period : "";
  const remarks = [shown, plan ? "计划" : ""].filter((part) => part !== "").join("，");
  const marker = first === undefined ? "" : ` [${adopt(citations, first)}]`;
  return { label, isTold: true, told: `${figure}${remarks === "" ? "" : `（${remarks}）`}${marker}`, quotes };
}
