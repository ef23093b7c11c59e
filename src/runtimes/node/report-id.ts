import { createHash } from "node:crypto";

/** Keeps addresses such as `/api/reports/:id` short enough for every client. */
const MAX_SLUG_CHARS = 80;

/**
 * The id of a report that does not bring its own: depends on its path below the corpus folder and nothing else.
 * A plain name at the top (`2023-jiangmen.txt`) is its own id; any other path gets the letters and digits of it, Chinese
 * included, and a digest of the whole path, so that `a/b.txt`, `a-b.txt` and `a-b.md` stay apart.
 */
export function reportIdOf(file: string): string {
  const path = file.normalize("NFC");
  const plain = /^([\p{L}\p{N}_-]{1,80})\.txt$/u.exec(path)?.[1];
  if (plain !== undefined) return plain;
  const slug = path
    .replace(/\.[^./]+$/, "")
    .replace(/[^\p{L}\p{N}_-]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  const digest = createHash("sha256").update(path).digest("hex").slice(0, 8);
  return `${[...slug].slice(0, MAX_SLUG_CHARS).join("")}-${digest}`.replace(/^-/, "");
}
