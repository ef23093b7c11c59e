import type { IndicatorList, Meta } from "../../http/contract.ts";
import type { Choice } from "./combobox.ts";

/** Other names that are offered at most. */
const MOST_OTHERS = 30;
const MIN_LIKENESS = 0.4;
const STANDARD_GROUP = "通用指标";
const OTHER_GROUP = "报告里的其他说法";

/**
 * Indicators for what is typed: standard ones first, the one of that very name before those whose name says it and
 * these before others that were found by meaning, the most alike first; then the words of single reports.
 *
 * @param standard all standard indicators, most widely disclosed first
 * @param found what the API finds for what was typed; undefined before anything is typed
 */
export function indicatorChoices(
  typed: string,
  standard: IndicatorList["indicators"],
  found: Pick<IndicatorList, "indicators" | "rows"> | undefined,
): Choice[] {
  const byMeaning = new Set(found?.indicators.map(({ canonical }) => canonical));
  const says = (name: string) => [...typed].every((char) => name.includes(char));
  const first = standard.filter(({ canonical }) => says(canonical));
  const second = standard.filter(({ canonical }) => !says(canonical) && byMeaning.has(canonical));
  // Stable: of names alike the most widely disclosed stays first.
  first.sort((one, other) => Number(other.canonical === typed) - Number(one.canonical === typed));
  second.sort((one, other) => likeness(other.canonical, typed) - likeness(one.canonical, typed));
  const others = new Map<string, Set<string>>();
  for (const { canonical, indicator, reportId } of found?.rows ?? []) {
    if (canonical !== null) continue;
    const reports = others.get(indicator) ?? new Set();
    others.set(indicator, reports.add(reportId));
  }
  return [
    ...[...first, ...second].map(({ canonical, reports, units }) => ({
      ...{ value: canonical, label: canonical, group: STANDARD_GROUP },
      note: `${reports} 份报告${units[0] === undefined || units[0] === "" ? "" : `，单位：${units[0]}`}`,
    })),
    ...[...others].slice(0, MOST_OTHERS).map(([indicator, reports]) => ({
      ...{ value: indicator, label: indicator, group: OTHER_GROUP, note: `${reports.size} 份报告` },
    })),
  ];
}

/** Standard indicators whose names are much like one that nobody knows, the most alike first. */
export function likeIndicators(name: string, standard: IndicatorList["indicators"]): Choice[] {
  return standard
    .map((one) => ({ one, likeness: likeness(one.canonical, name) }))
    .filter(({ likeness }) => likeness >= MIN_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ one: { canonical, reports } }) => ({ value: canonical, label: canonical, note: `${reports} 份报告` }));
}

/** Share of characters that two names have in common, 0–1 (Dice's coefficient). */
function likeness(one: string, other: string): number {
  const [own, theirs] = [new Set(one), new Set(other)];
  const common = [...own].filter((char) => theirs.has(char)).length;
  return own.size + theirs.size === 0 ? 1 : (2 * common) / (own.size + theirs.size);
}

/** Places for what is typed: every place with a report, and the provinces and cities that these lie in. */
export function regionChoices(typed: string, regions: Meta["regions"]): Choice[] {
  const counts = new Map<string, number>();
  for (const { region, reports } of regions)
    for (const place of wholePlaces(region)) counts.set(place, (counts.get(place) ?? 0) + reports);
  const places = [...counts].filter(([place]) => place.includes(typed));
  // A place that begins or ends with what is typed is more likely meant than one that merely lies in it.
  places.sort(([a], [b]) => Number(b.endsWith(typed)) - Number(a.endsWith(typed)) || a.localeCompare(b, "zh-CN"));
  return places.map(([place, reports]) => ({ value: place, label: place, note: `${reports} 份报告` }));
}

/** 广东省, 广东省江门市, 广东省江门市江海区 for the last of them. */
function wholePlaces(region: string): string[] {
  if (region === "") return [];
  const parts = region.match(/.+?(?:特别行政区|自治区|自治州|自治县|省|市|盟|地区|县|区|旗)/gu) ?? [];
  const paths = parts.map((_, row) => parts.slice(0, row + 1).join(""));
  return [...new Set([...paths, region])];
}
