/** What Excel holds in one cell. */
export const MAX_CELL_CHARS = 32_767;

export const XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export type SheetCell = string | number;

export interface SheetOptions {
  readonly name: string;
  /** Width of each column in characters. */
  readonly widths: readonly number[];
  /** The row of the head, from 0: it is bold and stays when the rest is rolled. */
  readonly head: number;
}

/** Excel takes `_x0041_` in a text for the character of that number. */
const ESCAPED_CHARACTER = /_(?=x[0-9a-f]{4}_)/giu;

/**
 * One sheet as an xlsx file. Texts are cells of type text in format `@`: none is ever run as a formula, not even after
 * it has been edited. A text beyond `MAX_CELL_CHARS` must have been left out before.
 */
export async function writeSheet(
  rows: readonly (readonly SheetCell[])[],
  { name, widths, head }: SheetOptions,
): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import("write-excel-file/universal");
  const data = rows.map((row, place) => row.map((cell) => toCell(cell, place === head)));
  const columns = widths.map((width) => ({ width }));
  const file = writeXlsxFile(data, { sheet: name, columns, stickyRowsCount: head + 1 });
  return new Uint8Array(await (await file.toBlob()).arrayBuffer());
}

function toCell(cell: SheetCell, bold: boolean) {
  if (typeof cell === "number") return { value: cell, type: Number };
  if (cell === "") return null;
  const value = cell.replace(ESCAPED_CHARACTER, "_x005F_");
  const weight = bold ? ({ fontWeight: "bold" } as const) : {};
  return { value, type: String, format: "@", wrap: true, alignVertical: "top" as const, ...weight };
}

/** Why a row does not fit a sheet. */
export function findCellFault(row: readonly SheetCell[]): string | undefined {
  const tooLong = row.some((cell) => typeof cell === "string" && cell.length > MAX_CELL_CHARS);
  return tooLong ? `有一项超过 Excel 单元格的 ${MAX_CELL_CHARS} 字` : undefined;
}
