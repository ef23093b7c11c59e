// Units that reports use for the same kind of thing; the question's 多少件 is answered by 55361宗.
const UNIT_CLASSES: readonly (readonly string[])[] = [
  ["件", "宗", "起", "例", "桩", "件次", "单"],
  ["份", "篇", "册", "本", "件"],
  ["卷", "份"],
  ["个", "家", "处", "所", "间", "站点", "支", "村", "家次", "处次"],
  ["项", "个", "条", "类", "种", "样", "项次"],
  ["条", "项", "款"],
  ["人", "名", "位", "人次", "户", "户次"],
  ["场", "场次", "次", "批次", "批", "期", "轮", "回"],
  ["部", "件"],
  ["元", "钱", "块"],
  ["%", "‰", "个百分点", "成"],
  ["届", "次"],
  ["个月", "月"],
  ["年", "月", "日", "天", "小时", "分钟", "个工作日", "工作日"],
  ["分"],
  ["课时"],
  ["台", "套", "辆"],
  ["支", "队"],
];
const KNOWN_UNIT = new RegExp(
  `^(?:${["万元", "亿元", ...UNIT_CLASSES.flat()].sort((a, b) => b.length - a.length).join("|")})`,
  "u",
);
/** Nouns that begin as a measure word does: 多少项目 asks of 项目, not of 目. */
const NOUN =
  /^(?:部[门委队]|项目|条[例款]|处[罚分室置]|支[部队]|起诉|例会|人(?:员|才|民|大)|组[织长]|队[伍员]|座谈|门[店诊]|节[目点]|台账|套餐|场[所地]|家[庭长]|户[籍口]|期刊|类型|种类|位置|名[单册]|单位|款项|轮训|批[复准示]|次数|年[轻份]|天然|分[歧局]|点位|间隔|个[体案]|村[民居干]|件数|份额|篇幅|块)/u;
/** Measure words of which each stands for its own things alone. */
const OTHER_UNITS = /^(?:艘|首|台|辆|套|亩|公顷|吨|张|枚|幅|座|栋|幢|门|节|组|队|倍|岁|页|层|则|版|路|公里|平方米)/u;
export const TIME_UNITS = ["天", "日", "个工作日", "工作日", "小时", "分钟", "个月", "年"];
const PEOPLE = /[官师员]$|(?:顾问|干部|志愿者|民警|明白人|群众|学生|居民|村民|农民工|对象|人员)$/u;
const MONEY =
  /(?:金额|总额|款额|资金|经费|标的额|罚款|罚没款|补[助贴]|追[回讨缴]|挽回|退[还赔]|赔偿|收费|费用?|工资|报酬|损失|账款|欠款)$/u;
/** 案件数是多少: the noun says which units can answer. Cases are told by whom they are of, too: 法律援助案件1205人次. */
const COUNTING_NOUNS: readonly (readonly [noun: RegExp, units: readonly string[]])[] = [
  [/(?:案件|[件宗起案])(?:总?数量?|量)$/u, [...unitsLike("件"), "人次", "人"]],
  [/(?:[受办审代]理|办[案结]|审结|收[到案]|立案|调[处解]|化解|查处)(?:总?量|总?数量?)$/u, [...unitsLike("件"), "人次"]],
  [/人(?:员|次)?(?:总?数量?)$|人次$/u, unitsLike("人")],
  [PEOPLE, unitsLike("人")],
  [/[场次](?:次|总?数)$/u, unitsLike("场")],
  [MONEY, unitsLike("元")],
  [/(?:[办审]理|办结|平均|处理|反应|到场|答复)时[间长]$|用时$|时[长限]$|天数$/u, TIME_UNITS],
];

/** Units that tell the same kind of thing; empty for none. */
export function unitsLike(unit: string | undefined): string[] {
  if (unit === undefined) return [];
  const plain = unit === "万元" || unit === "亿元" ? "元" : unit;
  return UNIT_CLASSES.filter((group) => group.includes(plain)).flat();
}

/** The measure word that opens `words` (件 of 件案件); undefined where a noun does (项目). */
export function measureOf(words: string | undefined): string | undefined {
  if (words === undefined || NOUN.test(words)) return undefined;
  const known = KNOWN_UNIT.exec(words)?.[0];
  return known ?? OTHER_UNITS.exec(words)?.[0];
}

/** Units that can answer a question without a measure word, by the words in front of its asking word (案件数是多少). */
export function unitsBefore(told: string): readonly string[] {
  return COUNTING_NOUNS.find(([noun]) => noun.test(told))?.[1] ?? [];
}

/** Units that can answer by the noun behind the asking word: people (多少律师, and 多少个) and money (多少损失). */
export function unitsBehind(counted: string, unit: string | undefined): readonly string[] {
  if (PEOPLE.test(counted) && (unit === undefined || unit === "个")) return unitsLike("人");
  return unit === undefined && MONEY.test(counted) ? unitsLike("元") : [];
}
