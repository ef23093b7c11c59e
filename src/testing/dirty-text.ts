import type { ScriptConverter } from "../core/ports/script-converter.ts";
import { gbkTable } from "../core/text/repairs/gbk-table.ts";
import { pick, type Random } from "./clean-text.ts";
import { type Piece, wrapLines } from "./wrap-lines.ts";

export interface DirtyText {
  readonly raw: string;
  /** In order; joined `clean` is the clean text, joined `raw` the dirty one. */
  readonly pieces: readonly Piece[];
}

export const NOISE_KINDS = [
  "wrapped-lines",
  "page-breaks",
  "traditional",
  "glosses",
  "broken-glosses",
  "shifted-bytes",
  "narrow-punctuation",
  "corner-quotes",
  "mixed-quotes",
  "broken-figures",
  "full-width",
  "radicals",
  "spaces",
  "zero-width",
  "html-remains",
  "line-ends",
  "furniture",
] as const;
export type NoiseKind = (typeof NOISE_KINDS)[number];

const READINGS = new Map(
  "設shè 務wù 區qū 執zhí 規guī 領lǐng 學xué 習xí 經jīng 濟jì 導dǎo 產chǎn 業yè 發fā 動dòng 會huì 點diǎn 個gè 實shí 質zhì 護hù 優yōu 獎jiǎng 創chuàng 項xiàng 據jù 應yīng 訴sù 機jī 關guān 證zhèng 監jiān 辦bàn 審shěn 議yì 決jué 權quán 責zé 認rèn 爭zhēng 調diào 處chǔ 復fù 檢jiǎn 級jí 網wǎng 構gòu 營yíng 訓xùn 隊duì 員yuán 條tiáo 評píng 達dá 數shù 萬wàn 億yì 題tí 協xié 訪fǎng 顧gù 問wèn 補bǔ 稅shuì 戶hù 電diàn 話huà 傳chuán 體tǐ 劃huà 標biāo 準zhǔn 門mén 鎮zhèn 縣xiàn 險xiǎn 國guó 對duì 選xuǎn 舉jǔ 結jié 書shū 圖tú 節jié 約yuē 資zī 開kāi 聯lián 綠lǜ 慮lǜ"
    .split(" ")
    .map((entry): [string, string] => [entry.slice(0, 1), entry.slice(1)]),
);
const SYLLABLES = ["yún", "rèn", "gōng", "xíng", "qiáng", "lè"] as const;
const NARROW: Readonly<Record<string, string>> = {
  "，": ",",
  "；": ";",
  "：": ":",
  "（": "(",
  "）": ")",
  "？": "?",
  "！": "!",
};
const CORNERS: Readonly<Record<string, string>> = { "“": "「", "”": "」", "‘": "『", "’": "』" };
const RADICALS: Readonly<Record<string, string>> = {
  工: "⼯",
  人: "⼈",
  行: "⾏",
  一: "⼀",
  大: "⼤",
  页: "⻚",
  见: "⻅",
  食: "⻝",
  文: "⽂",
  方: "⽅",
};
const ENTITIES: Readonly<Record<string, string>> = { "“": "&ldquo;", "”": "&rdquo;", "，": "&#65292;", "%": "&#x25;" };
const PAGE_NUMBERS = ["- 3 -", "— 12 —", "第 3 页 共 15 页", "第4页"] as const;
const HEADERS = [
  "首页 > 政务公开 > 法治政府建设",
  "当前位置：首页 > 信息公开 > 工作报告",
  "来源：本站 发布时间：2024-01-15 09:30 浏览次数：128 【字体：大 中 小】",
] as const;
const FOOTERS = [
  "分享到：微信 微博 QQ空间 打印本页 关闭窗口",
  "网站地图 联系我们 版权所有：海棠市人民政府 主办单位：海棠市人民政府办公室 网站标识码：4400000001 备案号：粤ICP备12345678号 |",
  "互联网违法和不良信息举报电话：12345678 举报邮箱：jubao@example.gov.cn 网站地图 政务邮箱",
] as const;

/** The same text with noise of the given kinds, and what standsElsewhere where. Every seed gives another mixture. */
export function dirtyText(
  clean: string,
  random: Random,
  kinds: readonly NoiseKind[],
  converter: ScriptConverter,
): DirtyText {
  let pieces: Piece[] = [...clean].map((character) => ({ clean: character, raw: character }));
  for (const kind of NOISE_KINDS) if (kinds.includes(kind)) pieces = NOISES[kind](pieces, random, converter);
  return { raw: pieces.map((piece) => piece.raw).join(""), pieces };
}

type Noise = (pieces: Piece[], random: Random, converter: ScriptConverter) => Piece[];

