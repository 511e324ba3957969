/** Tables leave the page as files that a spreadsheet or a script reads, and that cannot run there. */

export type Cell = string | number | bigint | boolean | undefined;
export type Row = Readonly<Record<string, Cell>>;

/** RFC 4180 with CRLF. A text that a spreadsheet would take for a formula (`= + - @`, tab, return) gets a `'` in front. */
export function toCsv(columns: readonly string[], rows: readonly Row[]): string {
  const line = (cells: readonly Cell[]) => cells.map(field).join(',');
  return `${[columns, ...rows.map((row) => columns.map((name) => row[name]))].map(line).join('\r\n')}\r\n`;
}

function field(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number' || typeof cell === 'bigint') return cell.toString();
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Bigints as decimal strings, so that no reader rounds them. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? item.toString() : item), 2)}\n`;
}

/** Hands a file to the person. */
export function save(name: string, type: string, content: string | Uint8Array): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
