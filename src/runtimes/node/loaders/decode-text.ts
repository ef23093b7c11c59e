import { FawenError } from "../../../core/model/errors.ts";

/** Bytes that the statistics are taken from; more do not make them surer. */
const SAMPLE_BYTES = 256 * 1024;
/** A line with at most this share of broken characters is damaged UTF-8; above, it is another encoding. */
const MAX_DAMAGED_SHARE = 0.3;
/** More control characters than this share: not a text. */
const MAX_CONTROL_SHARE = 0.01;

/** Bytes that are UTF-16 give at least this share of usual characters; random ones about a third. */
const MIN_USUAL_SHARE = 0.9;
/** Text with more characters lost than this is not worth reading. */
const MAX_LOST_SHARE = 0.1;

/** Chinese characters in UTF-8, bytes as Latin-1: three in a row are no coincidence of GB18030 or Big5. */
const UTF8_RUN = /(?:[\u00e3-\u00e9\u00ef][\u0080-\u00bf]{2}){3,}/g;

const LINE_FEED = 0x0a;
const REPLACEMENT = "\uFFFD";
const LEGACY_ENCODINGS = ["gb18030", "big5"] as const;
type LegacyEncoding = (typeof LEGACY_ENCODINGS)[number];

export interface DecodedText {
  /** The whole file, a byte order mark included. */
  readonly text: string;
  /** `utf-8`, `utf-16le`, `utf-16be`, `gb18030`, `big5` or `mixed`. */
  readonly encoding: string;
  /** For people: what could not be read for certain. */
  readonly warnings: readonly string[];
}

/**
 * Bytes of a text file → text. Order: byte order mark, strict UTF-8, then GB18030 or Big5 by their character
 * statistics (chardet). A file stitched together from several encodings is decoded line by line.
 * `declared` is what the file says of itself (an HTML charset); it is tried first but not trusted.
 * Throws `bad-input-file` for what is no text.
 */
export async function decodeText(bytes: Uint8Array, declared?: string): Promise<DecodedText> {
  if (bytes.length === 0) throw new FawenError("bad-input-file", "文件是空的");
  const marked = decodeMarked(bytes);
  if (marked !== null) return checkText(marked);
  const strict = tryDecode(bytes, "utf-8");
  if (strict !== null) return checkText({ text: strict, encoding: "utf-8", warnings: [] });
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (sample.includes(0)) {
    const encoding = guessUtf16(sample);
    if (encoding === null) throw new FawenError("bad-input-file", "这是二进制文件，不是文本");
    return checkText({ text: decode(bytes, encoding), encoding, warnings: [] });
  }
  return checkText(await decodeLines(bytes, declared));
}

/** UTF-16 without a mark: nearly every pair of bytes is a letter, a figure or a Chinese character in one byte order. */
function guessUtf16(sample: Uint8Array): "utf-16le" | "utf-16be" | null {
  const usual = (encoding: string): number => {
    const text = decode(sample, encoding);
    return (text.match(/[\t\r\n -~\u2010-\u203b\u3000-\u301f\u4e00-\u9fff\uff01-\uff5e]/g)?.length ?? 0) / text.length;
  };
  const [little, big] = [usual("utf-16le"), usual("utf-16be")];
  if (Math.max(little, big) < MIN_USUAL_SHARE) return null;
  return little > big ? "utf-16le" : "utf-16be";
}

/** UTF-8 and UTF-16 files that say so in their first bytes. */
function decodeMarked(bytes: Uint8Array): DecodedText | null {
  const [first, second, third] = bytes;
  const encoding =
    first === 0xef && second === 0xbb && third === 0xbf
      ? "utf-8"
      : first === 0xff && second === 0xfe
        ? "utf-16le"
        : first === 0xfe && second === 0xff
          ? "utf-16be"
          : null;
  return encoding && { text: decode(bytes, encoding), encoding, warnings: [] };
}

interface Stretch {
  readonly bytes: Uint8Array;
  readonly utf8: boolean;
}

async function decodeLines(bytes: Uint8Array, declared: string | undefined): Promise<DecodedText> {
  const stretches = groupLines(bytes);
  const legacy = stretches.filter((stretch) => !stretch.utf8).map((stretch) => stretch.bytes);
  const encoding = legacy.length === 0 ? null : await pickLegacyEncoding(concatenate(legacy), declared);
  const text = stretches
    .map((stretch) => decode(stretch.bytes, stretch.utf8 ? "utf-8" : (encoding ?? "utf-8")))
    .join("");
  if (encoding === null) return { text, encoding: "utf-8", warnings: [] };
  const mixed = stretches.some((stretch) => stretch.utf8 && stretch.bytes.some((byte) => byte > 0x7f));
  return {
    text,
    encoding: mixed ? "mixed" : encoding,
    warnings: mixed ? [`文件混用了 UTF-8 和 ${encoding.toUpperCase()}，已分段判别；请核对`] : [],
  };
}