const NOISES: Readonly<Record<NoiseKind, Noise>> = {
  "wrapped-lines": (pieces, random) => wrapLines(pieces, random),
  "page-breaks": (pieces, random) => breakPages(pieces, random),
  traditional: (pieces, _random, converter) => {
    const forms = traditionalForms(converter);
    return pieces.map((piece) => ({ ...piece, raw: forms.get(piece.raw) ?? piece.raw }));
  },
  glosses: (pieces) =>
    pieces.flatMap((piece) => {
      const reading = READINGS.get(piece.raw);
      return reading === undefined ? [piece] : [piece, { clean: "", raw: `(${reading})` }];
    }),
  "broken-glosses": (pieces, random) => breakGlosses(pieces, random),
  "shifted-bytes": (pieces, random) => shiftBytes(pieces, random),
  "narrow-punctuation": (pieces) =>
    pieces.map((piece) => (piece.clean.length === 1 ? { ...piece, raw: NARROW[piece.raw] ?? piece.raw } : piece)),
  "corner-quotes": (pieces) => pieces.map((piece) => ({ ...piece, raw: CORNERS[piece.raw] ?? piece.raw })),
  "mixed-quotes": (pieces, random) => {
    const turned = random() < 0.5;
    return pieces.map((piece) => {
      if (piece.raw !== "“" && piece.raw !== "”") return piece;
      if (turned) return { ...piece, raw: piece.raw === "“" ? "”" : "“" };
      return random() < 0.5 ? { ...piece, raw: '"' } : piece;
    });
  },
  "broken-figures": (pieces, random) =>
    pieces.flatMap((piece, row) => {
      const isInside = /^\d$/.test(pieces[row - 1]?.raw ?? "") && /^\d$/.test(pieces[row + 1]?.raw ?? "");
      if (!isInside || random() < 0.5) return [piece];
      if (piece.raw === ".") return [{ clean: "", raw: " " }, piece, { clean: "", raw: " " }];
      return piece.raw === "," ? [{ clean: piece.clean, raw: pick(random, ["，", ", "]) }] : [piece];
    }),
  "full-width": (pieces, random) =>
    pieces.map((piece) =>
      /^[0-9A-Z%]$/.test(piece.raw) && random() < 0.5
        ? { ...piece, raw: String.fromCharCode(piece.raw.charCodeAt(0) + 0xfee0) }
        : piece,
    ),
  radicals: (pieces, random) =>
    pieces.map((piece) => (random() < 0.3 ? { ...piece, raw: RADICALS[piece.raw] ?? piece.raw } : piece)),
  spaces: (pieces, random) =>
    pieces.flatMap((piece, row) => {
      const next = pieces[row + 1]?.raw ?? "";
      const besideFigure = /^\d$/.test(piece.raw) && /^[\u3400-\u9fff%]/.test(next);
      const besideQuote = next === "“" || piece.raw === "”";
      // A line cut inside its sentence goes on at the margin; a paragraph may begin with an indent.
      if (piece.clean === "\n" && random() < 0.7) return [piece, { clean: "", raw: "\u3000\u3000" }];
      if ((besideFigure || besideQuote) && random() < 0.5)
        return [piece, { clean: "", raw: pick(random, [" ", "\u00a0", "  "]) }];
      return [piece];
    }),
  "zero-width": (pieces, random) =>
    pieces.flatMap((piece) =>
      random() < 0.02 ? [piece, { clean: "", raw: pick(random, ["\u200b", "\ufeff", "\u00ad", "\u200d"]) }] : [piece],
    ),
  "html-remains": (pieces, random) =>
    pieces.flatMap((piece): Piece[] => {
      const entity = ENTITIES[piece.raw];
      if (entity !== undefined && random() < 0.3) return [{ clean: piece.clean, raw: entity }];
      if (piece.clean === "\n" && random() < 0.3)
        return [{ clean: "", raw: pick(random, ["</p>", "<br/>"]) }, piece, { clean: "", raw: "<p>" }];
      return [piece];
    }),
  "line-ends": (pieces, random) => [
    { clean: "", raw: "\ufeff" },
    ...pieces.flatMap((piece): Piece[] => {
      if (piece.raw !== "\n") return [piece];
      const blank = piece.clean === "\n" && random() < 0.5 ? [{ clean: "", raw: "\r\n" }] : [];
      return [{ clean: "", raw: "\r" }, piece, ...blank];
    }),
  ],
  furniture: (pieces, random) => [
    { clean: "", raw: `${pick(random, HEADERS)}\n` },
    ...pieces,
    { clean: "", raw: `${pick(random, FOOTERS)}\n${pick(random, FOOTERS)}` },
  ],
};

