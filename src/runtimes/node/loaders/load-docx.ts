import { Readable } from "node:stream";
import { FawenError } from "../../../core/model/errors.ts";
import { writeOutNumbers } from "./docx-numbering.ts";
import { fragmentText } from "./load-html.ts";
import type { LoadedText } from "./loaded-text.ts";

const MAX_PART_BYTES = 64 * 1024 * 1024;

/** The links between a note and its place that are made of footnotes: `[1]` inside a figure would break it up. */
const NOTE_LINKS =
  /<sup><a href="#(?:foot|end)note-\d+"[^>]*>\[\d+\]<\/a><\/sup>|<a href="#(?:foot|end)note-ref-\d+">↑<\/a>/g;

/** A Word document (.docx): paragraphs as lines, tables as rows with their headers. Pictures are left out. */
export async function loadDocx(bytes: Uint8Array): Promise<LoadedText> {
  const { convertToHtml, images } = await import("mammoth");
  let html: string;
  let hasPictures = false;
  try {
    const skipPicture = images.imgElement(() => {
      hasPictures = true;
      return Promise.resolve({ src: "" });
    });
    html = (await convertToHtml({ buffer: await prepare(bytes) }, { convertImage: skipPicture })).value;
  } catch (cause) {
    if (cause instanceof FawenError) throw cause;
    throw new FawenError("bad-input-file", "不是完好的 Word 文件（压缩包已损坏或缺少正文）；请重新保存为 .docx", {
      cause,
    });
  }
  const text = await fragmentText(html.replace(NOTE_LINKS, ""));
  if (text !== "") return { text, warnings: [] };
  throw new FawenError(
    "bad-input-file",
    hasPictures ? "文件里只有图片，没有文字；请先做文字识别（OCR）" : "文件里没有文字",
  );
}

/** The document with the numbers written out that Word makes, for the converter knows only lists of its own. */
async function prepare(bytes: Uint8Array): Promise<Buffer> {
  const [{ default: JSZip }, { DOMParser }] = await Promise.all([import("jszip"), import("linkedom")]);
  const zip = await JSZip.loadAsync(bytes);
  const read = async (name: string): Promise<Document | null> => {
    const part = zip.file(`word/${name}.xml`);
    const xml = part && (await unpack(part.nodeStream()));
    return xml === null ? null : (new DOMParser().parseFromString(xml, "text/xml") as unknown as Document);
  };
  const body = await read("document");
  if (body === null) return Buffer.from(bytes);
  writeOutNumbers(body, await read("numbering"), await read("styles"));
  for (const kind of ["footnote", "endnote"]) dropLostNotes(body, kind, await read(`${kind}s`));
  zip.file("word/document.xml", body.toString());
  return zip.generateAsync({ type: "nodebuffer" });
}

/** Marks of notes that the file does not hold, as other programs than Word leave them: the converter gives up at one. */
function dropLostNotes(body: Document, kind: string, notes: Document | null): void {
  const idOf = (element: Element) => element.getAttribute("w:id");
  const held = new Set([...(notes?.getElementsByTagName(`w:${kind}`) ?? [])].map(idOf));
  for (const mark of [...body.getElementsByTagName(`w:${kind}Reference`)]) if (!held.has(idOf(mark))) mark.remove();
}

/** Unpacked piece by piece, because a small archive may hold more than the memory does. */
async function unpack(part: NodeJS.ReadableStream): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  // The package's streams are of an older kind that cannot be iterated.
  for await (const piece of new Readable().wrap(part)) {
    const bytes = piece as Buffer;
    size += bytes.length;
    if (size > MAX_PART_BYTES) throw new FawenError("bad-input-file", "解压后过大，不像是报告；请拆分后再放入");
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString("utf8");
}
