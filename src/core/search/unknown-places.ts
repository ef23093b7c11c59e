import type { Span } from "../model/offsets.ts";

/** A name as it stands in the question, with the paths of all divisions that it may mean. */
export interface PlaceName extends Span {
  readonly text: string;
  readonly paths: readonly string[];
  /** Reads as a place wherever it stands. */
  readonly firm: boolean;
  /** An official name with its suffix. */
  readonly full: boolean;
}

/** Ends of words that are no place of a name of their own: 园区, 示范区, 超市, 各县. */
const NO_PLACE = new RegExp(
  `${[
    "(?:[社小园辖地山景校厂库牧灾市城郊全各我本该街片湾政林矿禁专特新老赛选战港]|服务|管理|生活|试验|示范|开发|功能|合作|保护|改革|先行|自贸)区",
    "(?:[城超门夜股楼上都早集菜县区全各我本该外邻闹花灯]|直辖|地级|县级|副省级|兄弟|设区的?|较大的?)市",
    "(?:[全各我本该每郡外邻市区]|贫困|百强)县|[全各我本该每][镇乡旗]|乡镇",
  ].join("|")}$`,
  "u",
);
/** Characters that no such name holds: they link, point and count. */
const WORD =
  "的了在是有为和与跟及同对把被从到向按让给各全我你他本该每哪几个多少某这那其又也都还将于以并或问说年月日省市区县镇乡街等一二三四五六七八九十百千两";
const SUFFIX = "(?:市(?![民场域容政值面区委直属级])|区(?![域划间位块委县市级])|县(?![级域区委市镇乡]))";
/** What stands in front of a place that a question begins to speak of, and behind it. */
const OPENS = "^|[，,。？?！!；;：:、\\s]|请问|听说|关于|换成|改成|还是|或者|或(?!者)|以及|[在年问那和与跟及同比]";
const GOES_ON =
  "$|[，,。？?！!；;：:、\\s\\d的是有在和与跟呢]|[今去]年|全年|行政|法治|法律|政府|人民|司法|出庭|办理|受理|败诉|一共|多少|[高低各]";

/** A short name goes on to another: 云梦|泽市, 望潮|市. */
const LONGER = new RegExp(`^([^\\P{sc=Han}${WORD}]{0,2}?${SUFFIX})(?=${GOES_ON})`, "u");
const NAMED = new RegExp(`(?<=${OPENS})(?!还是|或者|以及)([^\\P{sc=Han}${WORD}]{2,3}${SUFFIX})(?=${GOES_ON})`, "gu");
/** A part that no list knows, right behind its city: 云泽市2023年滨河区, 新塘镇; not 的街道, 推进街道. */
const PART =
  /^[的\s]?(?:20\d\d(?:年度?)?)?((?![年月各每多在从被把对和与跟及同或比的了是有为其]|还是|还有|以及|并且|不如|高于|低于|推进|推动|深化|开展|加强|规范|指导|建设|完善|落实|实施|组织|支持|督促|赋予|下放|全部|所有|全体|基层|下属|下辖|辖内|部分|综合|全面|哪些)[^\P{sc=Han}省市区县镇乡街个各等]{1,4}?(?:区(?![域划间位块])|县(?![级域区直委])|镇(?![街村域])|乡(?![镇村])|街道))/u;
/** A question that begins with a place that no list knows. */
const START =
  /^(?:请问)?((?:(?![和与跟及])\p{sc=Han}){2,6}?(?<![全我本该各哪外城])(?:省|自治区|自治州|地区|市|县|区|旗|盟))(?=\s*(?:19|20)\d\d)/u;
/** 岳州那边: where speakers point at a place. */
const POINTED_AT = /^(?:请问|我在|听说|都说)?(\p{sc=Han}{2})(?:那边|那头|那疙瘩|那里|那儿|那地方|这边)/u;
const NO_POINTED = /[我你他她它咱俺们大家政府法院单位公司村镇乡里上下区市县厂校街路后前]/u;

/** What follows a short name at `end` and makes another of it (泽市 behind 云梦); null where nothing does. */
export function longerName(folded: string, start: number, end: number): string | null {
  const rest = LONGER.exec(folded.slice(end))?.[1];
  return rest === undefined || NO_PLACE.test(folded.slice(start, end) + rest) || NO_PLACE.test(rest) ? null : rest;
}

/**
 * Adds the places of a folded question that no list knows, in order: a question about one must not be answered from
 * others. `isTitled` tells whether a report bears the name in its title.
 */
export function addUnknownNames(folded: string, places: PlaceName[], isTitled: (name: string) => boolean): void {
  const pointed = POINTED_AT.exec(folded)?.[1];
  const opening = START.exec(folded)?.[1] ?? (pointed === undefined || NO_POINTED.test(pointed) ? null : pointed);
  const found = opening === null ? [] : [{ text: opening, start: folded.indexOf(opening) }];
  for (const { 0: text, index } of folded.matchAll(NAMED)) found.push({ text, start: index });
  for (const { text, start } of found) {
    const end = start + text.length;
    if (NO_PLACE.test(text) || places.some((other) => start < other.end && other.start < end) || isTitled(text))
      continue;
    places.push({ text, paths: [text], firm: true, full: true, start, end });
  }
  places.sort((a, b) => a.start - b.start);
}

/** Adds the parts that no list knows of the places of a folded question, each behind its place. */
export function addUnknownParts(folded: string, places: PlaceName[]): void {
  for (const place of [...places]) {
    const match = PART.exec(folded.slice(place.end));
    const text = match?.[1];
    if (match === null || text === undefined || text.length < 3 || NO_PLACE.test(text)) continue;
    const end = place.end + match[0].length;
    const start = end - text.length;
    const others = places.filter((other) => start < other.end && other.start < end);
    // A name that no list knows may have been read there already, without its city.
    if (others.some((other) => other.start < start || other.paths[0] !== other.text)) continue;
    for (const other of others) places.splice(places.indexOf(other), 1);
    const paths = place.paths.map((path) => path + text);
    places.splice(places.indexOf(place) + 1, 0, { text, paths, firm: true, full: true, start, end });
  }
}
