import { measureOf, TIME_UNITS, unitsBefore, unitsBehind, unitsLike } from "./asked-units.ts";

/** One figure asked for: 多少件, 几家, 比例多高. */
export interface AskedFigure {
  /** The measure word as asked (件), which is looked for first; empty when none was said. */
  readonly unit: string;
  /** Units that would answer it; empty when any would. */
  readonly units: readonly string[];
  /** The words of the question around it, which say what is counted. */
  readonly context: string;
  /** The few characters right in front of the asking word. */
  readonly nearest: string;
  /** The clause that asks, places and years left out: all that has to be said of the figure. */
  readonly phrase: string;
  /** The noun behind the asking word; empty when none follows. */
  readonly counted: string;
  /** True where it asks for a place in an order (第几名, 第几届, 排名多少), which no amount answers. */
  readonly rank?: boolean;
}

const ASKED =
  /(?:百分之几|多少|(?<!哪)几)(?:个(?=人(?![民大才工事社口])))?(?<unit>个百分点|个工作日|个月|小时|分钟|人次|件次|场次|批次|家次|项次|户次|课时|万元|亿元|百分比|[\p{sc=Han}])?|(?<rate>[\p{sc=Han}]{0,6}(?:率|比例|占比)(?=[^\p{sc=Han}]|有|是|多|为|达|怎|如何(?![提改推落加保增降])|分|和|高(?![出于])|低(?![出于])|$)(?!\s*\d))|(?<measure>(?:(?!多少|几)\p{sc=Han}){0,6}(?:次数|件数|人数|户数|(?<!多少|几)(?:(?<![这那每一哪])[宗起场家份项条]数|[场人批]次)|金额|总额|标的额|经费|(?:[办审]理|平均)时[间长]|用时|天数|(?:受理|办理|办结|审结|收到|新收|查处|调解|化解)(?:(?!多少|几)\p{sc=Han}){0,6}案件)|每[百千万]人(?:(?!多少|几)\p{sc=Han}){2,6})(?=\s*(?:$|[？?。，,；;]|怎么?样|如何))|多[高大长]/gu;
/** 第几届, 第几批: which of those held one after the other. */
const ORDINAL_UNITS: ReadonlySet<string> = new Set(["届", "批", "批次", "期", "轮", "次", "场"]);
/** 应诉率96.3%，前一年多少: stated, not asked. */
const STATED = /(?<=率|比例|占比)\s?\d+(?:\.\d+)?\s?[%‰]?/gu;
/** 的材料里说: where it is told is not what is told. 话 is Cantonese. */
const FROM_SOURCE =
  /^\s*的?(?:这份|那份|年度|工作)?(?:报告|材料|资料|文件|总结)(?:(?:里面?|中|上|当中)(?:[话说讲写提称]|显示|指出)?|[话说讲写提称]|显示|指出)(?:到|了|的|明|着|过)?[，,]?(?=\s*\p{sc=Han})/u;
/** That it is planned is told of the figure, not said beside it. */
const PLANNING =
  /^\s*(?:计划|打算|准备|将要?|拟|要)(?=\s*(?:举办|开展|建[设成]|完成|培[训育]|新[增建]|修订|制定|出台|推进|组织|实现|打造|设立))/u;
/** 几等奖, 几级: a grade is told in words. */
const GRADE = /^几[等级星流A]/iu;
/** 占多少, 占全市总数的多少: asks for a share. */
const SHARE_BEFORE = /占(?:了|到|其中)?(?:(?:全[省市区县]|总)[^，,。；;]{0,8})?的?$/u;
const RANK_BEFORE = /第$|(?:排名|名次|位次|排位)(?:是|为|在|到)?$/u;
/** 有人被批评吗？几个？ counts them by no word of their own. */
const SOMEBODY = /有(?:没有)?人|谁|哪些人/u;
/** Measure words that tell themselves that a count is asked for. */
const COUNT_SUFFIX = /(?:[宗起场家份项条]数|[场人批]次)$/u;
const NEAREST_CHARS = 4;
const CONTEXT_CHARS = 40;
const COUNTED_NOUN_CHARS = 8;
const BEHIND_CHARS = 24;
/** What happens to those counted, which is no part of their name. */
const ACTS =
  "被|获|聘[请用了]|配[有备齐]|设[有立了]|担任|参[加与]|通过|取得|拿[到了下]|接[受入到]|使用|在用|得到|成为|入选|列入|纳入|具有|实现|加入|享受";
