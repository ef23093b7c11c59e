import { findMatches } from "../text/matches.ts";
import { readDay } from "./find-signature.ts";

/** What the metadata line of a web page says about the report on it. */
export interface PageFacts {
  /** Day of issue as the page gives it, `YYYY-MM-DD`. */
  readonly date?: { readonly value: string; readonly evidence: string };
  /** The body named as the source (来源：某某市司法局): who published the page, not always who wrote the report. */
  readonly source?: { readonly value: string; readonly evidence: string };
}

const DATED =
  /(成文|发文|印发|发布|公开|更新)?(?:日期|时间)[:：]\s*(\d{4}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}日?)(?!\d)/g;
/** The day of writing before the day of publishing; the day of an update is none of them. */
const KINDS = ["成文", "发文", "印发", "发布", "公开", undefined];
const SOURCE =
  /(?:(?:信息|文章|稿件)?来源|发布(?:机构|单位|机关)|发文(?:机关|单位))[:：]\s*([\u3400-\u9fff（）()]{4,30}?(?:人民政府|委员会|办公室|[局厅委]))(?=\s|[|｜【\]]|发布|日期|时间|$)/;

/** Reads date and source from lines that were cut as page furniture, in Simplified characters. */
export function findPageFacts(furniture: readonly string[]): PageFacts {
  const dates = furniture.flatMap((line) =>
    findMatches(line, DATED).flatMap((match) => {
      const value = readDay((match[2] ?? "").replace(/\s/g, ""));
      const rank = KINDS.indexOf(match[1]);
      return value === undefined || rank < 0 ? [] : [{ rank, value, evidence: match[0].trim() }];
    }),
  );
  const [date] = dates.sort((one, other) => one.rank - other.rank);
  const source = furniture.map((line) => SOURCE.exec(line)).find((match) => match !== null);
  return {
    ...(date === undefined ? {} : { date: { value: date.value, evidence: date.evidence } }),
    ...(source?.[1] === undefined ? {} : { source: { value: source[1], evidence: source[0].trim() } }),
  };
}
