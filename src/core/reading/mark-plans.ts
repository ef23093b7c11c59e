import type { Section } from "../model/report.ts";
import { countMatches } from "../text/matches.ts";

/** Words of a heading above what is going to be done. */
export const PLAN_WORDS =
  /下一步|下步|下一年|下年度|下一阶段|下阶段|来年|明年|今后|展望|新一年|工作打算|工作(?:安排|计划|思路|设想)|主要安排|努力方向/;
export const PLAN_OPENING = /^(?:下一步|接下来|今后|下阶段|下一年|明年|新的一年|展望)/;
/** 存在问题和下一步工作: the first half of such a section tells what is, the second what will be. */
export const SHORTCOMINGS_AND_PLANS = new RegExp(`(?:问题|不足|短板|困难).*(?:${PLAN_WORDS.source})`);
const NUMBERING = /^[^\u3400-\u9fff\d]*[（(]?[一二三四五六七八九十\d]+[）)、.]/;

/** Words and figures that tell a result. */
const RESULT =
  /已经?|了(?<![为除到极未不].)(?![解结])|累计|完成|荣获|获评|获得|入选|新增|建成|\d+(?:\.\d+)?[余多]?(?:%|[件宗场次人份项名家万亿批个条])/g;
const FORWARD = /继续|进一步|持续|探索|不断|逐步|有序推进/g;
/** A plan has these at least. */
const MIN_FORWARD = 4;
/** Results told in a thousand characters: a report has 13 and more, a plan next to none. */
const RESULTS_OF_PLAN = 1;
/** A title that says so leaves room for a few that are mentioned on the way. */
const RESULTS_OF_NAMED_PLAN = 5;
const NAMED_PLAN = /下一步|工作安排|工作计划|工作打算/;
/** A shorter text may be without results by chance. */
const MIN_PLAN_CHARS = 600;

/**
 * Marks the sections that tell what is going to be done: by their heading or a heading above, by their opening
 * words, and by a year after the report's (`2025年，…将` in a report about 2024). A text that tells next to no
 * result behind its opening is a work plan as a whole, the more readily when its title says so.
 */
export function markPlans(sections: readonly Section[], text: string, year: number | null): Section[] {
  const nextYear = year === null ? undefined : `${year + 1}年`;
  const body = sections.filter((section) => section.level > 0);
  const bodyStart = body[0]?.start ?? text.length;
  const named = NAMED_PLAN.test(text.slice(0, Math.min(bodyStart, 80)));
  const wholePlan = tellsNoResult(text.slice(bodyStart), named ? RESULTS_OF_NAMED_PLAN : RESULTS_OF_PLAN);
  return sections.map((section) => {
    const headings = section.path.map((heading) => heading.replace(NUMBERING, ""));
    const opening = text.slice(section.headingEnd, section.headingEnd + 60).trim();
    const plan =
      (wholePlan && section.level > 0) ||
      PLAN_OPENING.test(opening) ||
      (nextYear !== undefined && opening.startsWith(nextYear) && opening.includes("将")) ||
      headings.some(
        (heading) =>
          (PLAN_WORDS.test(heading) && !SHORTCOMINGS_AND_PLANS.test(heading)) ||
          (nextYear !== undefined && heading.startsWith(nextYear)),
      );
    return { ...section, plan };
  });
}

function tellsNoResult(body: string, perThousand: number): boolean {
  if (body.length < MIN_PLAN_CHARS) return false;
  const tooMany = Math.ceil((perThousand * body.length) / 1000);
  return countMatches(body, RESULT, tooMany) < tooMany && countMatches(body, FORWARD, MIN_FORWARD) === MIN_FORWARD;
}
