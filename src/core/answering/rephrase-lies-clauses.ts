import type { Citation } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { placesIn } from "./bind-places.ts";
import { CitationList } from "./cite.ts";
import { fullWidth } from "./rephrase-lies-kinds.ts";

/** A clause of a report's sentence, as a model might retell it. */
export interface ToldFrom {
  readonly report: Report;
  readonly citation: Citation;
  readonly sentence: string;
  readonly clauses: readonly string[];
  readonly row: number;
  /** 江门市 */
  readonly place: string;
  readonly year: number;
}

type Pick = <T>(items: readonly T[]) => T | undefined;
type Retell = (told: ToldFrom, pick: Pick) => string | null;

const MIN_HAN = 6;
const FIGURE = /\d+(?:\.\d+)?(?:万|亿)?(?:[%件宗人个次份项家名起部]|人次)/u;
const BODIES = /\p{sc=Han}{2}(?:机关|法院|检察院|局|委员会|政府|部门|中心|单位|组织)/gu;
const NAMES = /《[^》]+》|“[^”]+”/gu;
const FREE_START =
  /^(?:[共已还并也则即]|累计|截至目前|[全我本][省市区县年]|[今本]年|年内|目前|积极|深入|切实|有效|大力|扎实|认真|着力|进一步|不断|持续|同时|此外|另|[一二三四五六七]是|专门)/u;
const LIMITED_TIME =
  /(?:截[至止]到?(?:今年|20\d\d年)?\d{1,2}月[底末份]?|上半年|下半年|前三季度|(?:[2-9]|1[01])月[—–-]\d{1,2}月|1月?[—–-](?:[2-9]|1[01])月|自[^，]{1,8}以来|近[两三四五]年来?)/u;
const HEDGES = /有待|尚待|亟待|亟需|尚未|未能|还没有|仍需|没有|如何|不够|拟|欠|候选|试点|部分|个别|[未](?!成年|来)/u;
const han = (text: string) => text.replace(/\P{sc=Han}/gu, "").length;

const NUMBERING = /^(?:[一二三四五六七八九十]+[是、]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．](?!\d))/u;

/** The clauses of all sentences of a report that are long enough to be retold. */
export function clausesOf(report: Report): ToldFrom[] {
  const place = divisionsOfPath(report.identity.region.value ?? "").at(-1) ?? "";
  const year = report.identity.year.value ?? 0;
  return [...report.text.matchAll(/[^。！？\n]+[。！？]/gu)].flatMap(({ 0: sentence, index }) => {
    const section = report.sections.findIndex(({ start, end }) => start <= index && index < end);
    if (section < 0 || han(sentence) < MIN_HAN) return [];
    const citations = new CitationList();
    citations.cite(report, section, { start: index, end: index + sentence.length });
    const [citation] = citations.list();
    const clauses = sentence.replace(/[。！？]$/u, "").split(/[，；：]/u);
    return citation === undefined
      ? []
      : clauses.flatMap((text, row) =>
          han(text) < MIN_HAN ? [] : [{ report, citation, sentence, clauses, row, place, year }],
        );
  });
}

const own = ({ clauses, row }: ToldFrom) => clauses[row] ?? "";
/** In plain words, from outside: 全市 by its name, no 今年. */
const outside = (text: string, { place, year }: ToldFrom) =>
  text.replace(/[我本][省市区县]/gu, place).replace(/今年/gu, `${year}年`);
const tell = (told: ToldFrom, text: string, when = "") => {
  const plain = outside(text, told).replace(NUMBERING, "");
  // 市司法局 of 柳湾市 is 柳湾市司法局.
  if (plain.startsWith(told.place.at(-1) ?? " ")) return `${when}${told.place}${plain.slice(1)}[1]。`;
  const front = /^(?:全|我|本)[市区县]/u.test(text) || plain.startsWith(told.place) ? "" : told.place;
  return `${when}${front}${plain}[1]。`;
};
const swap = (text: string, one: string, other: string) =>
  text.replaceAll(one, "\u0001").replaceAll(other, one).replaceAll("\u0001", other);
const placesOf = (text: string, { report }: ToldFrom) =>
  placesIn(text, report.identity.region.value).filter(({ path }) => path !== "");

