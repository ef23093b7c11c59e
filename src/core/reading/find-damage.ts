import { countMatches, findMatches } from "../text/matches.ts";
import { readLines } from "./lines.ts";

/** Text of fewer Chinese characters is no report. */
const MIN_HAN = 10;
const MIN_HAN_SHARE = 0.1;
/** Any text of some length uses more characters than this; fewer is one character or line over and over. */
const MIN_DIFFERENT = 40;
const SAMPLE_CHARS = 5_000;
/** Share of unreadable characters from which the file was decoded wrongly. */
const MAX_UNREADABLE_SHARE = 0.005;

const UNREADABLE = /\ufffd|锟斤拷|烫烫|屯屯/g;
/** UTF-8 read as Latin-1: 法 became æ³•. */
const DOUBLE_ENCODED = /[\u00c2-\u00ef][\u0080-\u00bf\u2013-\u203a\u20ac\u0152-\u0178]/g;
/**
 * What only a deleted number leaves behind: 办结率达%, 共受理件, 年月日, （-年）, 截至月底. Of a
 * thousand ordinary passages (Wikipedia, news, statutes) fewer than one has such a place.
 */
const UNITS = "(?:件次?|宗|人次|场次?|余[件人场次]|万[元人件]|亿元|条次?|份)";
/** Each alternative begins with the character that it is about, so that most places of a text fail at once. */
const NUMBERLESS = new RegExp(
  [
    "[%％](?<=[\\u3400-\\u9fff，。；（][.．]?.)(?<![一二三四五六七八九十百千万亿几数两半多余零〇第每点个][.．]?.)(?![a-zA-Z\\d&%￥#])",
    "个百分点(?<=[\\u3400-\\u9fff，。；（][.．]?....)(?<![一二三四五六七八九十百千万亿几数两半多余零〇第每点个][.．]?....)",
    "年月[日，底份](?<![\\d一二三四五六七八九〇零○]...)|[-—~～]年[度）)](?<![\\d年月]...)",
    "截[至止](?:今年|当年|去年)?(?:月底|年底前月|月[，日])",
    "年度?[，、](?<=(?:^|[。；\\n])年度?[，、])|年(?=[增上下同减，])(?<=[较比]年)",
    `${UNITS}(?=[，。；、]|$)(?<=(?:累计|受理|办结|办理|审结|培训|开展|新增|完成|排查|化解|发出|审查|修订|出台|共)${UNITS})`,
    "(?:件|宗|人次|场次|万[元人]|余[件人])(?=[，。；、]|$)(?<=[达为占至约](?:件|宗|人次|场次|万[元人]|余[件人]))",
  ].join("|"),
  "gm",
);
/** A figure with its unit every so many characters: such a text has not lost its digits. */
const CHARS_PER_FIGURE = 150;
const NUMBERED = /\d+(?:\.\d+)?\s*(?:%|％|件|宗|人|场|次|份|项|个|名|家|万|亿|年|月|条)/g;
/** A line that begins with one of these continues another. */
const CONTINUES = /^[，。；、：！？”》）,.;:!?)]/;

/**
 * Why a cleaned text cannot be told apart from nonsense, as a sentence for people; undefined for a readable text.
 * What was deleted or shuffled cannot be brought back, so such a text is kept out of the index as a whole.
 */
export function findDamage(text: string): string | undefined {
  const { visible, han, latin } = countCharacters(text);
  if (visible === 0) return "没有正文";
  const doubled = latin > 20 ? countMatches(text, DOUBLE_ENCODED) : 0;
  if (doubled > 20 && doubled > han) return "文字编码被误读（UTF-8 被当作其他编码保存），请用正确的编码重新导出";
  const unreadable = countMatches(text, UNREADABLE) / visible;
  if (unreadable > MAX_UNREADABLE_SHARE) return "有大量无法辨认的字符，可能是编码错误，请重新获取原文";
  if (han < MIN_HAN) return `汉字太少（${han} 个），不像一份报告`;
  if (han / visible < MIN_HAN_SHARE) return "正文几乎没有汉字，不像一份中文报告";
  if (visible > SAMPLE_CHARS && new Set(text.slice(0, SAMPLE_CHARS)).size < MIN_DIFFERENT)
    return "通篇只是几个字的重复，不像一份报告，请重新获取原文";
  const numbered = countMatches(text, NUMBERED, Math.floor(visible / CHARS_PER_FIGURE) + 1);
  const numberless = numbered > visible / CHARS_PER_FIGURE ? [] : (text.match(NUMBERLESS) ?? []);
  // With no figure left two traces are enough: such a text had few and lost them all.
  if (numberless.length >= (numbered === 0 ? 2 : 3) && numberless.length > numbered)
    return `有 ${numberless.length} 处数字缺失（如“${numberless[0]}”前没有数字），请重新获取原文`;
  if (isShuffled(text)) return "文字次序被打乱，无法还原，请重新获取原文";
  return undefined;
}