/** Page numbers between paragraphs and inside sentences. */
function breakPages(pieces: readonly Piece[], random: Random): Piece[] {
  const isHan = (piece: Piece | undefined): boolean => /^[\u3400-\u9fff]$/.test(piece?.clean ?? "");
  let sinceLine = 0;
  return pieces.flatMap((piece, row): Piece[] => {
    sinceLine = piece.raw.endsWith("\n") ? 0 : sinceLine + 1;
    const number = pick(random, PAGE_NUMBERS);
    if (piece.clean === "\n" && random() < 0.1) return [piece, { clean: "", raw: `${number}\n` }];
    const isInSentence = sinceLine > 30 && isHan(piece) && isHan(pieces[row + 1]) && isHan(pieces[row + 2]);
    return isInSentence && random() < 0.004 ? [piece, { clean: "", raw: `\n${number}\n` }] : [piece];
  });
}

let forms: { readonly converter: ScriptConverter; readonly map: ReadonlyMap<string, string> } | undefined;

/** Simplified → Traditional, one character for one, as careless machines do it. */
function traditionalForms(converter: ScriptConverter): ReadonlyMap<string, string> {
  if (forms?.converter === converter) return forms.map;
  const map = new Map<string, string>();
  for (let unit = 0x4e00; unit < 0x9fa6; unit++) {
    const traditional = String.fromCharCode(unit);
    const simplified = converter.toSimplified(traditional);
    const isGlossed = READINGS.has(traditional);
    if (simplified !== traditional && simplified.length === 1 && (isGlossed || !map.has(simplified)))
      map.set(simplified, traditional);
  }
  // 著作 and 乾隆 look the same in both scripts.
  for (const same of "着干了征") map.delete(same);
  forms = { converter, map };
  return map;
}

/** Writes a gloss into the middle of a character, as 入?yún)^(qū), where the text glosses it whole elsewhere. */
function breakGlosses(pieces: Piece[], random: Random): Piece[] {
  const table = gbkTable();
  const out: Piece[] = [];
  const broken = new Set<string>();
  for (const [row, piece] of pieces.entries()) {
    const trail = (table?.toCode.get(piece.raw) ?? 0xff) & 0xff;
    const gloss = pieces[row + 1];
    const isGlossed = gloss?.clean === "" && gloss.raw.startsWith("(");
    const standsElsewhere = (): boolean => pieces.filter((other) => other.raw === piece.raw).length > 1;
    const behindHan = /[\u3400-\u9fff]$/.test(out.at(-1)?.raw ?? "");
    if (
      trail >= 0x40 &&
      trail < 0x7f &&
      isGlossed &&
      behindHan &&
      broken.size < 2 &&
      !broken.has(piece.raw) &&
      random() < 0.3 &&
      standsElsewhere()
    ) {
      out.push({ clean: piece.clean, raw: `?${pick(random, SYLLABLES)})${String.fromCharCode(trail)}` });
      broken.add(piece.raw);
    } else out.push(piece);
  }
  return joinGlosses(out);
}

/** The gloss behind a broken character is part of what it reads. */
function joinGlosses(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last?.raw.startsWith("?") === true && last.clean !== "" && piece.clean === "" && piece.raw.startsWith("("))
      out[out.length - 1] = { clean: last.clean, raw: last.raw + piece.raw };
    else out.push(piece);
  }
  return out;
}

/** Loses the first byte of a mark and reads on out of step until a second byte is a letter. */
function shiftBytes(pieces: Piece[], random: Random): Piece[] {
  const table = gbkTable();
  if (table === undefined) return pieces;
  for (const [start, piece] of pieces.entries()) {
    if (!"。，；".includes(piece.raw) || piece.raw === "" || random() > 0.15) continue;
    let bytes: number[] = [];
    for (let end = start; end < Math.min(pieces.length, start + 16); end++) {
      const code = table.toCode.get(pieces[end]?.raw ?? "");
      if (code === undefined) break;
      bytes = [...bytes, code >> 8, code & 0xff];
      const trail = code & 0xff;
      if (trail > 0x7e) continue;
      const garbled = garble(bytes.slice(1), table.toCharacter);
      if (end - start < 3 || garbled === undefined) break;
      const clean = pieces
        .slice(start, end + 1)
        .map((one) => one.clean)
        .join("");
      return [
        ...pieces.slice(0, start),
        { clean, raw: `?${garbled}${String.fromCharCode(trail)}` },
        ...pieces.slice(end + 1),
      ];
    }
  }
  return pieces;
}

/** All but the last byte in pairs; undefined where a pair is no character or nothing shows the damage. */
function garble(bytes: readonly number[], toCharacter: ReadonlyMap<number, string>): string | undefined {
  let text = "";
  for (let place = 0; place + 1 < bytes.length; place += 2) {
    const character = toCharacter.get((bytes[place] ?? 0) * 256 + (bytes[place + 1] ?? 0));
    if (character === undefined) return undefined;
    text += NARROW[character] ?? character;
  }
  return /[?!a-z]/.test(text.slice(1)) ? undefined : text;
}
