import type { Span } from "../../model/offsets.ts";
import { countMatches } from "../matches.ts";
import type { Edit } from "../offset-map.ts";
import type { RepairStep } from "./repair-step.ts";

/**
 * What the page round a report says: navigation, metadata line, share buttons, footer. Each pattern takes its
 * value along (版权所有：某某政府), so that the share of a line that is furniture can be measured.
 */
const furniture = (namesBefore: (most: number) => string): string =>
  [
    "(?:版权所有|版权归属|主办单位|承办单位|主办|承办|协办单位|技术支持|运行维护|运维单位|维护单位|建设单位|开发维护)[:：©\\s][^\\s|｜。；]*(?:\\s*(?=[|｜])[|｜])?",
    "Copyright\\s*(?:©|\\([cC]\\))?|©|All [Rr]ights? [Rr]eserved\\.?|Produced By\\s*\\S*|Powered by\\s*\\S*|本(?:网站|站)(?:已)?支持IPv6[\\u4e00-\\u9fff]*|建议使用[^。；\\n]{0,30}(?:浏览器|分辨率)[^。；\\n]{0,20}|您是第\\s*[\\d,]+\\s*位(?:访问者|访客)|(?:友情|相关|常用)链接[:：]?[^。；]*",
    "(?:网站)?标识码[:：]?\\s*\\w+",
    "(?:网站)?备案(?:序)?号[:：]?\\s*[^\\s|｜]*|[\\u4e00-\\u9fff]ICP备\\s*[\\w\\-]+号?(?:-\\d+)?|[\\u4e00-\\u9fff]?公网安备\\s*\\d+号?",
    `${namesBefore(14)}(?:举报|投诉|联系|服务|咨询|值班|办公|监督)?(?:电话|热线|邮箱|传真|邮编|邮政编码|地址)[:：]\\s*[^\\s|｜。；]+`,
    `${namesBefore(12)}违法和不良信息举报(?:网站|中心|专区|平台)?`,
    "网站地图|政务邮箱|联系我们|关于我们|网站声明|版权声明|隐私声明|隐私保护|免责声明|使用帮助|网站帮助|设为首页|加入收藏|收藏本站|无障碍(?:浏览|阅读|模式)?|适老(?:化|模式)|长者(?:模式|助手)|关怀版|繁体(?:版|中文)?|简体(?:版|中文)?|English|RSS订阅|手机版|客户端|政府网站找错|我为政府网站找错|党政机关",
    "当前位置[:：]?|您(?:现在|当前)?(?:所在)?的?位置(?:是)?[:：]?|首页|网站首页|走进\\S{2,4}|政务公开|信息公开|政务服务|互动交流|数据开放|新闻中心|返回(?:首页|顶部|列表|上一页)|上一[篇条页][:：]?\\s*[^\\s]*|下一[篇条页][:：]?\\s*[^\\s]*",
    "(?:(?:信息|文章|稿件)?来源|(?:发布|发文)(?:机构|单位|机关))[:：]\\s*[^\\s|｜]+|索\\s?引\\s?号[:：]\\s*[\\w/\\-]+|(?:信息|主题)?分\\s?类[:：]\\s*[^\\s|｜]+|文\\s?号[:：]\\s*[^\\s|｜]+|主\\s?题\\s?词[:：]\\s*[^\\s|｜]*|(?:信息|文件)?名\\s?称[:：]\\s*[^\\s|｜]+|公开(?:方式|类别|形式|范围)[:：]\\s*[^\\s|｜]+|(?:发布|发文|更新|成文|印发|公开)?(?:日期|时间)[:：]\\s*\\d[\\d年月日\\-/.:：\\s]*|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}\\s+\\d{1,2}:\\d{2}(?::\\d{2})?|(?:浏览|阅读|点击|访问)(?:总?次数|总?量|数)?[:：]?\\s*[\\d,]*\\s*次?|今日访问量?|(?:责任)?(?:编辑|校对|审核|作者|撰稿)[:：]\\s*[^\\s|｜]+",
    "字(?:号|体)(?:大小)?[:：]?|\\[?[【]?\\s*[大中小](?=[\\s】\\]|]|$)[】\\]]?|打印(?:本页|此页)?|关闭(?:窗口|本页)?|【?(?:打印|关闭|收藏|纠错)】?|我要纠错",
    "分享(?:到|至)?[:：]?|扫一扫[\\u4e00-\\u9fff，、]{0,16}|微信(?:公众号)?|新浪微博|微博|QQ空间|QQ好友|朋友圈|复制链接|政务微信|政务微博|小程序|APP下载|语音播报|播放|暂停|朗读|收藏|转发|为您推荐|个人中心|(?:Word|PDF|WORD|pdf|word)(?:版)?下载|https?:\\/\\/[\\w./?=&%#\\-]+|用手机(?:浏览|打开)[\\u4e00-\\u9fff]{0,8}",
    "附件下载[:：]?|相关(?:文档|附件|解读|阅读|文章)[:：]?|[\\[【]?(?:字号|纠错)[】\\]]?|登录|注册|搜索|已归档|有效",
  ].join("|");
