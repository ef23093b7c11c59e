import { editMatches, editUnits, type RepairStep } from "./repair-step.ts";

/**
 * Characters that look like ordinary ones but are others: letters and digits of full width, Kangxi radicals
 * (PDF text is full of them), compatibility ideographs, letters with a separate accent.
 *
 * Left alone, because NFKC would change what they say: ① ㎡ ℃ ½ Ⅳ. Full-width ，。：；？！（）～ are the form
 * that Chinese text is meant to have; they are left alone too.
 */
const LOOK_ALIKE = new RegExp(
  `[${[
    "\\uff02-\\uff07\\uff0a\\uff0b\\uff0d-\\uff19\\uff1c-\\uff1e\\uff20-\\uff5d", // full width
    "\\uff61-\\uff64", // half-width CJK punctuation
    "\\ufe10-\\ufe19\\ufe35-\\ufe44\\ufe50-\\ufe52\\ufe54-\\ufe57\\ufe59-\\ufe6b", // vertical and small forms
    "\\u2e80-\\u2fdf", // radicals
    "\\uf900-\\ufaff", // compatibility ideographs
  ].join("")}]`,
  "g",
);
/** Letters with a separate accent. */
const ACCENTED = /[a-zA-Zü][\u0300-\u036f]+/g;

/** Radicals that Unicode does not decompose although PDF fonts map ordinary characters to them. */
const RADICALS = new Map(
  Object.entries({
    ...{ "⺀": "冫", "⺁": "厂", "⺄": "乙", "⺆": "冂", "⺇": "几", "⺈": "刀", "⺉": "刂", "⺊": "卜", "⺋": "㔾" },
    ...{ "⺌": "小", "⺍": "小", "⺏": "尣", "⺐": "尢", "⺒": "巳", "⺓": "幺", "⺔": "彑", "⺖": "忄", "⺗": "心" },
    ...{ "⺘": "扌", "⺙": "攵", "⺛": "旡", "⺝": "月", "⺞": "歺", "⺠": "民", "⺡": "氵", "⺢": "水", "⺣": "灬" },
    ...{ "⺤": "爫", "⺥": "爫", "⺦": "丬", "⺧": "牛", "⺨": "犭", "⺩": "王", "⺫": "目", "⺬": "示", "⺭": "礻" },
    ...{ "⺮": "竹", "⺯": "糸", "⺰": "纟", "⺱": "网", "⺲": "罒", "⺶": "羊", "⺷": "羊", "⺸": "羊", "⺹": "老" },
    ...{ "⺼": "月", "⺽": "臼", "⺾": "艹", "⺿": "艹", "⻀": "艹", "⻁": "虎", "⻂": "衤", "⻃": "西", "⻄": "西" },
    ...{ "⻅": "见", "⻆": "角", "⻇": "角", "⻈": "讠", "⻉": "贝", "⻊": "足", "⻋": "车", "⻌": "辶", "⻍": "辶" },
    ...{ "⻎": "辶", "⻏": "阝", "⻐": "钅", "⻑": "長", "⻒": "镸", "⻓": "长", "⻔": "门", "⻕": "阜", "⻖": "阝" },
    ...{ "⻗": "雨", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻟": "飠", "⻠": "饣" },
    ...{ "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻪": "黾" },
    ...{ "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟" },
  }),
);

export const unicodeForms: RepairStep = {
  name: "unicode-forms",
  label: "统一全角字母数字、部首和兼容汉字",
  triggers:
    "\u0300-\u036f\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe19\ufe35-\ufe6b\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d\uff61-\uff64",
  findEdits(text) {
    const accented = /[\u0300-\u036f]/.test(text)
      ? editMatches(text, ACCENTED, ([match]) => match.normalize("NFKC"))
      : [];
    const alike = editUnits(text, LOOK_ALIKE, ordinaryOf);
    return accented.length === 0 ? alike : [...alike, ...accented].sort((a, b) => a.start - b.start);
  },
};

const ordinary = new Map<string, string>();

/** The ordinary character that a look-alike stands for; kept once found. */
function ordinaryOf(character: string): string {
  let found = ordinary.get(character);
  if (found === undefined) {
    found = findOrdinary(character);
    ordinary.set(character, found);
  }
  return found;
}

function findOrdinary(character: string): string {
  const unit = character.charCodeAt(0);
  if (unit >= 0x2e80 && unit < 0x2f00) return RADICALS.get(character) ?? character.normalize("NFKC");
  if (unit >= 0xff61 && unit <= 0xff64) return "。“”、"[unit - 0xff61] ?? character;
  if (unit >= 0xfe50 && unit <= 0xfe5e) return "，、·\ufe53；：？！\ufe58（）｛｝〔〕"[unit - 0xfe50] ?? character;
  if (unit >= 0xfe10 && unit <= 0xfe16) return "，、。：；！？"[unit - 0xfe10] ?? character;
  return character.normalize("NFKC");
}
