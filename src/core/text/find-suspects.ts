import type { Suspect } from "../model/report.ts";

/**
 * Brand names and offers of gambling, pirate and forged-paper sites that get written over real words of hacked
 * pages. Kept as a list because the words themselves are the evidence; extend it when a new one is met.
 */
const SPAM = new RegExp(
  [
    "(?:沙巴|亚博|皇冠|万博|乐鱼|开云|米兰|爱游戏|华体会|博狗|云开|星空|九游|半岛|雷速|BOB|bob|IM|365)体育(?:官网|平台|app|APP|登录|入口)?",
    "(?:金沙|云顶|永利|银河|新葡京|葡京|太阳城|威尼斯人|凯发|凤凰|天博|必威|伟德|优德|大发|鸿博)(?:国际|娱乐|娱乐城|官网|平台|赌场|棋牌)",
    "(?:开元|欢乐|真钱|老虎机|捕鱼)(?:棋牌|游戏平台)|真人(?:荷官|百家乐|娱乐)|百家乐(?:平台|官网|技巧)?|时时彩(?:平台|计划)?|北京赛车pk10|pk10|幸运飞艇|六合彩(?:资料|特码)?|足彩(?:平台|投注)|体育(?:投注|博彩)|博彩(?:公司|平台|网站)?|老虎机",
    "代开发票|办证刻章|刻章办证|枪支弹药出售|迷药出售|成人(?:视频|电影|网站)|(?:传奇)?私服|一夜情|援交|裸聊",
  ].join("|"),
  "g",
);

/** Words of a sentence that tells how such things are fought: there they are in place. */
const FIGHTING = /打击|查处|查获|整治|侦破|破获|案件|违法|犯罪|非法|禁止|取缔|赌博|诈骗|涉赌|防范|黄赌|治安/;

/** What a decoder or a font writes where it could not read. */
const UNREADABLE = /\ufffd+|锟斤拷[锟斤拷]*|[烫屯]{3,}|[□■▯]{2,}|\?(?<=[\u3400-\u9fff]\?)\?+(?=[\u3400-\u9fff])/g;

/** Bopomofo, kana or box drawing between Chinese characters: bytes read out of step. */
const OUT_OF_STEP =
  /[\u3105-\u3129\u3041-\u30fa\u2500-\u257f]+(?<=[\u3400-\u9fff][\u3105-\u3129\u3041-\u30fa\u2500-\u257f]+)(?=[\u3400-\u9fff])/g;

/**
 * Places in cleaned text that cannot be trusted. They are marked, never rewritten: what stood there before is
 * known to a person at most.
 */
export function findSuspects(text: string): Suspect[] {
  const suspects: Suspect[] = [];
  for (const match of text.matchAll(SPAM)) {
    if (FIGHTING.test(sentenceAround(text, match.index, match[0].length))) continue;
    suspects.push(suspect(match, "疑似篡改：政务文字中出现网站广告用语"));
  }
  for (const match of text.matchAll(UNREADABLE)) suspects.push(suspect(match, "疑似乱码：此处文字无法还原"));
  for (const match of text.matchAll(OUT_OF_STEP)) suspects.push(suspect(match, "疑似乱码：此处编码错位"));
  return suspects.sort((a, b) => a.start - b.start);
}

function suspect(match: RegExpExecArray, reason: string): Suspect {
  return { start: match.index, end: match.index + match[0].length, text: match[0], reason };
}

function sentenceAround(text: string, start: number, length: number): string {
  let from = start;
  while (from > 0 && !"。！？\n".includes(text[from - 1] ?? "\n")) from--;
  let to = start + length;
  while (to < text.length && !"。！？\n".includes(text[to] ?? "\n")) to++;
  return text.slice(from, start) + text.slice(start + length, to);
}
