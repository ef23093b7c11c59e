import type { Span } from "../model/offsets.ts";
import { parseChineseNumeral } from "../text/numbers.ts";

const NUMBER = "[两二三四五六七八九十]{1,2}|\\d{1,2}";
const KIND = "(?:大)?(?:项|类|个|种|方面|部|条|家|件|处|所|地|点|批|支|本)";
/** A、B、C等三项工作, A和B是反映最集中的两类问题: the number stands behind what it counts. */
const COUNTED_BEHIND = new RegExp(
  `(?<=^|[，。；：,;:\\n])(?<run>[^，。；：,;:\\n]*?、[^，。；：、,;:\\n]+?)(?:等|[是为][^，。；：、,;:\\n]{0,12}?|(?<![设立建办开推成增有共达为出到派获评发]))(?<count>${NUMBER})${KIND}`,
  "gu",
);
/** 3项，分别是A、B和C: the number stands in front. */
const COUNTED_BEFORE = new RegExp(
  `(?<count>${NUMBER})${KIND}[^。；\\n]{0,16}?(?:分别(?:是|为)|包括|即|[:：])(?<run>[^，。；,;\\n]*?[、和与及][^，。；,;\\n]*)`,
  "gu",
);
/** What leads to the first item and is none of it. */
const LEADS =
  /^(?:[我全本][省市区县](?:的)?|并?在|并?对|以|并?将|把|从|向|由|就|并为|为(?![民农])|围绕|针对|聚焦|突出|抓好|其中|推动|推进|加强|优化|深化|完善|开展|组织)/u;
/** “甲+乙”“乙+丙”, 《…》和《…》: names side by side; 等“窗口性”“群众性”工作 are only of what kind. */
const QUOTED_RUN = /(?<!等)(?:(?:“[^”]{1,40}”|《[^》]{1,60}》)(?:、|以及|[和与及])?){2,}/gu;
const QUOTED = /“[^”]{1,40}”|《[^》]{1,60}》/gu;
/** 甲、乙、丙等重点项目: what they are stands behind them. */
const NAMED_RUN = /(?<=^|[，。；：,;:\n])(?<run>[^，。；：,;:\n]*?、[^，。；：、,;:\n]+?)等(?<kind>\p{sc=Han}{2})/gu;
const BETWEEN = /、|以及|[和与及]/gu;
const ASKED_COUNT = new RegExp(
  `哪(?:最[\\p{sc=Han}]{1,4}的)?(?<which>${NUMBER})(?=[\\p{sc=Han}“《])|[是分](?<count>${NUMBER})${KIND}`,
  "u",
);

/** The number of things that a question asks to be named (哪三项): null where it says none. */
export function askedCount(question: string): number | null {
  const { which, count } = ASKED_COUNT.exec(question)?.groups ?? {};
  return readCount(which ?? count);
}

/**
 * The things that a sentence names and counts in one breath (A、B、C等三项工作; 3项，分别是A、B和C), as spans of `text`: only
 * where they are as many as it says, and as many as `count` where that is given. Empty where none are.
 */
export function inlineItems(text: string, count: number | null): Span[] {
  for (const pattern of [COUNTED_BEFORE, COUNTED_BEHIND])
    for (const match of text.matchAll(pattern)) {
      const { run = "", count: written } = match.groups ?? {};
      const wanted = readCount(written);
      if (wanted === null || wanted < 2 || (count !== null && wanted !== count)) continue;
      const from = match.index + match[0].indexOf(run);
      const skipped = LEADS.exec(run)?.[0].length ?? 0;
      const items = split(run.slice(skipped), from + skipped);
      if (items.length === wanted) return items;
    }
  return [];
}

/**
 * The things that a sentence names side by side without counting them, of the kind that a question asks for: its one run of
 * names in quotation marks, or what stands in front of 等重点项目 where the question says 重点项目. As many as `count` where
 * that is given; empty where none, or where which is meant stays open.
 */
export function runItems(text: string, question: string, count: number | null): Span[] {
  const fits = (items: readonly Span[]) => items.length >= 2 && (count === null || items.length === count);
  const quoted = [...text.matchAll(QUOTED_RUN)].map(({ index: from, 0: run }) =>
    [...run.matchAll(QUOTED)].map(({ index, 0: one }) => ({ start: from + index, end: from + index + one.length })),
  );
  const named = [...text.matchAll(NAMED_RUN)].flatMap(({ index, groups }) => {
    const { run = "", kind = "" } = groups ?? {};
    if (!question.includes(kind)) return [];
    const skipped = LEADS.exec(run)?.[0].length ?? 0;
    return [split(run.slice(skipped), index + skipped)];
  });
  const [only, another] = [...quoted, ...named].filter(fits);
  return only === undefined || another !== undefined ? [] : only;
}

/** True where a sentence says a number of things (三项工作) that is the one asked for. */
export function countsSo(text: string, count: number): boolean {
  return [...text.matchAll(new RegExp(`(${NUMBER})${KIND}`, "gu"))].some(([, written]) => readCount(written) === count);
}

/** The items of a run, parted at every link: where one of them stands within an item, they are more than were counted. */
function split(run: string, from: number): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { index, 0: link } of [...run.matchAll(BETWEEN), { index: run.length, 0: "" }]) {
    if (index > start) spans.push(withoutLoneMarks(run, { start, end: index }, from));
    start = index + link.length;
  }
  return spans;
}

/** “甲、乙、丙”: a mark around all of them is of none. */
function withoutLoneMarks(run: string, { start, end }: Span, from: number): Span {
  const item = run.slice(start, end);
  const opens = /^[“《]/u.test(item) && !/[”》]/u.test(item) ? 1 : 0;
  const closes = /[”》]$/u.test(item) && !/[“《]/u.test(item) ? 1 : 0;
  return { start: from + start + opens, end: from + end - closes };
}

function readCount(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (/^\d/u.test(written)) return Number(written);
  return written === "两" ? 2 : parseChineseNumeral(written);
}
