/** Without the mark a spreadsheet takes UTF-8 for something else. */
export const byteOrderMark = '\ufeff'

/** RFC 4180. */
export const csvRow = (fields: readonly string[]): string =>
  `${fields.map((field) => quoted(inert(field))).join(',')}\r\n`

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)

/**
 * A spreadsheet takes a field that begins so for a formula, and some look past leading blanks. The full-width forms count
 * as the plain ones in East Asian versions. A telephone number calls no function, and a mark before it would be dialled.
 */
const inert = (field: string): string =>
  /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(field) && !/^\+\d[\d ()/.-]{4,}$/.test(field) ? `'${field}` : field
