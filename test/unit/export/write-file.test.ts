import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeWhole } from '../../../electron/export/write-file.ts'
import { AppError } from '../../../shared/ipc/errors.ts'

const never = new AbortController().signal
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-write-'))
  file = join(folder, 'list.csv')
})

afterEach(() => rmSync(folder, { recursive: true }))

it('writes two contents for one name side by side, each whole, the later one for good', async () => {
  const [one, other] = [new PassThrough(), new PassThrough()]
  const writing = [writeWhole(file, one, never), writeWhole(file, other, never)]
  one.write('first ')
  other.write('second ')
  one.end('end')
  await writing[0]
  expect(readFileSync(file, 'utf8')).toBe('first end')
  other.end('end')
  await writing[1]
  expect(readFileSync(file, 'utf8')).toBe('second end')
  expect(readdirSync(folder)).toEqual(['list.csv'])
})

it('leaves a file of somebody else alone whatever it is called, written or cancelled', async () => {
  writeFileSync(`${file}.partial`, 'mine')
  await writeWhole(file, Readable.from(['whole']), never)
  const stopped = AbortSignal.abort(new AppError('cancelled'))
  await expect(writeWhole(file, Readable.from(['half']), stopped)).rejects.toMatchObject({ code: 'cancelled' })
  expect(readFileSync(file, 'utf8')).toBe('whole')
  expect(readFileSync(`${file}.partial`, 'utf8')).toBe('mine')
  expect(readdirSync(folder)).toHaveLength(2)
})