/** Lies made from what a sentence itself says: its limits dropped, its parts, roles, places, names and times moved. */
export const CLAUSE_LIES: Readonly<Record<string, Retell>> = {
  "limited time told as the year": (told) => {
    const text = own(told);
    const time = LIMITED_TIME.exec(told.clauses.slice(0, told.row + 1).join("，"))?.[0];
    if (time === undefined || !FIGURE.test(text) || /；/u.test(told.sentence)) return null;
    return tell(told, text.replace(LIMITED_TIME, "").replace(/^[，、]/u, ""), `${told.year}年，`);
  },
  "limited time not told": (told) => {
    const text = own(told);
    const before = told.clauses[told.row - 1] ?? "";
    if (!FIGURE.test(text) || !new RegExp(`${LIMITED_TIME.source}$`, "u").test(before)) return null;
    return tell(told, text);
  },
  "year moved": (told, pick) => {
    const text = own(told);
    const year = pick([...told.sentence.matchAll(/20\d\d(?=年)/gu)].map(([one]) => one));
    if (
      year === undefined ||
      Number(year) === told.year ||
      told.clauses.slice(0, told.row + 1).some((one) => one.startsWith(year))
    )
      return null;
    return tell(told, text.replace(/20\d\d年度?/gu, ""), `${year}年，`);
  },
  "roles swapped": (told) => {
    const text = own(told);
    const [one = "", other = ""] = text.match(BODIES) ?? [];
    if (one === "" || other === "" || one === other || new RegExp(`${one}[、和与及]${other}`, "u").test(text))
      return null;
    return tell(told, swap(text, one, other));
  },
  "another's act": (told, pick) => {
    const text = own(told);
    const [body] = text.match(BODIES) ?? [];
    const other = pick((told.sentence.match(BODIES) ?? []).filter((one) => !text.includes(one)));
    return body === undefined || other === undefined ? null : tell(told, text.replace(body, other));
  },
  "neighbour's verb": (told, pick) => {
    const text = own(told);
    const others = told.clauses.filter((one, row) => row !== told.row && FIGURE.test(one) && !FREE_START.test(one));
    const verb = pick(others)?.slice(0, 2) ?? "";
    if (!FIGURE.test(text) || FREE_START.test(text) || !/^\p{sc=Han}{2}$/u.test(verb) || text.startsWith(verb))
      return null;
    return tell(told, verb + text.slice(2));
  },
  "part for the whole": (told, pick) => {
    const text = own(told);
    if (!FIGURE.test(text)) return null;
    const pieces = text.split(/(?<=\p{sc=Han}{2})(?:、|和|及|以及)(?=\p{sc=Han}{2})/u);
    if (pieces.length < 2 || FIGURE.test(pieces[0] ?? "")) return null;
    const dropped = pick(pieces.slice(1).map((_, row) => row + 1)) ?? 1;
    const joined =
      dropped === pieces.length - 1
        ? `${pieces[0]?.slice(0, -2)}${pieces[dropped]}`
        : pieces.filter((_, row) => row !== dropped).join("、");
    return tell(told, joined);
  },
  "limiting word dropped": (told) => {
    const text = own(told);
    const rest = text.slice(2);
    return !FIGURE.test(text) ||
      FREE_START.test(text) ||
      text.startsWith(told.place.slice(0, 2)) ||
      !/^\p{sc=Han}{2}/u.test(text) ||
      han(rest) < 4
      ? null
      : tell(told, rest);
  },
  "attribute dropped": (told) => {
    const text = own(told);
    const rest = text.replace(/^.*?\p{sc=Han}{3}的(?=\p{sc=Han}{2})/u, "");
    // 江海区的法治政府建设 is no other than 江海区法治政府建设.
    return rest === text || han(rest) < 4 || text.startsWith(`${told.place}的`) ? null : tell(told, rest);
  },
  "places swapped": (told) => {
    const text = own(told);
    const [one, other] = placesOf(text, told);
    if (one === undefined || other === undefined || one.path === other.path || other.start === one.end) return null;
    // 深圳、江门两地 are the same two either way.
    return /[、和与及]$/u.test(text.slice(one.end, other.start))
      ? null
      : `${swap(outside(text, told), one.name, other.name)}[1]。`;
  },
  "own place for another": (told) => {
    const text = own(told);
    const other = placesOf(text, told).find(({ path }) => path !== told.report.identity.region.value);
    return other === undefined || other.name.includes(told.place)
      ? null
      : `${outside(text, told).replace(other.name, told.place)}[1]。`;
  },
  "wider place": (told, pick) => {
    const text = own(told);
    const [whole] = /全[省市区县国](?!人大|政协|运|能)/u.exec(text) ?? [];
    const other = pick(["全国", "全省", "全市", "全区"].filter((one) => one !== whole));
    if (whole === undefined || other === undefined) return null;
    return tell(told, text.replace(whole, other));
  },
  "shortcoming told as done": (told) => {
    const text = own(told);
    const rest = text.replace(HEDGES, "");
    return rest === text || han(rest) < 5 ? null : tell(told, rest);
  },
  "exception left out": (told) => {
    const before = told.clauses.slice(0, told.row).join("，");
    return /除[^，]{1,20}(?:以外|之外|外)|^在[^，]{2,12}(?:以外|之外)/u.test(before) ? tell(told, own(told)) : null;
  },
  "neighbour's name": (told, pick) => {
    const text = own(told);
    const [name] = text.match(NAMES) ?? [];
    const other = pick((told.sentence.match(NAMES) ?? []).filter((one) => !text.includes(one)));
    return name === undefined || other === undefined ? null : tell(told, text.replace(name, other));
  },
  "neighbour's figure": (told, pick) => {
    const text = own(told);
    const figure = FIGURE.exec(text)?.[0];
    const other = pick(
      told.clauses
        .flatMap((one) => FIGURE.exec(one)?.[0] ?? [])
        .filter((one) => !text.includes(one) && figure !== undefined && one.slice(-1) === figure.slice(-1)),
    );
    return figure === undefined || other === undefined ? null : tell(told, text.replace(figure, other));
  },
};

