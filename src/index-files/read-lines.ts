/** A file's bytes in pieces of any size, so that it need not be held whole. */
export type ByteChunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Roughly this many characters are joined before they are turned into bytes: few calls, bounded memory. */
const CHUNK_CHARS = 1 << 20;

/** Lines of UTF-8 bytes, without their `\n`; empty lines are left out. Throws `TypeError` on bytes that are no UTF-8. */
export async function* readLines(chunks: ByteChunks): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") yield line;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

/** UTF-8 bytes of the lines, each ended by `\n`, in pieces of about a megabyte. */
export function* writeLines(lines: Iterable<string>): Generator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  let pending: string[] = [];
  let chars = 0;
  for (const line of lines) {
    pending.push(line, "\n");
    chars += line.length + 1;
    if (chars < CHUNK_CHARS) continue;
    yield encoder.encode(pending.join(""));
    pending = [];
    chars = 0;
  }
  if (pending.length > 0) yield encoder.encode(pending.join(""));
}
