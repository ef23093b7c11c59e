import { type Line, placeOf, when } from "./verify-mutations-lines.ts";

/** A value that stands in the cited sentence for the same thing is told truly, whatever it was meant to be. */
function isTrueOf(text: string, { told: { figure, siblings }, words }: Line): boolean {
  const bare = words === "";
  return siblings.some(
    (other) =>
      other.text === text &&
      (bare ||
        (other.indicator === figure.indicator &&
          other.within === figure.within &&
          other.year === figure.year &&
          other.period === figure.period)),
  );
}

const REGIONS = ["江门市", "清远市", "斗门区", "江海区", "汐州市", "望潮区", "棠川市", "青岚县", "佛山市"];
const BODIES = ["市中级人民法院", "市人民检察院", "市公安局", "市仲裁委员会", "区退役军人事务局", "县税务局"];
const UNITS = ["件", "宗", "人", "个", "次", "份", "%", "项", "万元", "个百分点"];
const QUALIFIERS = /超过|超|逾|达到|达|近|约|突破|不少于|不低于|仅|余|多|以上|左右|以内|以下/gu;
const PLAN_WORDS = /要|标准|不低于|计划|目标|拟|将|力争|争取|预计|打算|明年/u;

export type Mutate = (line: Line, pick: <T>(items: readonly T[]) => T | undefined) => string | null;

/** Each makes a line false in one way; null where a line has nothing of the kind or would stay true. */
export const KINDS: Readonly<Record<string, Mutate>> = {
  "digit changed": (line, pick) => {
    const { told, withFigure } = line;
    const { text } = told.figure;
    const places = [...text].flatMap((char, at) => (/[\d二三四五六七八九两]/u.test(char) ? [at] : []));
    const at = pick(places);
    if (at === undefined) return null;
    const old = text[at] ?? "";
    const digit = pick(
      [...(/\d/u.test(old) ? "123456789" : "二三四五六七八九")].filter(
        (char) => char !== old && !(old === "两" && char === "二"),
      ),
    );
    const changed = `${text.slice(0, at)}${digit}${text.slice(at + 1)}`;
    return isTrueOf(changed, line) ? null : withFigure(changed);
  },
  "neighbour's value": (line, pick) => {
    const { told, withFigure } = line;
    const neighbour = pick(told.siblings.filter(({ text }) => text !== told.figure.text));
    return neighbour === undefined || isTrueOf(neighbour.text, line) ? null : withFigure(neighbour.text);
  },
  "other year": ({ text }, pick) => {
    const year = /20\d\d(?=年)/u.exec(text)?.[0];
    return year === undefined ? null : text.replaceAll(year, String(Number(year) + (pick([-2, -1, 1, 2]) ?? 1)));
  },
  "other region": ({ told, text }, pick) => {
    const place = placeOf(told);
    const known = `${told.sentence}${told.figure.region}`;
    const other = pick(REGIONS.filter((name) => !known.includes(name.slice(0, -1))));
    return place === "" || other === undefined || !text.includes(place) ? null : text.replaceAll(place, other);
  },
  "unit dropped": ({ told, withFigure }) => {
    const { text, unit } = told.figure;
    const at = text.lastIndexOf(unit);
    return unit === "" || at < 0 ? null : withFigure(text.slice(0, at) + text.slice(at + unit.length));
  },
  "unit swapped": (line, pick) => {
    const { told, withFigure } = line;
    const { text, unit } = told.figure;
    const at = text.lastIndexOf(unit);
    const other = pick(UNITS.filter((one) => one !== unit && !text.includes(one)));
    if (unit === "" || at < 0 || other === undefined) return null;
    const changed = text.slice(0, at) + other + text.slice(at + unit.length);
    return isTrueOf(changed, line) ? null : withFigure(changed);
  },
  "qualifier dropped": (line) => {
    const { told, withFigure } = line;
    const { text, qualifier } = told.figure;
    const changed = text.replace(QUALIFIERS, "");
    return qualifier === "" || changed === text || isTrueOf(changed, line) ? null : withFigure(changed);
  },
  "plan told as done": (line, pick) => {
    if (line.told.figure.state !== "planned" || line.pattern === "quote") return null;
    const told = line.text.replaceAll(/计划(?=\p{sc=Han}|[，）])/gu, pick(["", "已"]) ?? "").replaceAll("，已）", "）");
    return PLAN_WORDS.test(told) ? null : told;
  },
  "part of a year told as all of it": ({ told, text }) => {
    const { period, year } = told.figure;
    return period === undefined || !text.includes(when(told)) ? null : text.replaceAll(when(told), `${year}年全年`);
  },
  "other body": (line, pick) => {
    const { told, words, text } = line;
    const known = told.sentence + told.citation.section.join("");
    const body = pick(BODIES.filter((name) => !known.includes(name.slice(1, 5))));
    if (body === undefined || line.pattern === "quote" || words === "" || !text.includes(words)) return null;
    const { subject } = told.figure;
    return text.replace(words, words.includes(subject) && subject !== "" ? words.replace(subject, body) : body + words);
  },
};
