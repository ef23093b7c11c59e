import type { IdentityFact } from "../model/report.ts";
import { type Division, parentOf } from "./divisions.ts";
import type { PageFacts } from "./find-page-facts.ts";
import type { Signature } from "./find-signature.ts";

const BODY_SUFFIX = "(?:人民政府|委员会|办公室|[\\u3400-\\u9fff]{1,10}?[局厅委])";
/** The subject of an opening or closing sentence: 区司法局以…为指导, 我局坚持…. */
const SUBJECT =
  /(?:^|[，。；\n])((?:[省市区县州旗盟我本]|[\u3400-\u9fff]{2,9}[省市区县州旗盟])?[\u3400-\u9fff]{1,10}?(?:局|厅|委员会|办公室))(?=以习近平|坚持|认真|深入|始终|高度重视|紧紧围绕|全面贯彻|积极|严格|法治政府建设工作|推进法治)/g;

/**
 * Who speaks: the signature, the title, or the department that is the subject of the opening and closing
 * sentences. A report in the voice of 我市 without any body is the place's own; it names no body.
 */
export function findIssuer(
  text: string,
  title: string | undefined,
  signature: Signature,
  division: Division | undefined,
  page: PageFacts,
): IdentityFact<string> {
  if (signature.issuers.length > 0) {
    const value = signature.issuers.join("、");
    return { value, certainty: "stated", evidence: value };
  }
  const titled = title === undefined ? undefined : issuerOfTitle(title);
  if (titled !== undefined) return { value: titled, certainty: "stated", evidence: titled };
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

/** 珠海市斗门区, 江门市, 广东省: without the province above a city. */
function placeName(division: Division): string {
  const parent = parentOf(division);
  return parent === undefined || parent.level === "省级" ? division.name : parent.name + division.name;
}

function issuerOfTitle(title: string): string | undefined {
  const before = /^(.{2,40}?)(?:关于|(?:20\d\d|[二〇零一三四五六七八九]{4})年)/.exec(title)?.[1];
  return before !== undefined && new RegExp(`${BODY_SUFFIX}$`).test(before) ? before : undefined;
}

/** A department that opens the report or closes it; in the middle of a report many act. */
function findSubject(text: string): string | undefined {
  for (const match of text.matchAll(SUBJECT)) {
    const name = match[1];
    if (name === undefined) continue;
    const closing = text.slice(match.index, match.index + 60);
    if (match.index < 200 || /取得了?.{0,6}成[绩效]/.test(closing)) return name;
  }
  return undefined;
}
