import { cleanText } from "./clean-paper.ts";

/** With the longest characters still short of the 255 bytes that file systems allow. */
const MAX_NAME_CHARS = 50;
const FALLBACK = "法治测验";

/** What Windows forbids in names or a shell would take for something else, and marks that turn the reading direction. */
const UNSAFE = /[\\/:*?"<>|\s\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]+/gu;
/** Names of devices, whatever follows the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/iu;

/** A file name from a title, Chinese as it stands. */
export function nameFile(title: string, extension: string): string {
  const safe = cleanText(title).replace(UNSAFE, " ").trim();
  const short = [...safe]
    .slice(0, MAX_NAME_CHARS)
    .join("")
    .replace(/^[.\s-]+|[.\s]+$/gu, "");
  return `${short === "" || DEVICE.test(short) ? FALLBACK : short}.${extension}`;
}
