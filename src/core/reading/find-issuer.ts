import type { IdentityFact } from "../model/report.ts";
import { findMatches } from "../text/matches.ts";
import { type Division, parentOf } from "./divisions.ts";
import type { PageFacts } from "./find-page-facts.ts";
import type { Signature } from "./find-signature.ts";

const BODY_END = /(?:人民政府|行政公署|委员会|管委会|办公室|办事处|检察院|法院|[局厅委部])$/;
/** 市司法局, 区委依法治区办: without the name of the place. */
const BARE_BODY = /^[省市区县州旗盟](?!属|直|级|管|场|区|县)/;
/** What comes before the body in a title: 2023年, 2023年度, 关于. */
const BEFORE_BODY = /^(?:关于)?(?:(?:20\d\d|[二〇○零一三四五六七八九]{4})年(?:度|上半年)?)?/;
/** Where the body in a title ends. */
const BEHIND_BODY =
  /关于|(?:20\d\d|[二〇○零一三四五六七八九]{4})年|20\d\d(?=法治|依法)|上半年|前三季度|法治|依法(?!治[国省市县区州旗]委)|推进|贯彻|落实|履行|开展|：|:|《/g;
/** What a subject ends with and goes on to; most texts have none, and telling so is quick. */
const SUBJECT_END =
  /(?:局|厅|委员会|办公室)(?=以习近平|坚持|认真|深入|始终|高度重视|紧紧围绕|全面贯彻|积极|严格|法治政府建设工作|推进法治)/;
/** The subject of an opening or closing sentence: 区司法局以…为指导, 我局坚持…. */
const SUBJECT = new RegExp(
  `(?:^|[，。；\\n])((?:[省市区县州旗盟我本]|[\\u3400-\\u9fff]{2,9}[省市区县州旗盟])?[\\u3400-\\u9fff]{1,10}?${SUBJECT_END.source})`,
  "g",
);

/**
 * Who speaks: the signature, the title, or the department that is the subject of the opening and closing
 * sentences. A report in the voice of 我市 without any body is the place's own; it names no body.
 */
export function findIssuer(
  text: string,
  titles: readonly string[],
  signature: Signature,
  division: Division | undefined,
  page: PageFacts,
): IdentityFact<string> {
  const titled = titles.map(issuerOfTitle).find((bodies) => bodies !== undefined);
  const bodies = signature.issuers.length > 0 ? signature.issuers : titled;
  if (bodies !== undefined) return stateBodies(bodies, division);
  const subject = findSubject(text);
  if (subject !== undefined) {
    const place = division === undefined ? "" : placeName(division);
    const bare = subject.replace(/^[省市区县州旗盟我本]/, "");
    const value = division !== undefined && subject.includes(division.short) ? subject : place + bare;
    return { value, certainty: "inferred", evidence: subject };
  }
  // The source of a page is who put it up: better than nothing, worse than anything the text says.
  if (division === undefined)
    return page.source === undefined
      ? { value: null, certainty: "unknown" }
      : { ...page.source, certainty: "inferred" };
  const unit = division.name.slice(-1);
  const evidence = ["我", "全"].map((own) => own + unit).find((voice) => text.includes(voice)) ?? division.short;
  return { value: placeName(division), certainty: "inferred", evidence };
}

/** 市司法局 at the foot of a city's report is that city's. */
function stateBodies(bodies: readonly string[], division: Division | undefined): IdentityFact<string> {
  const evidence = bodies.join("、");
  const value = bodies
    .map((body) =>
      division !== undefined && BARE_BODY.test(body) && body.startsWith(division.name.slice(-1))
        ? placeName(division) + body.slice(1)
        : body,
    )
    .join("、");
  return { value, certainty: value === evidence ? "stated" : "inferred", evidence };
}

/** 珠海市斗门区, 江门市, 广东省: without the province above a city. */
function placeName(division: Division): string {
  const parent = parentOf(division);
  return parent === undefined || parent.level === "省级" ? division.name : parent.name + division.name;
}

/** The longest beginning of a title that names a body: 某某局2023年…, 2023年某某局法治政府建设…. */
function issuerOfTitle(title: string): readonly string[] | undefined {
  const text = title.replace(BEFORE_BODY, "");
  const candidates = findMatches(text, BEHIND_BODY)
    .map(({ index }) => text.slice(0, index))
    .filter((body) => body.length >= 3 && body.length <= 40 && !/关于|年|《/.test(body) && BODY_END.test(body));
  // 全部, 各部 and the like are no bodies.
  const named = candidates.findLast((body) => !/(?:全部|各部|内部|干部|支部)$/.test(body));
  // 中共某某区委某某区人民政府关于…: two bodies, written without anything between them.
  return named?.split(/(?<=^(?:中共|中国共产党).{2,20}(?:委员会|委))(?=[\u3400-\u9fff]{2,16}人民政府$)/);
}

/** A department that opens the report or closes it; in the middle of a report many act. */
function findSubject(text: string): string | undefined {
  if (!SUBJECT_END.test(text)) return undefined;
  for (const match of text.matchAll(SUBJECT)) {
    const name = match[1];
    if (name === undefined) continue;
    const closing = text.slice(match.index, match.index + 60);
    if (match.index < 200 || /取得了?.{0,6}成[绩效]/.test(closing)) return name;
  }
  return undefined;
}
