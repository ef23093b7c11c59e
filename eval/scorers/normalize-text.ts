/**
 * The form in which expected strings are compared: white space, width, quotation and book marks do not count
 * (eval/questions/README.md).
 */
export function normalizeText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s“”‘’"'「」『』《》〈〉]/gu, "")
    .replace(/[—–~～]/gu, "-");
}
