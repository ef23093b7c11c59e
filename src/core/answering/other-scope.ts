import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { isDepartment } from "./departments.ts";
import type { Claim } from "./read-claim.ts";

const PART_ONLY = "报告所载是部分时段的数：";
const PART_AGREES = "数字一致，报告所载是部分时段的数：";
const OTHER_PERIOD = "报告所载不是所问时段的数：";
export const DEPARTMENT_AGREES = "与该部门的报告一致：";
const DEPARTMENT_ONLY = "只有一个部门的报告写了，与所问不同：";
const WHOLE = /^全年|整年|一年到头/u;
const WHOLE_PERIOD = /^1月?(?:份)?\s*[—\-–－~～至到]\s*12月|^全年/u;
/** Words of a department's report that speak of its place as a whole. */
const OF_PLACE = /[全我][省市区县]/u;

/** Why a figure neither confirms nor denies: it is of another part of the year than asked; empty where it is not. */
export function otherPeriod({ period = "" }: Figure, { period: asked }: Pick<Claim, "period">): string {
  const part = WHOLE_PERIOD.test(period) ? "" : period;
  if (asked === "" || WHOLE.test(asked)) return part === "" ? "" : PART_ONLY;
  return plainPeriod(part) === plainPeriod(asked) ? "" : OTHER_PERIOD;
}

function plainPeriod(period: string): string {
  return period.replace(/[—\-–－~～至到]/gu, "-").replace(/月份?|\s/gu, "");
}

/**
 * The same, or what is said where the figure is of one department and its place was asked of: `agrees` tells whether it is
 * the amount asked about.
 */
export function otherScope(
  figure: Figure,
  report: Report,
  claim: Pick<Claim, "period" | "ofDepartment">,
  agrees: boolean,
): string {
  const said = report.text.slice(figure.sentence.start, figure.sentence.end);
  const period = otherPeriod(figure, claim);
  if (period === PART_ONLY && agrees && claim.period === "") return PART_AGREES;
  if (period !== "" || claim.ofDepartment || !isDepartment(report) || OF_PLACE.test(said)) return period;
  return agrees ? DEPARTMENT_AGREES : DEPARTMENT_ONLY;
}
