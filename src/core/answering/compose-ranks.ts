import type { Answer } from "../model/answer.ts";
import type { Library } from "../model/library.ts";
import type { Understood } from "../model/question.ts";
import { phraseOf } from "./asking-phrase.ts";
import { contentOf } from "./bind-words.ts";
import { CitationList } from "./cite.ts";
import { askedLabels } from "./compared-rows.ts";
import { finishAnswer, sourceOf } from "./compose-answer.ts";
import { composePlaced } from "./compose-placed.ts";
import { cutLine, MAX_LEAD_CHARS } from "./cut-line.ts";
import { standardNameOf } from "./disclosed-figure.ts";
import type { GroupEvidence } from "./find-evidence.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { askedOf } from "./read-comparison.ts";
import { labelReport } from "./target-groups.ts";
import { clauseOf, isAmong, quoteOf, rankedApart, ranksOf, type ToldRank } from "./told-ranks.ts";

const ASKS_RANK = /排名|排行|排位|名次|位次|靠前|靠后|第几(?![批届次条部分章号期轮])|排(?:在|到|了)?(?:多少|几|老几)/u;
/** 排名前三的是哪些问题: ranks things, not places. */
const OF_THINGS = /哪[些几两三四五]|什么|前[一二两三四五六七八九十\d]/u;
const LAST_FIRST = /靠后|更低|最后|垫底/u;
/** What such a question says beside what is ranked. */
const ASKING = new RegExp(
  `${ASKS_RANK.source}|怎么样|怎样|如何|情况|[更最比较]*[高低](?=[？?。\\s]|$)|[更最]|(?:在|从)?全[国省市区县](?:范围)?|(?:在)?省里|市里|位居|分别|各是|多少|哪年|哪一年|去年|今年|呢`,
  "gu",
);
const NO_SUCH_RANK = "已收录的报告中没有找到所问的排名。";

/**
 * The ranks that reports tell of themselves, where a question asks for them: of one place in words, of several side by
 * side, compared only where the same was ranked among the same. Null where no rank is asked, or the asked figure itself
 * is to be put in order.
 */
export function composeRanks(
  library: Library,
  plan: QuestionPlan,
  groups: readonly GroupEvidence[],
  understood: Understood,
): Answer | null {
  const { question, slots } = plan;
  if (!ASKS_RANK.test(question) || OF_THINGS.test(question)) return null;
  const sides = Math.max(new Set(slots.regions.map(({ start }) => start)).size, slots.years.length);
  if (slots.regions.length === 0 || (sides < 2 && plan.figures.length > 0)) return null;
  const own = groups.filter(({ group }) => group.mustSpeakOf === undefined);
  const noun = readNoun(plan);
  if (own.length === 0 || (sides > 1 && noun !== "" && standardNameOf(askedOf(noun)) !== null)) return null;
  const wanted = contentOf(noun);
  const rows = askedLabels(plan, library.reports, groups).map(({ label }) => {
    const reportRows = own.filter(({ group }) => group.label === label).flatMap(({ group }) => [...group.reportRows]);
    return {
      label,
      reportRows,
      ranks: reportRows
        .flatMap((row) => ranksOf(library, row, wanted))
        .filter((rank) => isAmong(clauseOf(rank), question)),
    };
  });
  const told = rows.flatMap(({ ranks }) => ranks);
  const all = rows.flatMap(({ reportRows }) => reportRows);
  if (!told.some(({ exact }) => exact)) {
    const placed = sides > 1 || noun === "" ? null : composePlaced(library, all, { wanted, question });
    if (placed !== null) return finishAnswer(placed, understood);
  }
  if (told.length === 0) return composeOthers(library, all, understood);
  return sides > 1 ? composeTable(library, plan, rows, understood) : composeOne(library, told, noun, understood);
}

function readNoun({ question, slots }: QuestionPlan): string {
  let words = question;
  for (const { start, end } of [...slots.places].reverse()) words = `${words.slice(0, start)} ${words.slice(end)}`;
  const left = words.replace(ASKING, " ");
  // GDP is no phrase in Chinese, and still says what is ranked.
  return phraseOf(left) || (/[a-z]{2,}/iu.exec(left)?.[0] ?? "");
}

