import type { Suspect } from "../model/report.ts";
import { findOrders } from "./find-orders.ts";
import { LATIN_BRANDS, SPAM_BRANDS, SPAM_OFFERS } from "./spam-words.ts";

const LATIN = `(?<![A-Za-z])(?:${LATIN_BRANDS.join("|")})`;
const SPAM = new RegExp([...SPAM_BRANDS, ...SPAM_OFFERS, LATIN].join("|"), "y");
const BRAND = new RegExp(`^(?:${[...SPAM_BRANDS, ...LATIN_BRANDS].join("|")})$`);
const ALL_BRANDS = new RegExp([...SPAM_BRANDS, LATIN].join("|"), "g");

/** Words of a sentence that tells how such things are fought, or of the trade where it is lawful: there they are in place. */
const FIGHTING =
  /打击|查处|查获|整治|侦破|破获|案件|违法|犯罪|非法|禁止|取缔|赌博|诈骗|涉赌|防范|黄赌|治安|清理|清查|收缴|沉迷|骗|监管|扫黄|行业|评级|澳门特|股份/;
/** A brand name says nothing else but a gambling site: fighting crime in general does not explain it. */
const FIGHTING_GAMBLING = /赌|博彩|诈骗|非法网站|评级|股份/;

/** What a decoder, a font or a broken gloss leaves where it could not be read. */
const UNREADABLE =
  /\ufffd+|锟斤拷[锟斤拷]*|[烫屯]{3,}|[□■▯]{2,}|\?(?<=[\u3400-\u9fff]\?)\?+(?=[\u3400-\u9fff])|[?？](?<=[\u3400-\u9fff].)[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[)）][@-~](?:[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[)）])?/y;

/**
 * Bopomofo, a single kana or box drawing between Chinese characters: bytes read out of step. Japanese words are
 * longer or の, and ─ ━ │ ╱ are dashes and bars that people type.
 */
const OUT_OF_STEP =
  /[\u3105-\u3129]+(?<=[\u3400-\u9fff][\u3105-\u3129]+)(?=[\u3400-\u9fff])|[\u3041-\u306d\u306f-\u30f6](?<=[\u3400-\u9fff].)(?=[\u3400-\u9fff])|[\u2504-\u2570\u2573-\u257f](?<=[\u3400-\u9fff].)(?=[\u3400-\u9fff])/y;
const KANA = /[\u3041-\u30f6]/g;
/** A sentence with more kana than this is Japanese. */
const MAX_KANA = 2;

const SPAM_REASON = "疑似篡改：政务文字中出现网站广告用语";
const ORDER_REASON = "疑似植入：文字在指使答复者，不是报告内容";

/** True where somebody put other words in: what stands beside them in the sentence may be theirs, too. */
export function isPlanted({ reason }: Pick<Suspect, "reason">): boolean {
  return reason === SPAM_REASON || isOrder({ reason });
}

/** True for a sentence that orders about whoever answers from the report. */
export function isOrder({ reason }: Pick<Suspect, "reason">): boolean {
  return reason === ORDER_REASON;
}

/** The kinds of suspects that may begin at a code unit, as bits: trying each pattern everywhere takes ten times as long. */
const LATIN_BEGINNINGS = "BIKOMJHPACbikomjhpac";
const SPAM_BIT = 1;
const UNREADABLE_BIT = 2;
const OUT_OF_STEP_BIT = 4;
const BEGINNINGS = new Uint8Array(0x10000);
for (const pattern of [...SPAM_BRANDS, ...SPAM_OFFERS]) addBeginning(pattern, SPAM_BIT);
for (const letter of LATIN_BEGINNINGS) addBeginning(letter, SPAM_BIT);
for (const mark of "\ufffd锟烫屯□■▯?？") addBeginning(mark, UNREADABLE_BIT);
for (let unit = 0x2504; unit <= 0x312f; unit++)
  if (unit <= 0x257f || unit >= 0x3041) addBeginning(String.fromCharCode(unit), OUT_OF_STEP_BIT);

function addBeginning(pattern: string, bit: number): void {
  const unit = pattern.charCodeAt(0);
  BEGINNINGS[unit] = (BEGINNINGS[unit] ?? 0) | bit;
}

/**
 * Characters that some spam has second: the first ones are common (一, 开, 成), and trying all patterns takes long. Any
 * character may follow the first of a pattern that does not begin with two fixed ones.
 */
