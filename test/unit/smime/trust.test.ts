import { getCACertificates } from 'node:tls'
import { expect, test } from 'vitest'
import { parsedOnes, systemTrust } from '../../../electron/smime/trust.ts'
import { leaf } from './judging.ts'

test('the operating system’s store is read as Node has it, but for what no rule allows', () => {
  const pems = getCACertificates('system').map((pem) => pem.replaceAll(/-----[^-]+-----|\s/g, ''))
  const read = systemTrust().system.map(({ der }) => Buffer.from(der).toString('base64'))
  expect(read.filter((der) => !pems.includes(der))).toEqual([])
  expect(read.length).toBeGreaterThanOrEqual(Math.floor(pems.length * 0.9))
})

test('what cannot be parsed is not trusted, and keeps nothing else from being', () => {
  expect(parsedOnes([Buffer.from('nothing'), leaf(), Buffer.alloc(0)])).toHaveLength(1)
})