interface Counts {
  /** Characters other than white space. */
  readonly visible: number;
  readonly han: number;
  /** Letters that UTF-8 read as Latin-1 turns into. */
  readonly latin: number;
}

function countCharacters(text: string): Counts {
  let [visible, han, latin] = [0, 0, 0];
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (unit >= 0x3400 && unit <= 0x9fff) han++;
    else if (unit >= 0xc2 && unit <= 0xef) latin++;
    else if (unit <= 0x20 || unit === 0xa0 || unit === 0x3000) continue;
    visible++;
  }
  return { visible, han, latin };
}

/**
 * Only what leaves a trace that no order of ordinary prose has: numbered lists out of order, lines that begin with a
 * comma, and quotation marks and brackets torn apart because the cuts went through them. Whole sentences, clauses or
 * paragraphs without numbers in another order cannot be told from the order they had: each is still well formed and
 * reports change their subject at every full stop. Guessing there put one ordinary text in five into quarantine, so
 * such texts go in; their sentences are true one by one, and an answer quotes sentences.
 */
function isShuffled(text: string): boolean {
  const lines = readLines(text);
  const continuing = lines.filter((line) => CONTINUES.test(line.text)).length;
  if (lines.length >= 8 && continuing / lines.length > 0.3) return true;
  return isOutOfOrder(text) || isTornApart(text);
}

/** Fewer marks than this can be out of pair by a few slips of the pen. */
const MIN_MARKS = 20;
/** Text shuffled in pieces of ten characters has about one mark of two out of pair, ordinary text at most three of eight. */
const MAX_UNPAIRED_SHARE = 0.45;
const OPENING = "“《（";
const CLOSING = "”》）";
const MARKS = /[“”《》（）\n]/g;

function isTornApart(text: string): boolean {
  let marks = 0;
  let unpaired = 0;
  let open = "";
  MARKS.lastIndex = 0;
  while (MARKS.test(text)) {
    const mark = text[MARKS.lastIndex - 1] ?? "\n";
    if (mark === "\n") {
      unpaired += open.length;
      open = "";
      continue;
    }
    marks++;
    const closes = CLOSING.indexOf(mark);
    if (closes < 0) open += mark;
    else if (open.endsWith(OPENING[closes] ?? mark)) open = open.slice(0, -1);
    else unpaired++;
  }
  return marks >= MIN_MARKS && (unpaired + open.length) / marks > MAX_UNPAIRED_SHARE;
}

/** In an order drawn by lot five steps of six are wrong; two lists running into each other make half of them so. */
const MAX_WRONG_STEPS = 0.6;
const NUMBERS = "一二三四五六七八九十";
/** 一、 二、 and 一是 二是: each kind counts up, or starts again at 一. */
const ORDERED = [
  /([一二三四五六七八九十])、(?=[\u3400-\u9fff]{3})(?<![\u3400-\u9fff]..)/g,
  /([一二三四五六七八九十])是(?<![\u3400-\u9fff]..)/g,
];

function isOutOfOrder(text: string): boolean {
  let steps = 0;
  let wrong = 0;
  for (const pattern of ORDERED) {
    let previous = 0;
    for (const match of findMatches(text, pattern)) {
      const number = NUMBERS.indexOf(match[1] ?? "") + 1;
      if (number !== previous + 1 && number !== 1) wrong++;
      steps++;
      previous = number;
    }
  }
  return steps >= 6 && wrong / steps > MAX_WRONG_STEPS;
}
