import { ACTORS } from "../figures/indicator-words.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import { sharesPair } from "./unsaid-words.ts";

/** Whoever does such things in a place, and its government itself: their figures are the place's own. */
const OF_THE_PLACE = /^(?:全|各|我|本|有关|相关|行政机关)|(?:政府|司法局|行政机关|部门)$/u;
/** 法律援助中心 is told by 法律援助. */
const BODY_WORD =
  /(?:人民)?(?:机构|组织|中心|委员会|工作[室站]|机关|人员|队|局|处|所|室|站|院)$|^(?:人民|[省市区县镇](?=\p{sc=Han}{3}))/gu;
/** 法律顾问|出具法律意见书: who did it stands first in the whole of a list. */
const LEADING = new RegExp(`^\\p{sc=Han}{0,8}?${ACTORS.source.replace(/\$$/u, "")}`, "u");

/**
 * Who a figure is of, where that is a part of its place (法律顾问, 检察机关, 仲裁委员会) and the words of a question (`said`)
 * do not name them: their figure is no figure of the place as a whole. Empty where it may be the place's own.
 */
export function unaskedActor({ subject, within }: Pick<Figure, "subject" | "within">, said: string): string {
  const head = LEADING.exec(within)?.[0] ?? "";
  const asked = sameWords(said);
  const isApart = (actor: string) =>
    actor !== "" && !OF_THE_PLACE.test(actor) && !sharesPair(sameWords(actor.replace(BODY_WORD, "")), asked);
  return [subject, head].find(isApart) ?? "";
}