const ACT = new RegExp(`^(?:${ACTS})`, "u");
/** 区级重点领域|的机构设置和…, 社区|聘了法律顾问: no piece of a word. */
const NOUN_END = new RegExp(`^(.{2,${COUNTED_NOUN_CHARS}}?)(?:[的和与]|有(?![限关机毒害效])|${ACTS}).*$`, "u");
const CLAUSE_END = /[，,；;。？?：:]/u;
/** 共有, 达到了: links to the asking word and says nothing itself. */
export const LINKING_END = /(?:一共|总共|合计|共|了|是|有|为|达到?|分别|各|占|的|又|到|增加到|增至|多|\s)+$/u;

/** The figures a folded question asks for, in order. `place` matches names of places and years in it. */
export function readAskedFigures(question: string, place: RegExp): AskedFigure[] {
  const figures: AskedFigure[] = [];
  let from = 0;
  for (const match of question.matchAll(ASKED)) {
    if (GRADE.test(question.slice(match.index))) continue;
    const { unit: written, rate: share, measure } = match.groups ?? {};
    // 建议书份数 asks as 建议书多少份 does.
    const suffix = COUNT_SUFFIX.exec(measure ?? "")?.[0];
    const rate = suffix === undefined ? (share ?? measure) : measure?.slice(0, -suffix.length);
    const rank = share === undefined && RANK_BEFORE.test(question.slice(0, match.index + (measure?.length ?? 0)));
    const at = match.index + match[0].length - (written?.length ?? 0);
    const unit =
      (rank && /[名位]/u.test(written ?? "") ? undefined : measureOf(written && question.slice(at))) ??
      suffix?.replace("数", "");
    const ofWhole = unit === undefined && measure === undefined && SHARE_BEFORE.test(question.slice(0, match.index));
    const percent = ofWhole || share !== undefined || match[0].startsWith("百分之") || written === "百分比";
    const end = percent || written === undefined ? match.index + match[0].length : at + (unit?.length ?? 0);
    const front = question.slice(Math.max(from, match.index - CONTEXT_CHARS), match.index + (rate?.length ?? 0));
    const before = rank ? front.replace(/第$/u, "") : front;
    from = end;
    const previous = figures.at(-1);
    // 办结率有多高 asks once: the measure word follows the indicator it belongs to.
    if (previous?.units.includes("%") && unit === undefined && !percent && before.length <= 6) continue;
    const clause = (before.split(CLAUSE_END).at(-1) ?? "")
      .replace(place, " ")
      .replace(FROM_SOURCE, "")
      .replace(PLANNING, "");
    // 第几届执法技能比武: the noun tells of what; a place in a ranking has none of its own.
    const isOrdinal = rank && ORDINAL_UNITS.has(unit ?? "");
    const behind =
      rate === undefined && (!rank || isOrdinal) && !TIME_UNITS.includes(unit ?? "")
        ? wordsBehind(question.slice(end), place)
        : "";
    const counted = countedNoun(behind);
    const told = clause.replace(LINKING_END, "").trim();
    const ofPeople = unit === "个" && behind === "" && SOMEBODY.test(before) ? unitsLike("人") : [];
    const byNoun = behind === "" && unit === undefined ? unitsBefore(told) : unitsBehind(counted, unit);
    const anyUnit = percent
      ? ["%", "‰"]
      : rank && unit !== undefined
        ? [unit]
        : [...unitsLike(unit), ...byNoun, ...ofPeople];
    figures.push({
      unit: percent ? "%" : (unit ?? ""),
      units: anyUnit,
      context: `${before}${behind}`,
      nearest: told.slice(-NEAREST_CHARS),
      // 有多少个? alone in its clause asks of what the clause before named.
      phrase: /\p{sc=Han}{2}/u.test(told + behind)
        ? `${clause} ${behind}`
        : before.replace(place, " ").replace(STATED, " "),
      counted,
      ...(rank ? { rank } : {}),
    });
  }
  return figures;
}

/** What stands right behind the asking word, up to the end of the clause. */
function wordsBehind(rest: string, place: RegExp): string {
  const words = /^[\p{sc=Han}“”()（）]+/u.exec(rest)?.[0] ?? "";
  return words
    .replace(place, " ")
    .replace(/[“”()（）]/gu, "")
    .replace(/[吗呢呀吧嘛哦啦啊]+$/u, "")
    .trim()
    .slice(0, BEHIND_CHARS);
}

/** The noun that opens the words behind the asking word: 多少法制审核人员, 几个村|拿到称号; empty where an act does (多少人参加…). */
function countedNoun(behind: string): string {
  if (ACT.test(behind)) return "";
  return behind.replace(NOUN_END, "$1").slice(0, COUNTED_NOUN_CHARS);
}
