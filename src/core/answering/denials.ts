import { sameWords } from "../figures/same-words.ts";

/** Words that begin as a denial does and deny nothing. */
const NO_DENIAL =
  "未成年|未来|未雨|不动产|不断|不仅|不但|不只|不少|不同|不久|不低|不高|不超|不得|不足|不到|不等|不满\\d|不打烊|不服|不正|不法|不良|不含|没收|无障碍|无人机|无偿|无缝|无证|无线|无害|无理由";
/** 有没有, 是不是, 能不能: asks whether. */
const ASKS_WHETHER = /有没有|有无|(\p{sc=Han})不\1/gu;
const DENIES = "尚未|从未|并未|均未|未能|未曾|没能|没有|无一[件宗起例人名个次家户]?|无人|未|没|不|无";
/** What links a denial to what it denies. */
const BETWEEN = "(?:再|曾|经|予以?|被|得到|能够?|准期|按[时期]|及时|发生|出现|存在|一[件宗起例人名个次家户])*";
const DENIED = new RegExp(`(?!${NO_DENIAL})(?:${DENIES})${BETWEEN}(?<what>\\p{sc=Han}{2})`, "gu");

/** The acts and states that a text denies, two characters each, in the one form of `sameWords`. */
export function deniedActs(text: string): string[] {
  return [...sameWords(text).replace(ASKS_WHETHER, " ").matchAll(DENIED)].map(({ groups }) => groups?.what ?? "");
}

/**
 * Whether a figure is of what the question denies, or the other way round: 未审结 is no 审结118件, 合格率 no 不合格率2.3%.
 * What the question denies has to be said; `said` is all that is told of the figure, `own` what it counts.
 */
export function deniedApart(said: string, own: string, asked: string): boolean {
  const told = deniedActs(said);
  return deniedActs(asked).some((act) => !told.includes(act)) || contradicts(own, asked);
}

/** Whether one of two texts affirms what the other denies. */
export function contradicts(one: string, other: string): boolean {
  return affirmsDenied(one, other) || affirmsDenied(other, one);
}

function affirmsDenied(text: string, denying: string): boolean {
  const denied = deniedActs(text);
  return deniedActs(denying).some((act) => sameWords(text).includes(act) && !denied.includes(act));
}

/** Where a none is only aimed at. */
const AIMED = /力争|争取|确保|力求|努力|目标|计划|将|要求/u;
/** 没有发生…, 无一…, 零…: none of what follows, to the end of the clause. */
const NONE = new RegExp(
  `(?!${NO_DENIAL})(?:没有|未发生|未出现|未再|无一[件宗起例人名个次家户]?|无人|零|不存在|从未|均未|无|不)${BETWEEN}`,
  "gu",
);
const CLAUSE_END = /[，；。,;：:\n]/u;
/** How far behind a none its noun may stand, and how little may follow it: 没有发生较大以上森林|火灾, 没有脱管|漏管. */
const TO_NOUN_CHARS = 10;
const BEHIND_NOUN = /^(?:\p{sc=Han}{0,2}|等?的?(?:情况|情形|现象|问题|事件|事故|案件|行为))$/u;

/**
 * Whether a folded sentence says in words that there is none of `thing` (无一败诉, 没有脱管漏管, 零伤亡): what a question
 * how many there are is answered by. An attribute (没有公证员的乡镇) says so of something else.
 */
export function tellsNone(sentence: string, thing: string): boolean {
  const noun = sameWords(thing).slice(-2);
  if (!/^\p{sc=Han}{2}$/u.test(noun)) return false;
  return sameWords(sentence)
    .split(CLAUSE_END)
    .some((clause) =>
      [...clause.matchAll(NONE)].some(({ 0: none, index }) => {
        if (AIMED.test(clause.slice(0, index))) return false;
        const rest = clause.slice(index + none.length);
        const at = rest.indexOf(noun);
        const behind = rest.slice(at + noun.length);
        return (
          at >= 0 &&
          at <= TO_NOUN_CHARS &&
          !rest.slice(0, at).includes("的") &&
          (none.startsWith("不") ? behind === "" && at === 0 : BEHIND_NOUN.test(behind))
        );
      }),
    );
}