function composeOne(library: Library, told: readonly ToldRank[], noun: string, understood: Understood): Answer {
  const exact = told.filter((rank) => rank.exact);
  const shown = exact.length > 0 ? exact : told;
  const citations = new CitationList();
  const lines = shown.map((rank) => {
    const marker = citations.cite(rank.report, rank.figure.sectionRow, rank.figure.sentence);
    return `${quoteOf(rank)} [${marker}]`;
  });
  const leads = shown.map((rank) => `${clauseOf(rank)}（${sourceOf(rank.report, library.reports)}）`);
  const opening = exact.length === 0 ? "相关的排名，请核对是不是所问的：" : noun === "" ? "报告所载的排名：" : "";
  const lead = `${opening}${leads.join("；")}`;
  return finishAnswer(
    {
      outcome: exact.length === 0 ? "partial" : "answered",
      lead: lead.length <= MAX_LEAD_CHARS ? lead : cutLine(`${opening}${leads[0]}`),
      answer: [...(opening === "" ? [] : [opening]), ...new Set(lines)].join("\n\n"),
      citations,
    },
    understood,
  );
}

/** No such rank: the others that the reports tell, as what they are. */
function composeOthers(library: Library, rows: readonly number[], understood: Understood): Answer {
  const citations = new CitationList();
  const others = rows.flatMap((row) => ranksOf(library, row, []));
  const lines = others.map((rank) => {
    const marker = citations.cite(rank.report, rank.figure.sectionRow, rank.figure.sentence);
    return `- ${labelReport(rank.report, library.reports)}：${quoteOf(rank)} [${marker}]`;
  });
  const nearest = lines.length === 0 ? "" : `\n\n报告所载的其他排名（不是所问的）：\n\n${lines.join("\n")}`;
  const draft = { outcome: "abstained", lead: NO_SUCH_RANK, answer: `${NO_SUCH_RANK}${nearest}`, citations } as const;
  return { ...finishAnswer(draft, understood), reason: "no_evidence" };
}

interface RankRow {
  readonly label: string;
  readonly reportRows: readonly number[];
  readonly ranks: readonly ToldRank[];
}

function composeTable(library: Library, plan: QuestionPlan, rows: readonly RankRow[], understood: Understood): Answer {
  const citations = new CitationList();
  const told = rows.map(({ label, reportRows, ranks }) => {
    const exact = ranks.filter((rank) => rank.exact);
    const shown = exact.length > 0 ? exact : ranks;
    const [first] = shown;
    if (first === undefined) {
      const state = reportRows.length === 0 ? "未收录" : "未查到";
      return { name: label, cell: state, quote: "—", lead: `${label}${state}`, only: null };
    }
    const marked = shown.map((rank) => ({
      rank,
      marker: citations.cite(rank.report, rank.figure.sectionRow, rank.figure.sentence),
    }));
    const name = labelReport(first.report, library.reports);
    const words = exact.length > 0 ? shown.map(clauseOf).join("、") : "见原文";
    const [{ marker } = { marker: 0 }] = marked;
    return {
      name,
      cell: marked.map((one) => `${exact.length > 0 ? clauseOf(one.rank) : "见原文"} [${one.marker}]`).join("；"),
      quote: marked.map((one) => `${quoteOf(one.rank)} [${one.marker}]`).join(" "),
      lead: `${name}${words}`,
      only: exact.length === 1 ? { rank: first, marker, name } : null,
    };
  });
  const ranked = told.flatMap(({ only }) => only ?? []);
  const whole = ranked.length === told.length && ranked.length > 1;
  const reasons = whole
    ? rankedApart(
        ranked.map(({ rank }) => rank),
        plan.slots.years.length > 1,
      )
    : [];
  const last = LAST_FIRST.test(plan.question);
  const sorted = [...ranked].sort((a, b) => (a.rank.figure.value - b.rank.figure.value) * (last ? -1 : 1));
  const isTied = new Set(ranked.map(({ rank }) => rank.figure.value)).size === 1;
  const compares = whole && reasons.length === 0;
  const order = `名次${isTied ? "相同" : last ? "由后到前" : "由前到后"}：`;
  const lead = `${compares ? order : ""}${(compares ? sorted.map(({ name, rank }) => `${name}${rank.figure.text.trim()}`) : told.map((row) => row.lead)).join("；")}`;
  const note = reasons.length > 0 ? `\n\n${reasons.join("；")}，不作比较。` : "";
  const line = `\n\n${order}${sorted.map(({ name, marker }) => `${name} [${marker}]`).join("；")}`;
  const table = told.map(({ name, cell, quote }) => `| ${name} | ${cell} | ${quote} |`);
  return finishAnswer(
    {
      outcome: told.every(({ only }) => only !== null) ? "answered" : "partial",
      lead: lead.length <= MAX_LEAD_CHARS ? lead : "各报告所载的排名如下：",
      answer: `${["| 报告 | 排名 | 原文 |", "| --- | --- | --- |", ...table].join("\n")}${compares ? line : note}`,
      citations,
      label: compares ? "由多份报告计算" : "原文摘录",
    },
    understood,
  );
}
