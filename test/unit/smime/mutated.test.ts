import { describe, expect, test } from 'vitest'
import { Revocation } from '../../../electron/smime/revocation/revocation.ts'
import { parsedOnes } from '../../../electron/smime/trust.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { ada, issuer, judge, leaf, read, root, rootKey } from './judging.ts'
import {
  alternativeNames,
  authority,
  extendedKeyUsage,
  extension,
  keyNamed,
  keyUsage,
  mailbox,
  makeList,
  nameConstraints,
  now,
  sequence,
  text,
  tlv,
} from './pki.ts'

/** The same numbers at each run, so that what it finds can be found again. */
const numbers = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

/** One to three bytes changed, mostly to another tag, another length, or by one bit. */
const mutated = (bytes: Uint8Array, next: () => number): Uint8Array => {
  const copy = Uint8Array.from(bytes)
  for (let left = 1 + Math.floor(next() * 3); left > 0; left -= 1) {
    const at = Math.floor(next() * copy.length)
    copy[at] = next() < 0.5 ? (copy[at] ?? 0) ^ (1 << Math.floor(next() * 8)) : Math.floor(next() * 256)
  }
  return Buffer.compare(copy, bytes) === 0 ? mutated(bytes, next) : copy
}

const crl = extension('2.5.29.31', sequence(sequence(tlv(0xa0, tlv(0xa0, text(0x86, 'http://crl.test/'))))))
const between = issuer('One', {
  extensions: [
    authority(2),
    keyUsage('keyCertSign'),
    nameConstraints([mailbox('contoso.com')], [text(0x82, 'x.test')]),
  ],
})
const holder = leaf({
  subject: `CN=Ada/O=Contoso/E=${ada}`,
  issuer: 'CN=One',
  by: keyNamed('One'),
  extensions: [
    keyUsage('digitalSignature', 'keyAgreement'),
    extendedKeyUsage('emailProtection'),
    alternativeNames(mailbox(ada)),
    crl,
  ],
})

describe('what a stranger altered', () => {
  test('is judged without a fault of ours, and never usable, whichever certificate of the chain it is', () => {
    const next = numbers(7)
    let parsed = 0
    for (let round = 0; round < 1_500; round += 1) {
      const [one, two] = [mutated(holder, next), mutated(between, next)]
      parsed += parsedOnes([one, two]).length
      const altered = judge([read(one)], { roots: [root], companions: [between] }).certificates
      const under = judge([read(holder)], { roots: [root], companions: [two] }).certificates
      expect([...altered, ...under].map(({ use }) => use).filter((use) => use !== 'none')).toEqual([])
    }
    expect(parsed).toBeGreaterThan(500)
  })

  test('of a revocation list answers nothing, and throws nothing', async () => {
    const next = numbers(11)
    const whole = makeList({
      issuer: 'CN=Root',
      by: rootKey,
      revoked: [{ serial: 5, reason: 1 }, { serial: 1 }],
      extensions: [extension('2.5.29.28', sequence(tlv(0x81, Buffer.from([0xff]))), true)],
    })
    const der = leaf({ extensions: [crl] })
    const said = new Set<string>()
    for (let round = 0; round < 800; round += 1) {
      const bytes = mutated(whole, next)
      const fetch = async () => new Response(Uint8Array.from(bytes))
      const revocation = new Revocation({ clock: new FakeClock(new Date(now)), fetch })
      const { reason } = await revocation.check({ der, chain: [root] }, new AbortController().signal)
      said.add(reason)
    }
    expect([...said]).toEqual(['revocationUnreadable'])
  })
})
