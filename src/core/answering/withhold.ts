import type { AbstainReason, Answer } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { isOrder } from "../text/find-suspects.ts";

/** A mobile number, written together or in groups (138 0000 0000). */
const MOBILE = /(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/u;
/** Of a resident: division, date of birth, number and check digit. */
const IDENTITY_NUMBER = /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/u;
/** An office's own address (gov.cn) is public. */
const EMAIL = /[\w.+-]+@(?![\w.-]*gov\.cn)[\w-]+(?:\.[\w-]+)+/u;

/** True for words that reach or identify a private person. */
export function holdsPersonalData(text: string): boolean {
  return MOBILE.test(text) || IDENTITY_NUMBER.test(text) || EMAIL.test(text);
}

/**
 * Why an answer must not be given whatever it was made from: it would tell a person's number or address, or quote a
 * sentence that was planted to order the reader about. Null for every other answer.
 */
export function whyWithheld(answer: Answer, reports: readonly Report[]): AbstainReason | null {
  const { lead, citations } = answer;
  if ([lead, answer.answer, ...citations.map(({ quote }) => quote)].some(holdsPersonalData)) return "personal_data";
  const isPlanted = citations.some(({ reportId, start, end }) =>
    reports
      .find(({ id }) => id === reportId)
      ?.suspects.some((suspect) => isOrder(suspect) && suspect.start < end && start < suspect.end),
  );
  return isPlanted ? "no_evidence" : null;
}
