const SECTOR = 512;
/** Smaller streams would go to a store of their own; with this many sectors they do not. */
const STREAM_SECTORS = 8;
const END = -2;
const FREE = -1;
const TEXT_AT = 0x800;

/**
 * A small Word 97 document: an OLE compound file with the two streams that hold its text. Paragraphs end with `\r`; in a
 * table `\x07` ends each cell and each row.
 */
export function makeDoc(text: string): Uint8Array {
  const words = new Uint8Array(Math.max(STREAM_SECTORS * SECTOR, TEXT_AT + text.length * 2));
  const word = new DataView(words.buffer);
  word.setUint16(0, 0xa5ec, true);
  word.setUint16(0x0a, 0x0200, true); // The piece table is in `1Table`.
  word.setUint32(0x4c, text.length, true);
  word.setUint32(0x1a6, 21, true);
  for (let at = 0; at < text.length; at++) word.setUint16(TEXT_AT + at * 2, text.charCodeAt(at), true);

  const table = new DataView(new ArrayBuffer(STREAM_SECTORS * SECTOR));
  table.setUint8(0, 2);
  table.setUint32(1, 16, true);
  table.setUint32(9, text.length, true);
  table.setUint32(15, TEXT_AT, true);
  return assemble([
    { name: "WordDocument", bytes: words },
    { name: "1Table", bytes: new Uint8Array(table.buffer) },
  ]);
}

interface Stream {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Sector 0 is the allocation table, 1 the directory, then the streams one after the other. */
function assemble(streams: readonly Stream[]): Uint8Array {
  const sizes = streams.map(({ bytes }) => Math.ceil(bytes.length / SECTOR));
  const starts = sizes.map((_, at) => 2 + sizes.slice(0, at).reduce((sum, size) => sum + size, 0));
  const sectors = 2 + sizes.reduce((sum, size) => sum + size, 0);
  const file = new Uint8Array((1 + sectors) * SECTOR);
  const view = new DataView(file.buffer);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(24, 0x3e, true);
  view.setUint16(26, 3, true);
  view.setUint16(28, 0xfffe, true);
  view.setUint16(30, 9, true);
  view.setUint16(32, 6, true);
  for (const [at, value] of [
    [44, 1],
    [48, 1],
    [56, 4096],
    [60, END],
    [68, END],
  ] as const)
    view.setInt32(at, value, true);
  for (let at = 1; at < 109; at++) view.setInt32(76 + at * 4, FREE, true);

  const allocate = (sector: number, next: number) => view.setInt32(SECTOR + sector * 4, next, true);
  for (let sector = 0; sector < SECTOR / 4; sector++) allocate(sector, FREE);
  allocate(0, -3);
  allocate(1, END);
  for (const [row, start] of starts.entries()) {
    const size = sizes[row] ?? 0;
    for (let at = 0; at < size; at++) allocate(start + at, at === size - 1 ? END : start + at + 1);
    file.set(streams[row]?.bytes ?? [], SECTOR * (1 + start));
  }
  writeEntry(view, 0, { name: "Root Entry", type: 5, child: 1, right: FREE, start: END, size: 0 });
  for (const [row, { name, bytes }] of streams.entries()) {
    const right = row + 1 < streams.length ? row + 2 : FREE;
    writeEntry(view, row + 1, { name, type: 2, child: FREE, right, start: starts[row] ?? END, size: bytes.length });
  }
  return file;
}

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly child: number;
  readonly right: number;
  readonly start: number;
  readonly size: number;
}

function writeEntry(view: DataView, row: number, { name, type, child, right, start, size }: Entry): void {
  const at = SECTOR * 2 + row * 128;
  for (let char = 0; char < name.length; char++) view.setUint16(at + char * 2, name.charCodeAt(char), true);
  view.setUint16(at + 64, (name.length + 1) * 2, true);
  view.setUint8(at + 66, type);
  view.setUint8(at + 67, 1);
  view.setInt32(at + 68, FREE, true);
  view.setInt32(at + 72, right, true);
  view.setInt32(at + 76, child, true);
  view.setInt32(at + 116, start, true);
  view.setInt32(at + 120, size, true);
}
