import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Cell, cellText, type Table } from './table.ts'

/** Excel specifications and limits: rows of a sheet, the heading among them, and UTF-16 units of a cell. */
const mostRows = 1_048_576
const longestCell = 32_767

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts that every workbook of one sheet has, by their path. Source: ECMA-376, part 1, SpreadsheetML. */
const frame = (sheet: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${xml(sheetName(sheet))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
})

/** A workbook of one sheet with a heading that stays in view. Text is text: nothing in it is ever taken for a formula. */
export const workbook = <Row>(table: Table<Row>, sheet: string): Readable => {
  const zip = new ZipFile()
  for (const [path, text] of Object.entries(frame(sheet))) zip.addBuffer(Buffer.from(head + text), path)
  const rows = Readable.from(sheetText(table))
  const stream = zip.outputStream as Readable
  rows.on('error', (error) => stream.destroy(error))
  stream.on('close', () => rows.destroy())
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml')
  zip.end()
  return stream
}

async function* sheetText<Row>({ columns, batches }: Table<Row>): AsyncGenerator<string> {
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  const widths = columns.map((_, index) => `<col min="${index + 1}" max="${index + 1}" width="24" customWidth="1"/>`)
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
  yield rowXml(columns.map(({ label }) => textXml(label, 1)))
  let written = 1
  for await (const rows of batches) {
    written += rows.length
    if (written > mostRows) throw new AppError('export_too_long', { most: String(mostRows - 1) })
    yield rows.map((row) => rowXml(columns.map(({ cell }) => cellXml(cell(row))))).join('')
  }
  yield '</sheetData></worksheet>'
}

const rowXml = (cells: readonly string[]): string => `<row>${cells.join('')}</row>`

const cellXml = (cell: Cell): string => {
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c t="b"><v>${Number(cell)}</v></c>`
  const text = cellText(cell)
  return text === '' ? '<c/>' : textXml(text, 0)
}

const textXml = (text: string, style: number): string =>
  `<c t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${xml(text.slice(0, longestCell))}</t></is></c>`

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * What XML 1.0 cannot hold, half a character among it, becomes the character that stands for the unreadable. What looks
 * like one of SpreadsheetML's own escapes gets its underscore escaped, or it would be read as the character it names.
 * Source: ECMA-376, part 1, 22.9.2.19 ST_Xstring.
 */
const xml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
    .replace(/_(?=x[\da-fA-F]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)

/** At most 31 characters, none of those that Excel keeps for references. */
const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)
