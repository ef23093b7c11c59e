import type { Span } from "../model/offsets.ts";
import { findDivisions } from "./divisions.ts";
import type { Line } from "./lines.ts";

const MAX_TITLE_LINES = 3;
const MAX_TITLE_CHARS = 80;
/** A file number, crumbs, a covering note and its addressee may stand above the title. */
const LINES_ABOVE = 8;
const KIND =
  /(?:报告|总结|情况|成效|公报|白皮书|要点|方案|计划|安排|打算|思路|设想|汇报|综述|公示|公告|专报)(?:[（(][^）)]*[）)])?$/;
/** These say little by themselves: a heading may end so. */
const WEAK_KIND = /(?:情况|成效|要点|方案|计划|安排|打算|思路|设想)$/;
const SUBJECT = /法治|依法|普法|行政执法|司法/;
const NUMBERED =
  /^(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)、]|[.．](?!\d))|第[一二三四五六七八九十\d]+[章节条部])/;
const FILE_NUMBER = /[〔［[（(]20\d\d[〕］\])）]\s*\d+\s*号$/;
/** 关于印发《…》的通知: what is sent on is the report. */
const COVERING = /^.{0,40}(?:印发|公布|报送|转发|呈报|发布)《([^》]{6,60})》的(?:通知|函|报告|公告)$/;
/** What the name of a site left behind a title: _某某市司法局, - 某某市人民政府门户网站. */
const SITE = /\s*[-_—–|｜]{1,2}\s*[\u3400-\u9fff]{2,20}(?:网|网站|局|政府|厅|委|办)$/;
const BODY_LINE = /(?:人民政府|行政公署|委员会|管委会|办公室|办事处|局|厅|领导小组|委)$/;

/** Text and place of the title line or lines near the beginning of a text; undefined where it has none. */
export function findTitle(lines: readonly Line[]): (Span & { readonly text: string }) | undefined {
  const head = lines.slice(0, LINES_ABOVE + MAX_TITLE_LINES);
  const covering = head.map((line) => COVERING.exec(line.text)?.[1]).find((text) => text !== undefined);
  let joined: readonly Line[] = [];
  for (const [row, line] of head.entries()) {
    if (line.text.length > MAX_TITLE_CHARS) break;
    joined = mayBeTitle(line.text) ? [...joined, line].slice(-MAX_TITLE_LINES) : [];
    const title = shortestTitle(joined);
    const first = title?.[0];
    if (title === undefined || first === undefined) continue;
    const above = head.slice(0, row - title.length + 1);
    const whole = [...opening(above, textOf(title)), ...title];
    return { text: textOf(whole), start: whole[0]?.start ?? first.start, end: line.end };
  }
  const cover = lines.findIndex((line) => covering !== undefined && line.text.includes(`《${covering}》`));
  const line = lines[cover];
  return line === undefined || covering === undefined
    ? undefined
    : { text: covering, start: line.start, end: line.end };
}

function textOf(lines: readonly Line[]): string {
  return withoutSite(lines.map((line) => line.text).join(""));
}

/** A title without the name of the site that a page puts behind it. */
export function withoutSite(title: string): string {
  return title.replace(SITE, "");
}

function mayBeTitle(text: string): boolean {
  return !/[。；，：！？]$/.test(text) && !NUMBERED.test(text) && !FILE_NUMBER.test(text) && !COVERING.test(text);
}

/** The last line, or as few above it as it takes, that name a kind of report and its subject. */
function shortestTitle(lines: readonly Line[]): readonly Line[] | undefined {
  for (let count = 1; count <= lines.length; count++) {
    const text = textOf(lines.slice(-count));
    if (text.length > MAX_TITLE_CHARS || !KIND.test(text)) return undefined;
    if (SUBJECT.test(text) && (!WEAK_KIND.test(text) || saysWhose(text))) return lines.slice(-count);
  }
  return undefined;
}

function saysWhose(text: string): boolean {
  return (
    /20\d\d|年度|^关于|[〇○零]二/.test(text) ||
    BODY_LINE.test(/^[\u3400-\u9fff]{2,20}?[局厅府]/.exec(text)?.[0] ?? "") ||
    findDivisions(text).length > 0
  );
}

/** The lines above that a title goes on from: whose report it is (某某市人民政府 / 关于…), or its first half. */
function opening(above: readonly Line[], title: string): readonly Line[] {
  const needsOwner = /^(?:关于|(?:20\d\d|[一二三四五六七八九〇○零]{4})年|年度)/.test(title);
  const broken = /^(?:的|和|及|与|建设|情况|工作|年度)/.test(title);
  const last = above.at(-1);
  if (last === undefined || (!needsOwner && !broken) || !mayBeTitle(last.text)) return [];
  if (!isOwner(last.text)) return broken && last.text.length >= 4 ? [last] : [];
  const second = above.at(-2);
  return second !== undefined && isOwner(second.text) && BODY_LINE.test(last.text) ? [second, last] : [last];
}

/** A line that is nothing but a body or a place. */
function isOwner(text: string): boolean {
  if (text.length > 40) return false;
  if (BODY_LINE.test(text)) return /^[\u3400-\u9fff]+$/.test(text);
  return findDivisions(text).at(-1)?.end === text.length;
}