const FURNITURE = new RegExp(
  furniture((most) => `[\\u4e00-\\u9fff]{0,${most}}`),
  "g",
);
/** Found wherever `FURNITURE` is, and sooner: it does not look for what may stand before. */
const HAS_FURNITURE = new RegExp(furniture(() => ""));

/** A line with one of these is page furniture even where most of it is a name that no pattern knows. */
const CERTAIN =
  /ICP备\s*\d|Copyright\s*(?:©|\([cC]\))|All [Rr]ights? [Rr]eserved|索\s?引\s?号[:：]|公网安备\s*\d|网站标识码|版权所有[:：©\s]|违法和不良信息举报|您(?:现在|当前)?(?:所在)?的?位置|当前位置[:：]/;
/** 首页 > 政务公开 > 法治政府建设 */
const TRAIL = /^[^。；]*首页\s*[>》›»].*$|^[^。；>]{1,20}(?:\s+[>›»]\s+[^。；>]{1,20}){2,}$/;
const TRAIL_MARK = /[>》›»]/;
/** 某某市法治政府建设报告 发布时间：2024-01-15 来源：某某局: title and metadata on one line. */
const TITLE_WITH_METADATA =
  /^([^。；：:\s]{8,60})\s+((?:(?:信息|文章|稿件)?来源|(?:发布|发文|更新|成文|印发)?(?:日期|时间)|发布(?:机构|单位))[:：].*)$/;
const SEPARATORS = /[\s|｜>》›»·•\-—_/:：[\]【】()（）,，、。;；©]+/g;

/** 相关链接 中国政府网 某省人民政府网: names and nothing else. */
const LINKS = /^(?:相关|友情|常用)链接[:：]?(?:[\s|｜]+[\u3400-\u9fff（）()A-Za-z]{2,24})+[\s|｜]*$/;

/** 共受理12件: a figure with what is counted, and what was done. Such a line is a report's own, whatever else it says. */
const ACTS =
  /受理|办理|办结|完成|开展|核查|参加|审结|审查|审核|化解|调解|培训|检查|查处|处置|处理|组织|举办|召开|整改|整治|新增|建成|累计|同比|增长|下降/;
const COUNTED =
  /\d[\d,.]*\s*[余多]?\s*[万亿千百]*(?:件|起|个|人|场|次|[%％]|项|条|名|户|家|份|宗|部|篇|处|期|批|元|例|亩|公里|吨|万|亿)/;
const OPENS_WITH_ACT = /^.{0,6}(?:受理|办理|办结|审结|完成|开展|核查|参加)/;
/** Contacts and services that say what they do: 受理电话：12345, 网上办理. */
const SERVICE =
  /(?:受理|办理|举报|投诉|咨询|服务|监督|处理)+(?:电话|热线|邮箱|中心|平台|网站|地址|单位|时间)(?:[:：\s]*[\d\-－（）()]{3,}(?![\d\-－（）()]|\s*[余多万件起个人次场条名])|(?![:：\s]*\d))|(?:网上|在线|网络|快捷)(?:办理|办事|受理)/g;
/** What a page counts and dates by itself. */
const COUNTER = /(?:浏览|阅读|点击|访问)(?:总?次数|总?量|数)?[:：]?\s*[\d,]*\s*次?/g;
const DATE = /(?:19|20)\d\d\s*[年\-/.](?:\s*\d{1,2}\s*[月\-/.](?:\s*\d{1,2}日?)?)?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?/g;

/** A row of buttons has neither. */
const PROSE = /[，。,]/;
/** No menu numbers its buttons like this, however they are called (一、政务服务). */
const NUMBERED_HEADING = /^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])\S{2,20}$/;
const ENDS_SENTENCE = "。；？！";

