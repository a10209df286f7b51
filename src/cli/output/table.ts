/** Rows as text with aligned columns; the last column is as long as it is. */
export function table(rows: readonly (readonly string[])[], gap = '  '): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => { widths[i] = Math.max(widths[i] ?? 0, cell.length); });
  return rows.map((row) => alignedRow(row, widths, gap));
}

/** A row of a table whose widths are known before its rows are. */
export function alignedRow(row: readonly string[], widths: readonly number[], gap = '  '): string {
  return row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]))).join(gap).trimEnd();
}
