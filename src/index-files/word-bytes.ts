import { FawenError } from "../core/model/errors.ts";
import type { ShardWords } from "../core/model/library.ts";
import { headerBytes, type Numbers, type NumbersType, numberBytes, readNumbers } from "./typed-bytes.ts";

/**
 * `words-….bin`: a header of eight little-endian 32-bit numbers (magic, version, passages, terms, postings, bytes of a
 * passage number, two of no meaning), then the arrays of `ShardWords` as they are, wide numbers first so that each lies
 * where its size divides: terms, offsets, lengths, passages, weights.
 */
const MAGIC = 0x5757_4146; // "FAWW" read as little-endian
const VERSION = 1;
const HEADER_NUMBERS = 8;

/** The file in pieces, without a copy on little-endian machines. */
export function* encodeWords(words: ShardWords): Generator<Uint8Array, void, void> {
  const { terms, offsets, lengths, passages, weights } = words;
  const counts = [lengths.length, terms.length, passages.length, passages.BYTES_PER_ELEMENT];
  yield headerBytes([MAGIC, VERSION, ...counts, 0, 0]);
  for (const numbers of [terms, offsets, lengths, passages, weights]) yield numberBytes(numbers);
}

/**
 * The words of a file, sharing its memory where possible; `version` is that of the code that made them.
 * Throws `index-corrupt` when header and size disagree.
 */
export function decodeWords(bytes: Uint8Array, version: string): ShardWords {
  const corrupt = (what: string): FawenError =>
    new FawenError("index-corrupt", `索引的词语文件已损坏（${what}）；请运行 npm run ingest 重建索引`);
  if (bytes.byteLength < HEADER_NUMBERS * 4) throw corrupt("文件过短");
  const header = readNumbers(Uint32Array, bytes, 0, HEADER_NUMBERS);
  const [magic, fileVersion, passageCount = 0, termCount = 0, postingCount = 0, width] = header;
  if (magic !== MAGIC || fileVersion !== VERSION || (width !== 2 && width !== 4)) throw corrupt("文件头不符");
  if (bytes.byteLength !== HEADER_NUMBERS * 4 + (2 * termCount + 1 + passageCount) * 4 + postingCount * (width + 1))
    throw corrupt("长度不符");
  let at = HEADER_NUMBERS * 4;
  const take = <T extends Numbers>(type: NumbersType<T>, count: number): T => {
    const numbers = readNumbers(type, bytes, at, count);
    at += numbers.byteLength;
    return numbers;
  };
  const terms = take(Uint32Array, termCount);
  const offsets = take(Uint32Array, termCount + 1);
  const lengths = take(Uint32Array, passageCount);
  const passages = width === 2 ? take(Uint16Array, postingCount) : take(Uint32Array, postingCount);
  const weights = take(Uint8Array, postingCount);
  if (offsets[termCount] !== postingCount) throw corrupt("词数不符");
  return { version, terms, offsets, passages, weights, lengths };
}
