import type { Suspect } from "../model/report.ts";

/**
 * Brand names of gambling sites that get written over real words of hacked pages. Kept as a list because the words
 * themselves are the evidence; extend it when a new one is met. Names that are places and firms as well (凤凰, 银河)
 * count only with a site's own words behind them.
 */
const BRANDS = [
  "(?:沙巴|亚博|皇冠|万博|乐鱼|开云|米兰|爱游戏|华体会|博狗|云开|星空|九游|半岛|雷速|米乐|九州|欧宝|完美|亿博|安博|乐虎|大发|天博|必威|德甲|球盟会|万象|乐动|雷火|江南|火狐|爱体|(?<![A-Za-z])(?:BOB|bob|IM|im|KY|ky|B|b|OB|ob|ML|ml|JN|jn|HTH|hth)|365)体育(?:官网|平台|app|APP|登录|入口)?",
  "(?:必威|伟德|优德|凯发|天博|乐虎|新葡京|葡京|威尼斯人|亚博|龙虎|利来|尊龙|博亚|环亚)(?:国际|娱乐|娱乐城|官网|平台|赌场|棋牌|电竞)(?!酒店|机场|社区|小区)",
  "(?:金沙|云顶|永利|银河|太阳城|凤凰|大发|鸿博|皇冠)(?:娱乐城|娱乐平台|娱乐官网|官网|赌场|棋牌)",
  "(?<![A-Za-z])(?:PG|pg|MG|mg|AG|ag|BB|bb|CQ9|cq9|PT|pt|JDB|jdb|IM|im|KY|ky|BBIN|bbin)(?:电子|真人|棋牌|捕鱼|视讯|电竞|娱乐)(?:官网|平台|游戏)?",
  "(?:开元|欢乐|真钱)(?:棋牌|游戏平台)|真人(?:荷官|百家乐|娱乐)",
  "爱游戏(?:官网|平台|app|APP)|华体会|球盟会",
];
/** Offers of gambling, sex, loans and forged papers. */
const OFFERS = [
  "百家乐(?:平台|官网|技巧)?|时时彩(?:平台|计划)?|北京赛车pk10|pk10|幸运飞艇|六合彩(?:资料|特码|开奖)?|足彩(?:平台|投注)|体育(?:投注|博彩)|博彩(?:公司|平台|网站)?|老虎机|电竞投注|(?:世界杯|欧洲杯|足球|篮球|彩票|网上)投注|投注(?:网站|平台|技巧)|买球(?:网站|平台|app)|快三(?:计划|平台)|开奖结果|特码|注册送\\d+|送彩金|棋牌(?:游戏|平台|官网)|现金(?:棋牌|麻将)|真钱",
  "代开发票|办证刻章|刻章办证|枪支弹药出售|迷药(?:出售|购买)?|成人(?:视频|电影|网站|小说)|(?:传奇)?私服|一夜情|援交|裸聊|约炮|美女上门|(?:午夜)?福利视频|亚洲精品|国产精品|[一二三]区[二三四]区|代孕(?:机构|公司|中介|费用)|黄色(?:网站|视频)|高清无码",
  "无抵押(?:贷款)?[^。；，\\n]{0,6}(?:当天|当日|秒)(?:放款|到账)|贷款口子|秒(?:下|批)款|黑户(?:贷款|可贷)|加(?:微信|薇信|V信|QQ|qq)[:：号]{0,2}\\s*[\\w-]{5,}",
];
const SPAM = new RegExp([...BRANDS, ...OFFERS].join("|"), "g");
const BRAND = new RegExp(`^(?:${BRANDS.join("|")})$`);

/** Words of a sentence that tells how such things are fought, or of the trade where it is lawful: there they are in place. */
const FIGHTING =
  /打击|查处|查获|整治|侦破|破获|案件|违法|犯罪|非法|禁止|取缔|赌博|诈骗|涉赌|防范|黄赌|治安|清理|清查|收缴|沉迷|骗|监管|扫黄|行业|评级|澳门特|股份/;
/** A brand name says nothing else but a gambling site: fighting crime in general does not explain it. */
const FIGHTING_GAMBLING = /赌|博彩|诈骗|非法网站|评级|股份/;

/** What a decoder, a font or a broken gloss leaves where it could not be read. */
const UNREADABLE =
  /\ufffd+|锟斤拷[锟斤拷]*|[烫屯]{3,}|[□■▯]{2,}|\?(?<=[\u3400-\u9fff]\?)\?+(?=[\u3400-\u9fff])|[?？](?<=[\u3400-\u9fff].)[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[)）][@-~](?:[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[)）])?/g;

/**
 * Bopomofo, a single kana or box drawing between Chinese characters: bytes read out of step. Japanese words are
 * longer or の, and ─ ━ │ ╱ are dashes and bars that people type.
 */
const OUT_OF_STEP =
  /[\u3105-\u3129]+(?<=[\u3400-\u9fff][\u3105-\u3129]+)(?=[\u3400-\u9fff])|[\u3041-\u306d\u306f-\u30f6](?<=[\u3400-\u9fff].)(?=[\u3400-\u9fff])|[\u2504-\u2570\u2573-\u257f](?<=[\u3400-\u9fff].)(?=[\u3400-\u9fff])/g;
const KANA = /[\u3041-\u30f6]/g;
/** A sentence with more kana than this is Japanese. */
const MAX_KANA = 2;

/**
 * Places in cleaned text that cannot be trusted. They are marked, never rewritten: what stood there before is
 * known to a person at most.
 */
export function findSuspects(text: string): Suspect[] {
  const suspects: Suspect[] = [];
  for (const match of text.matchAll(SPAM)) {
    const sentence = sentenceAround(text, match.index, match[0].length);
    if ((BRAND.test(match[0]) ? FIGHTING_GAMBLING : FIGHTING).test(sentence)) continue;
    suspects.push(suspect(match, "疑似篡改：政务文字中出现网站广告用语"));
  }
  for (const match of text.matchAll(UNREADABLE)) suspects.push(suspect(match, "疑似乱码：此处文字无法还原"));
  for (const match of text.matchAll(OUT_OF_STEP)) {
    const kana = sentenceAround(text, match.index, 0).match(KANA)?.length ?? 0;
    if (kana <= MAX_KANA) suspects.push(suspect(match, "疑似乱码：此处编码错位"));
  }
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
