import { ConverterFactory, Locale } from "opencc-js/t2cn";
import type { ScriptConverter } from "../core/ports/script-converter.ts";

/**
 * Words that the tables leave in their Traditional spelling although Simplified readers write them
 * differently: 著 as the particle 着. 著作, 著名, 顯著 … keep their 著. And a name that they change.
 */
const OWN_WORDS: [string, string][] = [
  ...[..."力手眼重落急陸色實筆迷火想"].map((next): [string, string] => [`著${next}`, `着${next}`]),
  ...[..."沿隨本有接沉附朝向憑看帶對跟試"].map((before): [string, string] => [`${before}著`, `${before}着`]),
  ["意味著", "意味着"],
  ["圍繞著", "围绕着"],
  ["面臨著", "面临着"],
  ["存在著", "存在着"],
  ["祇", "只"],
  ["衹", "只"],
  ["衞", "卫"],
  ["覆核", "复核"],
  ["乾縣", "乾县"],
  ["乾務", "乾务"],
  ["乾务", "乾务"],
  ["乾县", "乾县"],
];

/** Set in the table where a character is converted in more than one way, depending on its neighbours. */
const BY_PHRASE = 0xffff;

/** A phrase in which some character is not converted as it is alone. */
interface Phrase {
  readonly from: string;
  /** The first code unit of `from`, by which most are told. */
  readonly first: number;
  readonly to: string;
  /** Where in the phrase the character stands under which it is filed. */
  readonly place: number;
}

interface Tables {
  /** Code unit → Simplified code unit; 0 where nothing changes, `BY_PHRASE` where neighbours decide. */
  readonly units: Uint16Array;
  /** What a `BY_PHRASE` character becomes alone. */
  readonly alone: ReadonlyMap<number, number>;
  /** Longest first. */
  readonly phrases: ReadonlyMap<number, readonly Phrase[]>;
}

/**
 * Traditional → Simplified with the OpenCC tables, by phrases: 乾隆 stays, 乾擾 becomes 干扰.
 *
 * Almost every character has one Simplified form whatever stands beside it, and looking it up is several
 * times as fast as the library's phrase matcher. Its phrases are therefore only tried at the few characters
 * (乾, 瞭, 覆, 徵 …) that some phrase converts in another way. The length of the text never changes.
 */
export function createOpenccScriptConverter(): ScriptConverter {
  const tables = buildTables([...(Locale.to.cn ?? []).flat(), OWN_WORDS]);
  return {
    version: "opencc-js 1.4.2 t2cn + 着 3",
    toSimplified: (text) => convert(text, tables),
  };
}

/** Copied only from the first character that changes, because most texts are Simplified already. */
function convert(text: string, tables: Tables): string {
  let out: Uint16Array | undefined;
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    let simplified = tables.units[unit] ?? 0;
    if (simplified === BY_PHRASE) simplified = decideByNeighbours(text, place, tables);
    if (simplified === 0 || simplified === unit) continue;
    out ??= toUnits(text);
    out[place] = simplified;
  }
  return out === undefined ? text : fromUnits(out, text);
}

function decideByNeighbours(text: string, place: number, tables: Tables): number {
  const unit = text.charCodeAt(place);
  for (const phrase of tables.phrases.get(unit) ?? [])
    if (text.charCodeAt(place - phrase.place) === phrase.first && text.startsWith(phrase.from, place - phrase.place))
      return phrase.to.charCodeAt(phrase.place);
  return tables.alone.get(unit) ?? unit;
}

function toUnits(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let place = 0; place < text.length; place++) units[place] = text.charCodeAt(place);
  return units;
}

/** Units as they lie in memory; the byte order is that of every machine this runs on. */
const DECODER = new TextDecoder("utf-16le", { ignoreBOM: true });
const SURROGATE = /[\ud800-\udfff]/;
/** For a few characters calling the decoder takes longer than what it does. */
const MIN_DECODED = 64;

/** `text` is what the units were made from. */
function fromUnits(units: Uint16Array, text: string): string {
  // The decoder would replace half a pair.
  if (units.length >= MIN_DECODED && !SURROGATE.test(text)) return DECODER.decode(units);
  let out = "";
  // In pieces, because the number of arguments of a call is limited.
  for (let start = 0; start < units.length; start += 4096)
    // Typed arrays are taken as they are, which spreading them is ten times slower than; the types know arrays only.
    out += String.fromCharCode.apply(null, units.subarray(start, start + 4096) as unknown as number[]);
  return out;
}

type Dictionaries = readonly (string | readonly (readonly [string, string])[])[];

function entriesOf(dictionary: Dictionaries[number]): readonly (readonly [string, string])[] {
  if (typeof dictionary !== "string") return dictionary;
  return dictionary.split("|").map((entry): [string, string] => {
    const [from = "", to = ""] = entry.split(" ");
    return [from, to];
  });
}

function buildTables(dictionaries: Dictionaries): Tables {
  const units = new Uint16Array(0x10000);
  const alone = new Map<number, number>();
  const phrases = new Map<number, Phrase[]>();
  const entries = dictionaries.flatMap(entriesOf);
  // Characters outside the basic plane are rare variants; offsets are worth more than converting them.
  for (const [from, to] of entries)
    if (from.length === 1 && to.length === 1) units[from.charCodeAt(0)] = to.charCodeAt(0);
  const convertByPhrases = ConverterFactory([dictionaries]);
  for (const [from] of entries) {
    if (from.length === 1) continue;
    const to = convertByPhrases(from);
    if (to.length !== from.length) continue;
    for (let place = 0; place < from.length; place++) {
      const unit = from.charCodeAt(place);
      const usual = alone.get(unit) ?? (units[unit] || unit);
      if (to.charCodeAt(place) === usual) continue;
      alone.set(unit, usual);
      units[unit] = BY_PHRASE;
      phrases.set(unit, [...(phrases.get(unit) ?? []), { from, first: from.charCodeAt(0), to, place }]);
    }
  }
  for (const list of phrases.values()) list.sort((a, b) => b.from.length - a.from.length);
  return { units, alone, phrases };
}
