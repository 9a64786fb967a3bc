import { expect, it } from 'vitest'
import { comparedOf, detailsText } from '../../../../renderer/features/certificates/compare-view.ts'
import { formatOf } from '../../../../renderer/lib/format.ts'
import { en } from '../../../../shared/text/en/index.ts'
import { judged } from './judged.ts'

const format = formatOf('en-GB', 'just now')
const { details, compare, chain } = en.certificates

it('two certificates are compared line by line, what differs first', () => {
  const root = { name: 'Root R1', role: 'root', notAfter: '', sha256: '', trustedBy: 'system', problem: null } as const
  const rows = comparedOf(judged({ chain: [root] }), judged({ serial: 'ff', use: 'verify' }), en, format)
  const different = rows.filter(({ same }) => !same)
  expect(rows.slice(0, different.length)).toEqual(different)
  expect(different.map(({ name }) => name)).toEqual([details.serial, compare.use, compare.issuedBy])
  expect(different.at(-1)).toMatchObject({ first: 'Root R1', second: chain.alone })
  expect(comparedOf(judged(), judged(), en, format).every(({ same }) => same)).toBe(true)
})

it('the details go to the clipboard line by line', () => {
  const text = detailsText(judged({ addresses: [] }), en, format)
  expect(text).toContain('Serial number: 3A:91:0C')
  expect(text).toContain(`${details.addresses}: ${details.noAddresses}`)
  expect(text).toContain(`${details.extendedKeyUsage}: ${details.unrestricted}`)
})
