import type { Answer } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { placeName } from "../search/library-places.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { cutLine } from "./cut-line.ts";
import { RELATIVE_YEAR, yearsOf } from "./newest-year.ts";
import { notePartYear } from "./note-part-year.ts";
import type { QuestionPlan } from "./plan-question.ts";

const PARTLY = "不是全年的数：";
const NOT_TOLD = "报告没有写明只是部分时段：";
/** 45.59%是全年的吗. */
const ASKS_WHOLE_YEAR = /(?:全年|整年|一整年)的?(?:数字?|数据)?(?:吗|么|嘛|吧|不是)[？?。\s]*$/u;
/** Said already where the figure was asked for with its time. */
const TOLD_OF_PART = /部分时段的数|^报告(?:有|没有)/u;
const CONFIRMED =
  /^(?:是，报告所载|与该部门的报告一致|数字一致，报告所载是部分时段的数)(?:为|(?=达)|：(?: \[\d+\]\s*)?)/u;
const WHOLE_YEAR = /^全年|^1月?(?:份)?\s*[—\-–－~～至到]\s*12月/u;

/** What was asked of the answer itself, or of a year that the question left open, is said beside it. */
export function addNotes(answer: Answer, plan: QuestionPlan, reports: readonly Report[]): Answer {
  const notes = [mendNote(plan), exclusionNote(plan), yearNote(plan, reports)].filter((note) => note !== "");
  const asksPeriod =
    (plan.about === "period" && plan.rewritten) ||
    (ASKS_WHOLE_YEAR.test(plan.question) && !TOLD_OF_PART.test(answer.lead));
  const asked = asksPeriod
    ? tellPeriod(unconfirmed(answer))
    : plan.about === "growth" && plan.rewritten
      ? tellGrowth(answer)
      : notePartYear(answer, plan, reports);
  return notes.length === 0 ? asked : { ...asked, answer: [asked.answer, ...notes].join("\n\n") };
}

/** The figure is confirmed where it is right, not that it is of the whole year. */
function unconfirmed(answer: Answer): Answer {
  const rest = (text: string) => text.replace(CONFIRMED, "");
  return { ...answer, lead: rest(answer.lead), answer: rest(answer.answer) };
}

/** （“汐洲市”按“汐州市”理解。） */
function mendNote({ mended }: QuestionPlan): string {
  const told = mended.map(({ written, meant }) => `“${written}”按“${meant}”`);
  return told.length === 0 ? "" : `（${told.join("、")}理解。）`;
}

/** （按问题不含江海区。） */
function exclusionNote({ excluded }: QuestionPlan): string {
  return excluded.length === 0 ? "" : `（按问题不含${excluded.map(({ name }) => name).join("、")}。）`;
}

/** 是全年的吗: what the place that is cited says of its time; nothing where it is told of several. */
function tellPeriod(answer: Answer): Answer {
  const [cited, ...others] = answer.citations;
  if (answer.outcome === "abstained" || cited === undefined || others.length > 0) return answer;
  const { period } = cited.context;
  const opening = period === undefined ? NOT_TOLD : WHOLE_YEAR.test(period) ? `是全年的数（${period}）：` : PARTLY;
  return {
    ...answer,
    lead: cutLine(`${opening}${answer.lead}`),
    answer: `${opening}\n\n${answer.answer}`,
  };
}

const SO_FAR = /累计|截[至止]|现有|总数|总量|达到/u;
const NEWLY = /新增|新建|新设|净增|新获|新注册|新发展/u;

/** 是当年新增的吗: what the clause that is cited says of its figure; nothing where it is told of several. */
function tellGrowth(answer: Answer): Answer {
  const [cited, ...others] = answer.citations;
  const [figure] = scanFigures(answer.lead);
  const at = figure === undefined ? -1 : (cited?.quote.indexOf(figure.text) ?? -1);
  if (answer.outcome === "abstained" || cited === undefined || others.length > 0 || figure === undefined || at < 0)
    return answer;
  const clause =
    cited.quote
      .slice(0, at)
      .split(/[，。；！？\n]/u)
      .at(-1) ?? "";
  const opening = NEWLY.test(clause)
    ? "报告写的是新增的数："
    : SO_FAR.test(clause)
      ? "报告写的是累计的数："
      : "报告没有写明是新增还是累计：";
  return {
    ...answer,
    lead: cutLine(`${opening}${answer.lead}`),
    answer: `${opening}\n\n${answer.answer}`,
  };
}

/** That 去年 and 今年 are of no certain year, and which are there; empty where the question names its own. */
function yearNote({ question, slots, assumedYear }: QuestionPlan, reports: readonly Report[]): string {
  const [region] = slots.regions;
  const words = RELATIVE_YEAR.exec(question)?.[0] ?? "";
  if (assumedYear === null || region === undefined || words === "") return "";
  const [year] = slots.years;
  const taken = year === undefined ? "" : `，按已收录的最新一年${year}年查找`;
  const covered = yearsOf(region.path, reports).join("、");
  return `（“${words}”没有写明是哪一年${taken}；目前收录${placeName(region.path, reports)}${covered}年的报告。）`;
}
