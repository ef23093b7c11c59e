import type { Span } from "../model/offsets.ts";
import { DIVISION_LINES } from "./division-data.ts";
import { ACROSS_WORDS, ORDINARY_WORDS } from "./division-short-names.ts";

/** A province, prefecture or county of China. */
export interface Division {
  /** Official name: 江海区. */
  readonly name: string;
  /** Name without its suffix: 江海; the whole name where nothing would be left. */
  readonly short: string;
  /** Official names from the province down: 广东省江门市江海区. */
  readonly path: string;
  /** 省级, 地级市, 地区, 自治州, 盟, 市辖区, 县级市, 县, 自治县, 旗 or 自治旗. */
  readonly level: string;
}

/** A name, full or short, with all the divisions that are called so. */
export interface Form {
  readonly text: string;
  readonly divisions: readonly Division[];
  /** How freely this form may be read as a division. */
  readonly kind: "official" | "generic" | "short" | "careful";
}

const PEOPLES =
  "蒙古族|蒙古|回族|藏族|维吾尔|壮族|苗族|彝族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|塔吉克族|塔吉克|怒族|鄂温克族|德昂族|保安族|裕固族|京族|独龙族|鄂伦春族|门巴族|珞巴族|各族";
const SUFFIX = new RegExp(
  `(?:${PEOPLES})*(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|自治州|自治县|自治旗|地区|林区|特区|省|市|区|县|盟|旗)$`,
);
/** Names that any city could use of a part of itself: a division only right behind its parent's name. */
const GENERIC = new Set(
  "城区 郊区 矿区 东区 西区 南区 北区 新城区 老城区 城中区 城东区 城西区 城北区 城关区 市中区 市南区 市北区 桥东区 桥西区 河东区 河西区 江北区 江南区 江东区 海港区 港口区 西市区 站前区 路南区 路北区 铁东区 铁西区 新市区 向阳区 和平区 新华区 高新区 运河区 前进区 友好区 南岸区 工农区 东风区 沙市区 双城区 滨海新区 金山区 开发区".split(
    " ",
  ),
);
/** 江门市场 is a market, 清远市民 are citizens: there the suffix belongs to the next word. */
const SUFFIX_BELONGS_TO_NEXT: Readonly<Record<string, RegExp>> = {
  市: /^[场民域容政值面区委直属级值]/,
  区: /^[域间划位别块分]/,
  县: /^[域级]/,
  省: /^[级略去心]/,
};
/** A number for two code units, by which almost every pair that opens no form is told without looking it up. */
function pairOf(first: number, second: number): number {
  return (Math.imul(first, 31) + second) & 0xffff;
}

interface FormIndex {
  /** 1 for every code unit that a form begins with: spares most places of a text the look-up. */
  readonly begins: Uint8Array;
  /** 1 for every `pairOf` the first two code units of a form. */
  readonly pairs: Uint8Array;
  /** By the first two code units, longest form first. */
  readonly forms: ReadonlyMap<string, readonly Form[]>;
}

let index: FormIndex | undefined;

/** A place of a text where a form stands; which division it means is not decided yet. */
export interface FormMention extends Span {
  readonly form: Form;
}

/** The forms in `text`, in order, the longest at each place, without overlaps. */
export function findForms(text: string): FormMention[] {
  index ??= buildIndex(readDivisions());
  const found: FormMention[] = [];
  for (let place = 0; place + 1 < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (index.begins[unit] !== 1 || index.pairs[pairOf(unit, text.charCodeAt(place + 1))] !== 1) continue;
    const forms = index.forms.get(text.slice(place, place + 2));
    const form = forms?.find((one) => text.startsWith(one.text, place) && standsFree(one, text, place));
    if (form === undefined) continue;
    found.push({ form, start: place, end: place + form.text.length });
    place += form.text.length - 1;
  }
  return found;
}

/** False for the 市 of 市民: there the shorter form is tried. */
function standsFree(form: Form, text: string, place: number): boolean {
  if (form.kind !== "official") return true;
  return !SUFFIX_BELONGS_TO_NEXT[form.text.slice(-1)]?.test(text.slice(place + form.text.length));
}

/** Every division of the list, provinces before what lies in them. */
export function readDivisions(): Division[] {
  const divisions: Division[] = [];
  const add = (parent: string, name: string, level: string): string => {
    const path = parent + name;
    const short = name === "内蒙古自治区" ? "内蒙古" : name.replace(SUFFIX, "");
    divisions.push({ name, short: short.length >= 2 ? short : name, path, level });
    return path;
  };
  for (const line of DIVISION_LINES.trim().split("\n")) {
    const [province = "", cities = ""] = line.split("|");
    const provincePath = add("", province, "省级");
    for (const entry of cities.split(";")) {
      const [city = "", counties = ""] = entry.split(":");
      const cityPath = city === "" ? provincePath : add(provincePath, city, cityLevel(city));
      for (const county of counties.split(",")) if (county !== "") add(cityPath, county, countyLevel(county));
    }
  }
  return divisions;
}

function cityLevel(name: string): string {
  return /(自治州|地区|盟)$/.exec(name)?.[1] ?? "地级市";
}

function countyLevel(name: string): string {
  const suffix = /(自治县|自治旗|林区|特区|区|市|县|旗)$/.exec(name)?.[1] ?? "县";
  return { 区: "市辖区", 市: "县级市" }[suffix] ?? suffix;
}

function buildIndex(divisions: readonly Division[]): FormIndex {
  const ordinary = new Set(ORDINARY_WORDS.split(" "));
  const careful = new Set(ACROSS_WORDS.split(" "));
  const forms = new Map<string, { divisions: Division[]; kind: Form["kind"] }>();
  const add = (text: string, division: Division, kind: Form["kind"]): void => {
    const form = forms.get(text) ?? { divisions: [], kind };
    form.divisions.push(division);
    forms.set(text, form);
  };
  for (const division of divisions) {
    // Names of two characters stand inside other words (管理|县域, 振兴|县城).
    const whole = division.name.length === 2 ? "careful" : "official";
    add(division.name, division, GENERIC.has(division.name) ? "generic" : whole);
    if (division.short === division.name || ordinary.has(division.short)) continue;
    add(division.short, division, careful.has(division.short) ? "careful" : "short");
  }
  const begins = new Uint8Array(0x10000);
  const pairs = new Uint8Array(0x10000);
  const byBeginning = new Map<string, Form[]>();
  for (const [text, form] of forms) {
    begins[text.charCodeAt(0)] = 1;
    pairs[pairOf(text.charCodeAt(0), text.charCodeAt(1))] = 1;
    const key = text.slice(0, 2);
    byBeginning.set(key, [...(byBeginning.get(key) ?? []), { text, ...form }]);
  }
  for (const list of byBeginning.values()) list.sort((a, b) => b.text.length - a.text.length);
  return { begins, pairs, forms: byBeginning };
}
