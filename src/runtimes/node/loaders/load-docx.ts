import { FawenError } from "../../../core/model/errors.ts";
import { fragmentText } from "./load-html.ts";
import type { LoadedText } from "./loaded-text.ts";

/** OLE2, the container of old Word files and of encrypted new ones. */
const OLE_HEAD = [0xd0, 0xcf, 0x11, 0xe0];

/** A Word document (.docx): paragraphs as lines, tables as rows with their headers. Pictures are left out. */
export async function loadDocx(bytes: Uint8Array): Promise<LoadedText> {
  if (OLE_HEAD.every((byte, at) => bytes[at] === byte))
    throw new FawenError("bad-input-file", "文件加了密码，或其实是旧版 .doc；请去掉密码或改扩展名为 .doc 后再放入");
  const { convertToHtml, images } = await import("mammoth");
  let html: string;
  let hasPictures = false;
  try {
    const skipPicture = images.imgElement(() => {
      hasPictures = true;
      return Promise.resolve({ src: "" });
    });
    html = (await convertToHtml({ buffer: Buffer.from(bytes) }, { convertImage: skipPicture })).value;
  } catch (cause) {
    throw new FawenError("bad-input-file", "不是完好的 Word 文件（压缩包已损坏或缺少正文）；请重新保存为 .docx", {
      cause,
    });
  }
  const text = await fragmentText(html);
  if (text !== "") return { text, warnings: [] };
  throw new FawenError(
    "bad-input-file",
    hasPictures ? "文件里只有图片，没有文字；请先做文字识别（OCR）" : "文件里没有文字",
  );
}
