/** (不是受理的), ，而不是全省的: says what is not meant, so that none of it is looked for. 不含 leaves out a part: that is asked for. */
const ASIDES: readonly RegExp[] = [
  /[（(](?:注意|请注意)?[，,：:]?(?:不是|不要|不问|并非|而非|而不是)[^（）()]{1,20}[）)]/gu,
  /[，,]?(?:而不是|而非)[^，,。？?；;吗吧]{1,16}(?=[，,。？?；;]|$)/gu,
  /[，,](?:不是|不要|不问)[^，,。？?；;吗吧呢]{1,12}(?=[，,；;]|。?$)/gu,
];
const ASKS = /多少|几|哪|什么|谁|何|率|怎/u;

/**
 * A folded question without what its asker sets aside: 审结的案件（不是受理的）有多少 asks of 审结 alone. A question that
 * would then ask nothing is left as it is.
 */
export function withoutAsides(question: string): string {
  let kept = question;
  for (const aside of ASIDES) kept = kept.replace(aside, "");
  return kept !== question && ASKS.test(kept) ? kept : question;
}