/** Neighbouring lines of the same kind together. `\n` is never part of a longer character in any of the encodings. */
function groupLines(bytes: Uint8Array): Stretch[] {
  const stretches: { start: number; end: number; utf8: boolean | null }[] = [];
  const add = (start: number, end: number, utf8: boolean | null) => {
    const last = stretches.at(-1);
    // A plain ASCII line (null) fits either kind.
    if (last && (utf8 === null || last.utf8 === null || last.utf8 === utf8)) {
      last.end = end;
      last.utf8 ??= utf8;
    } else stretches.push({ start, end, utf8 });
  };
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    const line = bytes.subarray(start, end);
    const utf8 = looksLikeUtf8(line);
    if (utf8 !== false) add(start, end, utf8);
    else for (const part of splitLine(line)) add(start + part.start, start + part.end, part.utf8);
    start = end;
  }
  return stretches.map(({ start, end, utf8 }) => ({ bytes: bytes.subarray(start, end), utf8: utf8 ?? true }));
}

/** A line in another encoding into which UTF-8 was pasted: its parts in order. */
function splitLine(line: Uint8Array): { start: number; end: number; utf8: boolean }[] {
  const parts: { start: number; end: number; utf8: boolean }[] = [];
  let at = 0;
  for (const { index, 0: run } of Buffer.from(line).toString("latin1").matchAll(UTF8_RUN)) {
    if (index > at) parts.push({ start: at, end: index, utf8: false });
    at = index + run.length;
    parts.push({ start: index, end: at, utf8: true });
  }
  if (at < line.length) parts.push({ start: at, end: line.length, utf8: false });
  return parts;
}

function looksLikeUtf8(line: Uint8Array): boolean | null {
  if (!line.some((byte) => byte > 0x7f)) return null;
  let damaged = 0;
  let foreign = 0;
  for (const char of decode(line, "utf-8")) {
    if (char === REPLACEMENT) damaged++;
    if (char > "\u007f") foreign++;
  }
  return damaged <= foreign * MAX_DAMAGED_SHARE;
}

async function pickLegacyEncoding(bytes: Uint8Array, declared: string | undefined): Promise<LegacyEncoding> {
  const { analyse } = await import("chardet");
  const guesses = analyse(bytes.subarray(0, SAMPLE_BYTES));
  const confidence = (encoding: LegacyEncoding): number =>
    guesses.find(({ name }) => name.toLowerCase() === encoding)?.confidence ?? 0;
  // The sort is stable: where the statistics see no difference (a few words), the more common GB18030 stays first.
  const ranked = [...LEGACY_ENCODINGS].sort((one, other) => confidence(other) - confidence(one));
  const named = LEGACY_ENCODINGS.filter((encoding) => isDeclared(encoding, declared));
  for (const encoding of [...named, ...ranked]) if (tryDecode(bytes, encoding) !== null) return encoding;
  const shares = new Map(ranked.map((encoding) => [encoding, lostShare(decode(bytes, encoding))]));
  const [best] = ranked.sort((one, other) => (shares.get(one) ?? 1) - (shares.get(other) ?? 1));
  if (best !== undefined && (shares.get(best) ?? 1) < MAX_LOST_SHARE) return best;
  throw new FawenError("bad-input-file", "无法识别的文字编码；请将文件另存为 UTF-8 后再放入");
}

function isDeclared(encoding: LegacyEncoding, declared: string | undefined): boolean {
  const label = declared?.toLowerCase() ?? "";
  return encoding === "gb18030" ? /^gb/.test(label) : label.startsWith("big5");
}

function checkText(decoded: DecodedText): DecodedText {
  let control = 0;
  for (let at = 0; at < decoded.text.length; at++) {
    const code = decoded.text.charCodeAt(at);
    if (code < 0x20 && code !== 0x09 && code !== LINE_FEED && code !== 0x0d && code !== 0x0c) control++;
  }
  if (control > decoded.text.length * MAX_CONTROL_SHARE)
    throw new FawenError("bad-input-file", "文件里多是控制字符，不像是文本");
  if (decoded.text.trim() === "") throw new FawenError("bad-input-file", "文件里没有文字");
  const damaged = decoded.text.split(REPLACEMENT).length - 1;
  if (damaged === 0) return decoded;
  const warning = `有 ${damaged} 处字符无法还原，以“${REPLACEMENT}”标出`;
  return { ...decoded, warnings: [...decoded.warnings, warning] };
}

function lostShare(text: string): number {
  return (text.split(REPLACEMENT).length - 1) / text.length;
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** `ignoreBOM` keeps the mark: the source text is the whole file. */
function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