const SECONDS = new Uint8Array(0x10000);
const OPEN_FIRSTS = new Uint8Array(0x10000);
for (const pattern of [...SPAM_BRANDS, ...SPAM_OFFERS])
  if (/^[\u3400-\u9fff]{2}(?![?*+{])/.test(pattern)) SECONDS[pattern.charCodeAt(1)] = 1;
  else OPEN_FIRSTS[pattern.charCodeAt(0)] = 1;
for (const letter of LATIN_BEGINNINGS) OPEN_FIRSTS[letter.charCodeAt(0)] = 1;

function mayBeSpam(text: string, place: number): boolean {
  const second = place + 1 < text.length ? text.charCodeAt(place + 1) : 0;
  return SECONDS[second] === 1 || OPEN_FIRSTS[text.charCodeAt(place)] === 1;
}

/**
 * Places in cleaned text that cannot be trusted. They are marked, never rewritten: what stood there before is
 * known to a person at most.
 */
export function findSuspects(text: string): Suspect[] {
  const suspects: Suspect[] = [];
  const orders = findOrders(text);
  let next = 0;
  for (let place = 0; place < text.length; place++) {
    const order = orders[next];
    if (order !== undefined && place >= order.start) {
      suspects.push({ ...order, text: text.slice(order.start, order.end), reason: ORDER_REASON });
      place = order.end - 1;
      next++;
      continue;
    }
    const bits = BEGINNINGS[text.charCodeAt(place)] ?? 0;
    if (bits === 0) continue;
    const found = suspectAt(text, place, bits);
    if (found === undefined) continue;
    suspects.push(found);
    place = found.end - 1;
  }
  return suspects;
}

function suspectAt(text: string, place: number, bits: number): Suspect | undefined {
  if ((bits & SPAM_BIT) !== 0 && mayBeSpam(text, place)) {
    const spam = matchAt(SPAM, text, place);
    if (spam !== undefined && !isInPlace(text, place, spam)) return suspect(place, spam, SPAM_REASON);
  }
  if ((bits & UNREADABLE_BIT) !== 0) {
    const unreadable = matchAt(UNREADABLE, text, place);
    if (unreadable !== undefined) return withFigure(text, suspect(place, unreadable, "疑似乱码：此处文字无法还原"));
  }
  if ((bits & OUT_OF_STEP_BIT) !== 0) {
    const strange = matchAt(OUT_OF_STEP, text, place);
    const isJapanese = (sentenceAround(text, place, 0).match(KANA)?.length ?? 0) > MAX_KANA;
    if (strange !== undefined && !isJapanese) return suspect(place, strange, "疑似乱码：此处编码错位");
  }
  return undefined;
}

function matchAt(pattern: RegExp, text: string, place: number): string | undefined {
  pattern.lastIndex = place;
  return pattern.exec(text)?.[0];
}

function isInPlace(text: string, place: number, word: string): boolean {
  // What stands beside may be spam itself (澳门赌场), which explains nothing.
  const others = sentenceAround(text, place, word.length).replace(ALL_BRANDS, " ");
  return (BRAND.test(word) ? FIGHTING_GAMBLING : FIGHTING).test(others);
}

function suspect(start: number, text: string, reason: string): Suspect {
  return { start, end: start + text.length, text, reason };
}

/** What is left of a figure that an unreadable place broke up is another figure: 1□□45件 is not 45件. */
function withFigure(text: string, { start, end, reason }: Suspect): Suspect {
  const left = /[\d.,，]*\d[.,，]?$/.exec(text.slice(Math.max(0, start - 16), start))?.[0] ?? "";
  const right = /^[.,，]?\d[\d.,，]*[%万亿余多]*[\u3400-\u9fff]?/.exec(text.slice(end, end + 16))?.[0] ?? "";
  return suspect(start - left.length, text.slice(start - left.length, end + right.length), reason);
}

function sentenceAround(text: string, start: number, length: number): string {
  let from = start;
  while (from > 0 && !"。！？\n".includes(text[from - 1] ?? "\n")) from--;
  let to = start + length;
  while (to < text.length && !"。！？\n".includes(text[to] ?? "\n")) to++;
  return text.slice(from, start) + text.slice(start + length, to);
}