/** Furniture longer than this is parted by spaces, colons or bars; a paragraph without any needs no closer look. */
const MAX_PLAIN = 24;
const PARTED = /[\s:：>》›»|｜©【[]/;

/** Share of a line's characters, separators aside, from which the line is furniture. */
const FURNITURE_SHARE = 0.7;
const CERTAIN_SHARE = 0.3;

/** Lines of the web page round the report: header, navigation, share buttons, footer. Never a sentence of the text. */
export const siteFurniture: RepairStep = {
  name: "site-furniture",
  label: "去掉网页的导航、分享和页脚文字",
  findEdits(text) {
    const body = findBody(text);
    const hasSentences = body.start < text.length;
    const edits: Edit[] = [];
    for (let start = 0, end = 0; start < text.length; start = end + 1) {
      const found = text.indexOf("\n", start);
      end = found < 0 ? text.length : found;
      // A paragraph of the report ends like a sentence.
      if (end === start || ENDS_SENTENCE.includes(text[end - 1] ?? "")) continue;
      const line = text.slice(start, end);
      const isInside = start > body.start && start < body.end;
      if (isInside && (!PARTED.test(line) || (PROSE.test(line) && !isFrame(line)))) continue;
      if (tellsFigure(line) || NUMBERED_HEADING.test(line)) continue;
      const cut = cutFurniture(line);
      // Where no line ends like a sentence, none can be told from the page's by its place.
      if (cut !== null && ((!isInside && hasSentences) || isBeyondDoubt(line))) edits.push({ start, end, text: cut });
    }
    // A text of nothing but contacts or credits is what somebody put in, unless it says that it is a page's frame.
    const isAll = edits.length > 0 && edits.every((edit) => edit.text === "") && isBlankBetween(text, edits);
    return isAll && !edits.some((edit) => isFrame(text.slice(edit.start, edit.end))) ? [] : edits;
  },
};

/** From the first to the last line that ends like a sentence; between them a contact line is the report's own. */
function findBody(text: string): Span {
  const isEnd = (place: number): boolean => ENDS_SENTENCE.includes(text[place] ?? "\n");
  const body = { start: text.length, end: 0 };
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1))
    if (isEnd(end - 1)) {
      body.start = end;
      break;
    }
  for (let end = text.lastIndexOf("\n"); end > body.start; end = text.lastIndexOf("\n", end - 1))
    if (isEnd(end - 1)) {
      body.end = end;
      break;
    }
  return body;
}

/** True for a line that tells what was done, with a figure; a comma makes a sentence of any figure that is counted. */
function tellsFigure(line: string): boolean {
  if (!/\d/.test(line)) return false;
  const words = line.replace(SERVICE, " ").replace(DATE, " ");
  if (ACTS.test(words) && COUNTED.test(words.replace(COUNTER, " "))) return true;
  if (isFrame(line)) return false;
  return (line.includes("，") && COUNTED.test(words)) || (OPENS_WITH_ACT.test(words) && /\d/.test(words));
}

/** Inside the report only a trail, a footer or a row of several buttons goes. */
function isBeyondDoubt(line: string): boolean {
  return isFrame(line) || countMatches(line, FURNITURE, 2) === 2;
}

function isFrame(line: string): boolean {
  return isTrail(line) || CERTAIN.test(line) || (line.includes("链接") && LINKS.test(line));
}

function isTrail(line: string): boolean {
  return TRAIL_MARK.test(line) && TRAIL.test(line);
}

function isBlankBetween(text: string, edits: readonly Edit[]): boolean {
  let position = 0;
  for (const { start, end } of [...edits, { start: text.length, end: text.length }]) {
    if (text.slice(position, start).trim() !== "") return false;
    position = end;
  }
  return true;
}

function cutFurniture(line: string): string | null {
  if (line.length > MAX_PLAIN && !PARTED.test(line)) return null;
  if (!HAS_FURNITURE.test(line) && !TRAIL_MARK.test(line)) return null;
  const titled = TITLE_WITH_METADATA.exec(line);
  if (titled !== null && isFurniture(titled[2] ?? "")) return titled[1] ?? "";
  const glued = /^(.*[。！？][”）]?)\s*(\S.*)$/.exec(line);
  if (glued === null) return isFurniture(line) ? "" : null;
  const [, head = "", tail = ""] = glued;
  return CERTAIN.test(tail) && isFurniture(tail) ? head : null;
}

function isFurniture(line: string): boolean {
  if (line.length > 1500) return false;
  if (isTrail(line)) return true;
  if (!HAS_FURNITURE.test(line)) return false;
  const rest = line.replace(FURNITURE, " ").replace(SEPARATORS, "").length;
  const all = line.replace(SEPARATORS, "").length;
  const share = all === 0 ? 1 : 1 - rest / all;
  return share >= FURNITURE_SHARE || (CERTAIN.test(line) && share >= CERTAIN_SHARE);
}
