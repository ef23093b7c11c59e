import { departmentName, isDepartment } from "../answering/departments.ts";
import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import type { ClauseWords } from "./cut-clause.ts";

/** Whose a figure is, named so that it stands alone. */
export interface Who {
  /** The place by its own name and the one above it: 江门市江海区; the province alone where it is one. */
  readonly place: string;
  /** Who did it, named in front of `lead`: the place, or the department that reports for itself. */
  readonly name: string;
  /** The words in front of the figure, without the place's own name. */
  readonly lead: string;
  /** Who speaks in the report: the place, or the department that reports for itself. */
  readonly speaker: string;
  /** How `name` is told right behind its report's: 全区, 该局, 法律援助中心; empty where `lead` needs none. */
  readonly short: string;
  /** `lead` begins with a body of the place (政府共收到…): nothing may stand between the two. */
  readonly leadsWithBody: boolean;
}

/** An act, or a rate: what 全市 may stand in front of. */
const TAKES_PLACE =
  /^(?:共|累计|新增|完成|办理|受理|审结|开展|举办|召开|组织|培训|公示|培育|梳理|审查|录入|入册|行政机关|有|接待|发出|提供|整合|废止|制定|印发|出台|建成|调解|化解|排查)/u;

/** What a department does itself; a noun (“法律明白人”队伍新增…) is of its place. */
const STARTS_WITH_ACT =
  /^(?:共|累计|新增|完成|办理|受理|承办|审结|开展|举办|召开|组织|培训|公示|培育|梳理|审查|审核|接待|发出|出具|提供|提请|推动|参加|参与|制定|印发|出台|修订|建成|建立|调解|化解|排查|抽查|检查|代理|为|向|对|协助|指导|发放|制作|推出|录入|收到|查处|处理|联合|依托|通过|借助|利用|面向|针对)/u;

/** 提请市人大常委会: what somebody else is asked for, and nobody's name. */
const ASKS_OTHERS = /^(?:提请|提交|报请|报|向|由|对|经|与|为|在)/u;

/** Null where it is not sure whose the figure is. */
export function nameWho(reports: readonly Report[], report: Report, figure: Figure, words: ClauseWords): Who | null {
  const region = report.identity.region.value ?? "";
  const parts = divisionsOfPath(region);
  const own = parts.at(-1) ?? "";
  if (words.whole !== "" && !own.endsWith(words.whole)) return null;
  const { place, speaker } = nameSpeaker(reports, report);
  let lead = words.before;
  for (const form of [region, place, own]) if (lead.startsWith(form)) lead = lead.slice(form.length);
  // 市中级人民法院, 区政府: of the report's own place.
  const level = /^([省市区县州旗])(?!长)(?=\p{sc=Han}*(?:政府|法院|检察院|委员会|委|局|办(?![理结案])))/u.exec(
    lead,
  )?.[1];
  const isOwnBody = level !== undefined && own.endsWith(level);
  if (level !== undefined && !isOwnBody) return null;
  if (isOwnBody) lead = lead.slice(1);
  const subject = figure.subject.replace(/^(?:全|我|本)?[省市区县州旗]/u, "");
  if (ASKS_OTHERS.test(subject) && !lead.includes(subject)) return null;
  const isAct = STARTS_WITH_ACT.test(lead);
  // 市司法部门: the place would be named twice; 法院行政诉讼败诉率: not the court's.
  if (level === undefined && /^[省市区县](?![场域民政容内外直级])/u.test(lead)) return null;
  if ((isOwnBody || subject !== "") && figure.kind === "share") return null;
  // What a department tells without doing it is nobody's for sure.
  if (isDepartment(report) && !isAct && words.whole === "") return null;
  const ofPlace = words.whole !== "" || isOwnBody || subject !== "" || !isAct || !isDepartment(report);
  const name = ofPlace ? place : speaker;
  const leadsWithBody = isOwnBody || (subject !== "" && lead.startsWith(subject));
  const whole = `全${own.at(-1) ?? ""}`;
  if (isOwnBody) return { ...{ place, name, speaker, lead, leadsWithBody }, short: own.slice(-1) };
  if (leadsWithBody) return { ...{ place, name, speaker, lead, leadsWithBody }, short: "" };
  if (subject !== "" && !lead.includes(subject)) {
    const short = figure.subject.replace(/^[全我本][省市区县州旗]/u, "");
    return { ...{ place, speaker, lead, leadsWithBody, short }, name: name + subject };
  }
  if (!ofPlace) return { place, name, speaker, lead, leadsWithBody, short: "该单位" };
  // 依托全市…基地: the place is told already.
  const takesWhole = !lead.includes(whole) && (TAKES_PLACE.test(lead) || isAct || /^(?:与|挂接|实现)/u.test(lead));
  const short = takesWhole ? whole : "";
  return { place, name, speaker, lead, leadsWithBody, short };
}

/** The place of a report and who speaks in it, as stems name them. */
export function nameSpeaker(reports: readonly Report[], report: Report): Pick<Who, "place" | "speaker"> {
  const parts = divisionsOfPath(report.identity.region.value ?? "");
  const [place, own] = [placeOf(parts), parts.at(-1) ?? ""];
  if (!isDepartment(report)) return { place, speaker: place };
  const department = departmentName(report, reports);
  return { place, speaker: (department.startsWith(own) ? place.slice(0, -own.length) : "") + department };
}

/** 江门市江海区, 清远市, 广东省. */
function placeOf(parts: readonly string[]): string {
  const [first = "", ...rest] = parts;
  const isCity = /^(?:北京|上海|天津|重庆)/u.test(first);
  return rest.length === 0 ? first : isCity ? parts.join("") : rest.join("");
}
