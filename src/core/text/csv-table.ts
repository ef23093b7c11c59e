/** Without it, Excel takes UTF-8 for the code page of its country. */
const BOM = "\uFEFF";

/** A spreadsheet runs a text that begins so as a formula; the wide signs too, which Excel in Chinese takes for them. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;
/** A negative number is one, and harmless: `-3.2%` stays as it is. */
const NEGATIVE_NUMBER = /^-\d[\d,]*(\.\d+)?%?$/u;

/**
 * Rows as CSV (RFC 4180) with a byte order mark. Texts that a spreadsheet would run get an apostrophe in front (OWASP,
 * “CSV Injection”).
 */
export function writeCsvTable(rows: readonly (readonly string[])[]): string {
  return BOM + rows.map((row) => `${row.map(writeField).join(",")}\r\n`).join("");
}

function writeField(field: string): string {
  const plain = FORMULA.test(field) && !NEGATIVE_NUMBER.test(field) ? `'${field}` : field;
  return /[",\r\n\t]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