/** What a sentence says, told from outside of the report. */
export const CLAUSE_TRUTHS: Readonly<Record<string, Retell>> = {
  "place in front": (told) => tell(told, own(told)),
  "year and place in front": (told) => (/年|月/u.test(own(told)) ? null : tell(told, own(told), `${told.year}年，`)),
  "two clauses": (told) => (told.clauses[1] === undefined ? null : tell(told, `${own(told)}，${told.clauses[1]}`)),
  "the whole sentence": (told) =>
    told.sentence.length > 150
      ? null
      : `${outside(told.sentence, told).replace(/。$/u, "").replace(NUMBERING, "")}[1]。`,
  "达到 for 为": (told) => (/率为\d/u.test(own(told)) ? tell(told, own(told).replace(/为(?=\d)/u, "达到")) : null),
  "共 put in": (told) =>
    /[件宗名次]$/u.test(own(told)) && /\p{sc=Han}{2}(?<![共为达超近约第计有])\d+[件宗名次]$/u.test(own(told))
      ? tell(told, own(told).replace(/(?=(?<!\d)\d+[件宗名次]$)/u, "共"))
      : null,
  "figure behind": (told) =>
    /^\p{sc=Han}{2}\d+[件场期次个](?:\p{sc=Han}){2,10}$/u.test(own(told))
      ? tell(told, own(told).replace(/^(\p{sc=Han}{2})(\d+[件场期次个])(\p{sc=Han}+)$/u, "$1$3$2"))
      : null,
};

/** How models write it. */
export const REWORDINGS: Readonly<Record<string, (text: string, told: ToldFrom) => string>> = {
  "as it is": (text) => text,
  "by the report": (text, { citation }) => `根据《${citation.title}》，${text}`,
  "full width": (text) => fullWidth(text).replace("[１]", "［１］"),
  "marker behind the stop": (text) => text.replace("[1]。", "。[1]"),
  "bold figure": (text) => text.replace(FIGURE, "**$&**"),
  "place in full": (text, { place, report }) =>
    text.startsWith(place) ? text.replace(place, report.identity.region.value ?? place) : text,
  "as a list": (text) => `- ${text}`,
  "said in other words": (text) =>
    text.replace("审结", "办结").replace("开展", "举办").replace("提升", "提高").replace("减少", "下降"),
};
