/** How a rate was reached: one that the question names is no other. */
const MANNERS: readonly RegExp[] = [/[按准]时|[按准如]期|及时|限时/u, /一次|首次|首办/u, /[自主]动/u, /直接/u, /综合/u];
/** By how much it is above or below another: no level of its own answers. */
const DIFFERENCES: readonly RegExp[] = [/高[出于]|超出/u, /低[出于]/u];
/** Stages of a case: a figure of one stage is none of another, whatever its sentence said before. */
const STAGES: readonly RegExp[] = [
  /收到|接到|接收|新收|收案|收件/u,
  /受理(?!点|窗口|渠道|范围|室|量)|立案/u,
  /审结|办结|结案/u,
];
const HOTLINE_STAGES: readonly RegExp[] = [/收到|接到|接收|受理|接听/u, /审结|办结|结案/u];
/** Ways of settling a dispute: 行政复议12件、行政诉讼5件 are counted apart. */
const PROCEEDINGS: readonly RegExp[] = [/复议/u, /诉讼|一审|应诉|败诉/u, /仲裁/u];
/** A类企业, ii级响应: which of several kinds of one thing. */
const KIND_LABEL = /(?<label>[a-zⅰ-ⅻ]+|[一二三四五六七八九十\d]+)(?<of>[类级])/giu;

/** How a rate was reached, in its own word (直接, 综合, 按时); empty where it says nothing of it. */
export function mannerOf(own: string): string {
  return MANNERS.flatMap((manner) => manner.exec(own)?.[0] ?? []).join("并");
}

/** Whether what a figure counts (`own`) is of another stage, proceeding or label than a question's clause names. */
export function isOfOtherKind(own: string, phrase: string): boolean {
  return isOfOtherStage(own, phrase) || isOfOther(PROCEEDINGS, own, phrase) || bearsOtherLabel(own, phrase);
}

/** Whether a question's clause names how a rate was reached, or a difference, of which the figure's words say nothing. */
export function lacksManner(own: string, phrase: string): boolean {
  return [...MANNERS, ...DIFFERENCES].some((manner) => manner.test(phrase) && !manner.test(own));
}

function isOfOtherStage(own: string, phrase: string): boolean {
  // A hotline takes what it gets.
  const isHotline = /诉求|热线|来电|工单|咨询/u.test(phrase);
  return isOfOther(isHotline ? HOTLINE_STAGES : STAGES, own, phrase);
}

/** Whether a figure's words and the question name kinds of one thing and none in common. */
function isOfOther(kinds: readonly RegExp[], own: string, phrase: string): boolean {
  const wanted = kinds.filter((kind) => kind.test(phrase));
  const told = kinds.filter((kind) => kind.test(own));
  return wanted.length > 0 && told.length > 0 && !told.some((kind) => wanted.includes(kind));
}

/** Whether a figure is told of A类 where the question names D类. */
function bearsOtherLabel(own: string, phrase: string): boolean {
  const wanted = [...phrase.matchAll(KIND_LABEL)];
  return [...own.matchAll(KIND_LABEL)].some(({ groups: told }) => {
    const ofKind = wanted.filter(({ groups }) => groups?.of === told?.of);
    return ofKind.length > 0 && ofKind.every(({ groups }) => groups?.label !== told?.label);
  });
}
