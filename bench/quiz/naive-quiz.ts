import type { Library } from "../../src/core/model/library.ts";

interface NaiveItem {
  readonly stem: string;
  readonly options: readonly string[];
}

const FIGURE = /([\p{sc=Han}]{4,20})(\d+(?:\.\d+)?)(件|宗|个|次|%|人次|名|份)/gu;

/** What generic generators do: reads every report, blanks any figure out, puts figures near it beside it; proves nothing. */
export function makeNaively({ reports }: Library, count: number): readonly NaiveItem[] {
  const items = reports.flatMap(({ text }) =>
    [...text.matchAll(FIGURE)].map(([, words = "", number = "", unit = ""]): NaiveItem => {
      const near = [0.9, 1.1, 1.2].map((times) => `${Math.round(Number(number) * times)}${unit}`);
      return { stem: `${words}____`, options: [`${number}${unit}`, ...near] };
    }),
  );
  return items.slice(0, count);
}
