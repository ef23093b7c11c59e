import { figuresBetween } from "../figures/figure-ledger.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Span } from "../model/offsets.ts";
import type { QuizSource } from "../model/quiz.ts";
import type { Report } from "../model/report.ts";
import { type ClauseWords, cutClause } from "./cut-clause.ts";
import { nameWho, type Who } from "./name-who.ts";
import { type NumberForm, readNumberForm } from "./number-form.ts";
import { tellPeriod } from "./tell-period.ts";
import { titleOf, withoutNote } from "./title-of.ts";
import { isTorn } from "./torn-words.ts";

/** One figure of a report that can be asked about, with the words of its clause made to stand alone. */
export interface QuizFact {
  readonly report: Report;
  readonly reportRow: number;
  readonly figure: Figure;
  /** Stands for the figure in this library: a fact is asked once a paper. */
  readonly id: string;
  /** What it says, wherever it is told: a summary repeats what a section tells. */
  readonly topic: string;
  readonly who: Who;
  readonly year: number;
  /** 2024年, 2024年1—11月, 截至2023年11月底. */
  readonly time: string;
  /** Counted up to some day: told as the report's, not as what happened in the year. */
  readonly stock: boolean;
  /** `before` + figure + `after` is what the report says. */
  readonly before: string;
  readonly after: string;
  /** Between a rate's name and its figure: 为; empty where the figure follows a verb. */
  readonly link: string;
  /** The figure as an option: 42件, 超42亿元, 98.82%, 第六. */
  readonly written: string;
  readonly form: NumberForm;
  /** What asks for it: 多少件, 多少, 第几. */
  readonly asks: string;
}

const MIN_WORDS = 5;
const MAX_WORDS = 48;
/** Lean on what was said before, or on when it was said. */
export const LEANING =
  /我[省市区县州局委院镇]|本[省市区县州局委院年月]|上述|下述|今年|去年|前年|明年|上年|当年|目前|同期|以来|期间|该[\p{sc=Han}]|这[些个项一是支批次类种家]|据此|三者|两者|二者|全局|就能|都已|其中|其[他它中]|前者|后者|之一|以上|如下|唯一|首[次个家创]|相关|有关|等等|他们|她们|它们|为期|部分(?!失)/u;
/** What begins the rest of a sentence and no sentence. */
const THIN_START =
  /^(?:是|从|则|就|清理后|其|制作播放|被|获(?!评|得|批)|均|并|且|但|而|比|较|也|还|仅|经|中(?=[有的，])|含|之|的|至|占|为(?![\p{sc=Han}]{2,8}(?:提供|挽回|办理|止损|追回))|同比|环比|增至|降至|提[高升]|下降|上升|增长)/u;
