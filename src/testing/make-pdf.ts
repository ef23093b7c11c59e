/** One run of text on a page; lengths in points, origin at the bottom left. */
export interface PdfText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

export interface MakePdfOptions {
  /** Adds an encryption dictionary that no password opens. */
  readonly locked?: boolean;
}

/**
 * A small PDF with Chinese text, as office programs write it: an Identity-H font whose ToUnicode map is all that says
 * which characters stand there. Each character is one em wide, ASCII half. A page without text is a scanned one.
 */
export function makePdf(pages: readonly (readonly PdfText[])[], options: MakePdfOptions = {}): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const stream = (body: string) => `<< /Length ${body.length} >>\nstream\n${body}\nendstream`;
  const used = [...new Set(pages.flat().flatMap(({ text }) => [...text]))];
  const toUnicode = add(stream(unicodeMap(used)));
  const descriptor = add(
    "<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
  );
  const narrow = used.filter((char) => char < "\u0080").map((char) => `${code(char)} [500]`);
  const descendant = add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 1000 /W [${narrow.join(" ")}] >>`,
  );
  const font = add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${toUnicode} 0 R >>`,
  );
  const contents = pages.map((page) => add(stream(page.map(drawText).join("\n"))));
  const parent = objects.length + pages.length + 1;
  const kids = contents.map((content) =>
    add(
      `<< /Type /Page /Parent ${parent} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${content} 0 R >>`,
    ),
  );
  add(`<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] /Count ${kids.length} >>`);
  const catalog = add(`<< /Type /Catalog /Pages ${parent} 0 R >>`);
  return assemble(objects, catalog, options.locked === true);
}

function assemble(objects: readonly string[], catalog: number, locked: boolean): Uint8Array {
  let body = "%PDF-1.7\n";
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = body.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const hash = "ab".repeat(32);
  const lock = locked
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${hash}> /U <${hash}> >> /ID [<00> <00>]`
    : "";
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R${lock} >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(body);
}

function drawText({ text, x, y, size = 12 }: PdfText): string {
  return `BT /F1 ${size} Tf ${x} ${y} Td <${[...text].map(hex).join("")}> Tj ET`;
}

function unicodeMap(chars: readonly string[]): string {
  const lines = chars.map((char) => `<${hex(char)}> <${hex(char)}>`);
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Made def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks.join("\n")}\nendcmap\nend\nend`;
}

function code(char: string): number {
  return char.codePointAt(0) ?? 0;
}

function hex(char: string): string {
  return code(char).toString(16).padStart(4, "0").toUpperCase();
}
