/** Tabs, line ends and quotes inside a value would be read as borders of cells: such a value is quoted as spreadsheets do. */
const cell = (value: string): string => (/["\t\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** One line for each row, cells divided by tabs: what spreadsheets take from the clipboard. */
export const toTabSeparated = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map(cell).join('\t')).join('\n')
