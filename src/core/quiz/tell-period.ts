const MONTHS = /^(?:(?:19|20)\d\d年|今年|全年)?\s?(\d{1,2})月?\s*[—\-–－~～至到]\s*(\d{1,2})月(?:份)?$/u;
const UNTIL = /^截[至止]到?(?:今年|当年|本年|(?:19|20)\d\d年)?(\d{1,2})月(底|末)?(?:份)?$/u;
const PART = /^(?:(?:19|20)\d\d年|今年)?([上下]半年|前?第?[一二三四1-4]个?季度)$/u;

/** A year, or the part of it that a text names, as a question says it; null for periods that no question tells well. */
export function tellPeriod(period: string | undefined, year: number): string | null {
  if (period === undefined) return `${year}年`;
  const plain = period.trim();
  const [, from, to] = MONTHS.exec(plain) ?? [];
  if (from !== undefined && to !== undefined) return `${year}年${from}—${to}月`;
  const [, month, edge] = UNTIL.exec(plain) ?? [];
  if (month !== undefined) return `截至${year}年${month}月${edge ?? ""}`;
  const part = PART.exec(plain)?.[1];
  return part === undefined ? null : `${year}年${part}`;
}