/** Since when is told elsewhere: no figure of the year alone. */
const SINCE = /(?<!今年|本年|年)以来|(?:19|20)\d\d年以来|近[两三四五几]年|[“"]?十[三四五]五”?(?:以来|期间)/u;
/** 召开局党组召开…: the report's own slip. */
const TWICE = /(召开|开展|举办|组织|受理|办理|推进)(?=\p{sc=Han}{0,6}\1)/u;
const ENDS_TORN = /(?:损|的|和|与|及|对|向|在|把|将|等|由|以|从|全|约)$/u;
/** A clause without any of these names a thing and says nothing of it. */
const ACT =
  /受理|办理|办结|审结|审理|审查|审核|开展|举办|召开|举行|组织|培训|完成|印发|出台|制定|修订|修改|废止|清理|备案|报备|公示|公开|录入|发布|推出|建成|建立|设立|成立|组建|打造|配备|聘请|选聘|培育|培养|新增|增加|入选|获评|获得|荣获|评为|命名|入册|接待|接受|服务|提供|出具|提出|上报|发出|收到|接到|调解|化解|排查|调处|处置|处理|查处|立案|抽查|检查|整改|督查|督办|代理|参加|参与|承办|协助|挽回|追回|挂接|整合|实现|开通|覆盖|制作|播放|监督|梳理|调整|下放|推动|研究|审议|听取|答复|解答|核准|获批|配齐|创建|落实|生产总值|收费|投入|惠及|宣传|宣讲|编制|编印|发放|征集|征求|走访|巡回|值班|学习|评查|评选|通报|移送|起诉|判决|执行|救助|帮扶|矫正|安置|公证|仲裁|鉴定|签订|签约|达成|纳入|减少|压减|取消|承接|赋权|交办|反馈|厘清|直播|覆盖|止损|扩至|增至|检测|普查|登记|注册|聘任|表彰|晋级|结案|执结|追缴|罚没|责令|修缮|接入|明确/u;
/** 人民调解组织则扩充到: what it is set against was cut away. */
const SET_AGAINST = /(?<!规|原|准|总|法|细|否|守|通)则(?!\p{sc=Han}{0,2}[》”])/u;
/** 直接纠错率, 群众评价的满意率: of what is not said. */
const BARE_RATE =
  /^(?:直接|综合|按时|一次|及时|按期|回访|群众|评价|测评|总体|平均|办结|审结|满意|纠错|采纳|合格|优良|成功|占比|比例|的|为|率|度|件)*$/u;
/** 制作播放了37期: of what is not said. */
const BARE_ACT =
  /^(?:共|累计|新增|完成|办理|受理|承办|审结|办结|开展|举办|召开|组织|培训|制作|播放|发放|推出|提出|出具|接待|接受|审查|审核|查处|调解|参加|参与|了|和|并)*$/u;
const IS_AMOUNT = /的(?:标的|涉及)?(?:总?金额|总额|人数)$/u;
const IS_RATE = /(?:率|比例|占比|满意度)$/u;
const NO_UNIT = new Set(["省", "市", "大", "届", "年", "个月", "方", "批", "级", "类"]);
/** A measure of how far a thing is spread or moved has no name of its own. */
const RATE_LINK = /(?:提[高升]|上升|增长?|下?降低?|减少)[到至]$/u;

/** Made once for each report of a library, when it is first drawn from. */
const made = new WeakMap<Library, Map<number, readonly QuizFact[]>>();

/** The figures of a report that make good questions, in order. Few rather than awkward ones. */
export function factsOf(library: Library, reportRow: number): readonly QuizFact[] {
  const ofLibrary = made.get(library) ?? new Map<number, readonly QuizFact[]>();
  made.set(library, ofLibrary);
  const facts = ofLibrary.get(reportRow) ?? makeFacts(library, reportRow);
  ofLibrary.set(reportRow, facts);
  return facts;
}

function makeFacts(library: Library, reportRow: number): readonly QuizFact[] {
  const report = library.reports[reportRow];
  if (report === undefined || report.identity.region.value === null || report.identity.year.value === null) return [];
  const all = figuresBetween(library, reportRow, { start: 0, end: report.text.length });
  return all.flatMap((figure) => factOf(library, report, reportRow, figure, all) ?? []);
}

function factOf(
  library: Library,
  report: Report,
  reportRow: number,
  figure: Figure,
  all: readonly Figure[],
): QuizFact | null {
  const { region, year } = report.identity;
  if (figure.state === "planned" || figure.year !== year.value || figure.region !== region.value) return null;
  if (figure.kind === "change" || figure.upper !== undefined) return null;
  if (NO_UNIT.has(figure.unit) || (figure.unit === "" && figure.kind !== "rank") || year.value === null) return null;
  const time = tellPeriod(figure.period ?? report.identity.period?.value ?? undefined, year.value);
  const written = figure.text.trim().replace(/^(?:达到?|共)/u, "");
  const form = readNumberForm(written);
  // 家次, 间（套）, 项次: the ledger has the first character of the unit only.
  if (/^(?:次|[（(]\p{sc=Han}+[）)]|[/／])/u.test(report.text.slice(figure.end)) && figure.unit !== "") return null;
  if (time === null || form === null) return null;
  const words = wordsOf(report, figure, all);
  if (words === null) return null;
  if (figure.within === "" && isTorn(report.text, figure, figure.sentence, words.before)) return null;
  const who = nameWho(library.reports, report, figure, words);
  if (who === null || !readsWell(who.lead, words, figure)) return null;
  return {
    ...{ report, reportRow, figure, who, time, written, form },
    id: `${report.id}#${figure.start}`,
    topic: [region.value, year.value, figure.canonical ?? who.lead + words.after, figure.value].join(" "),
    year: year.value,
    stock: words.stock,
    before: who.lead,
    after: words.after,
    link: linkOf(figure, who.lead),
    asks: asksFor(figure, form),
  };
}

/** 受理 + 法律援助案件: what was done and with what. */
const DONE = /^(?<act>受理|办理|承办|审结|办结|收到|接待)(?<thing>[\p{sc=Han}]{4,14})$/u;
const MEASURE = /^(?:标的|涉及)?(?:总?金额|总额|人数)$|^\p{sc=Han}{0,6}(?:率|满意度)$/u;
const PART = /^(?:\p{sc=Han}{2,6}案件|被采纳|直接纠错)$/u;

/**
 * The words of a figure that is a measure or a part of what was told before: 办理政协提案的满意率. A standard name takes
 * their place only where nothing but the name's own last words stand in front of the figure: 直接纠错率 is not 纠错率.
 */
function wordsWithin({ indicator, within, kind, canonical }: Figure, lead: string): ClauseWords | null {
  const plain = { after: "", whole: "", stock: false };
  const clause = (/[^，；：、。\n]*$/u.exec(lead)?.[0] ?? "").replace(/(?:达到?|为|是|\s)+$/u, "");
  if (MEASURE.test(indicator) && kind === "share" && canonical?.endsWith(indicator) === true && clause === indicator)
    return { ...plain, before: canonical };
  if (MEASURE.test(indicator) && clause !== indicator) return null;
  if (/累计|目前|截[至止]|^提出/u.test(within + clause)) return null;
  if (within.length < MIN_WORDS || within.length > MAX_WITHIN || /[，、；\d]/u.test(within)) return null;
  const involved = /^涉及(.+)$/u.exec(indicator)?.[1];
  if (MEASURE.test(indicator))
    return { ...plain, before: involved === undefined ? `${within}的${indicator}` : `${within}涉及的${involved}` };
  const { act, thing } = DONE.exec(within)?.groups ?? {};
  return act === undefined || !PART.test(indicator) || /案件.+案件/u.test(within)
    ? null
    : { ...plain, before: `${act}的${thing}中，${indicator}` };
}

const MAX_WITHIN = 20;

function wordsOf(report: Report, figure: Figure, all: readonly Figure[]): ClauseWords | null {
  const { start, end } = figure.sentence;
  if (figure.within !== "") return wordsWithin(figure, report.text.slice(start, figure.start));
  const sentence = report.text.slice(start, end);
  if (SINCE.test(sentence.slice(0, figure.start - start))) return null;
  const inside = all
    .filter((other) => other.sentence.start === start)
    .map((other) => ({ start: other.start - start, end: other.end - start }));
  return cutClause(sentence, { start: figure.start - start, end: figure.end - start }, inside);
}

function readsWell(before: string, { after }: ClauseWords, { kind }: Figure): boolean {
  const body = before + after;
  const length = body.replace(/\P{sc=Han}/gu, "").length;
  if (length < MIN_WORDS || length > MAX_WORDS || LEANING.test(body) || THIN_START.test(before)) return false;
  if (TWICE.test(body) || SET_AGAINST.test(body)) return false;
  if (after === "" && (BARE_ACT.test(before) || /了$/u.test(before))) return false;
  if (before === "" || ENDS_TORN.test(before) || /[\n｜?？]/u.test(body)) return false;
  if (kind === "share") return IS_RATE.test(before) && after === "" && !BARE_RATE.test(before);
  return kind === "rank" ? after === "" : ACT.test(body);
}

/** Between a measure's name and its figure stands 为; an act has its object right behind it. */
function linkOf({ kind }: Figure, lead: string): string {
  return (kind === "share" && !RATE_LINK.test(lead)) || IS_AMOUNT.test(lead) ? "为" : "";
}

function asksFor({ kind, unit }: Figure, { after }: NumberForm): string {
  if (kind === "rank") return `第几${unit}`;
  if (kind === "share") return "多少";
  const money = /[万亿]?元$/u.exec(after)?.[0];
  return `多少${money ?? unit}`;
}

/** 超42亿元 says of every smaller one that it is true, too: no wrong answer to it can be proven. */
const ROUGH = /超|逾|近|约|突破|以[上下内]|左右|至[少多]|不[少低]于|几/u;

/** True of a figure that bounds a value instead of giving it. */
export function isRough({ figure }: QuizFact): boolean {
  return ROUGH.test(figure.qualifier);
}

/** True of a figure that can be reckoned with. */
export function isExact({ figure, form }: QuizFact): boolean {
  return /^(?:共|合计|达到?)?$/u.test(figure.qualifier) && !form.chinese;
}

/** The whole sentence that a fact stands in. */
export function sourceOf({ report, figure }: QuizFact): QuizSource {
  return sourceAt(report, figure.sectionRow, figure.sentence);
}

/** A stretch of a report as the source of an item. */
export function sourceAt(report: Report, sectionRow: number, { start, end }: Span): QuizSource {
  const { issuer, region, year } = report.identity;
  return {
    reportId: report.id,
    file: report.file,
    title: titleOf(report),
    issuer: withoutNote(issuer.value),
    region: region.value,
    year: year.value,
    section: report.sections[sectionRow]?.path ?? [],
    quote: report.text.slice(start, end),
    ...{ start, end },
    ...(report.url === undefined ? {} : { url: report.url }),
  };
}
