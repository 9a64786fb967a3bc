import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { corpus } from '../../certificates/corpus.ts'
import type { CorpusItem } from '../../certificates/item.ts'
import { verifyByOpenssl, verifyMessageByOpenssl } from '../../certificates/oracle.ts'
import { Workshop } from '../../certificates/workshop.ts'

describe('the corpus of certificates and messages', () => {
  const workshop = new Workshop()
  let items: readonly CorpusItem[] = []
  beforeAll(() => {
    items = corpus()
  }, 120_000)
  afterAll(() => workshop.close())

  const named = (name: string): CorpusItem => {
    const item = items.find((one) => one.name === name)
    if (item === undefined) throw new Error(`No item named ${name}`)
    return item
  }

  it('holds more than 150 certificates and as many as 90 messages', () => {
    const kinds = Object.groupBy(items, ({ kind }) => kind)
    expect(kinds.certificate?.length).toBeGreaterThan(150)
    expect(kinds.message?.length).toBeGreaterThan(90)
    expect(kinds.cms?.length).toBeGreaterThan(5)
  })

  it.each([
    ['chain of four', null, null],
    ['chain of six', null, null],
    ['signed with md5', null, null],
    ['key brainpool512', null, 26],
    ['key usage of an RSA key: keyEncipherment', 26, null],
    ['expired yesterday', 10, 10],
    ['begins tomorrow', 9, 9],
    ['signed by itself', 18, 18],
    ['signed by itself and trusted', null, null],
    ['no root trusted', 19, 19],
    ['issuer not there', 20, 20],
    ['issuer is no authority', 79, 79],
    ['path of length 0 kept', null, null],
    ['path of length 0 exceeded', 25, 25],
    ['names constrained to its domain', null, null],
    ['names constrained, address in the subject', 47, 47],
    ['unknown critical extension', 34, 34],
    ['signature altered', 7, 7],
    ['bundle in reverse', null, null],
  ])('has in "%s" what openssl says of it', (name, signing, encryption) => {
    const errors = (['smimesign', 'smimeencrypt'] as const).map(
      (purpose) => verifyByOpenssl(workshop, named(name), purpose).error,
    )
    expect(errors).toEqual([signing, encryption])
  })

  it.each([
    ['clear-signed', true, true],
    ['opaque, BER', true, true],
    ['clear-signed, without the chain', true, true],
    ['clear-signed, without any certificate', false, false],
    ['clear-signed, RSA-PSS', true, true],
    ['lines end with LF', true, true],
    ['content that resembles the boundary', true, true],
    ['another encryption certificate named, opaque', true, true],
    ['encryption certificate named by key, clear-signed', true, true],
    ['signed with a certificate expired', false, true],
    ['signed under a root not trusted', false, true],
    ['content altered', false, false],
    ['signature of a message altered', false, false],
    ['encrypted', false, false],
  ])('has in "%s" a message of which openssl says the same', (name, whole, signature) => {
    const item = named(name)
    expect(verifyMessageByOpenssl(workshop, item).ok).toBe(whole)
    expect(verifyMessageByOpenssl(workshop, item, { chain: false }).ok).toBe(signature)
  })

  it.each([
    ['address with an apostrophe', "finn.o'brien@nordwind.example"],
    ['address with signs', 'a#b$c@nordwind.example'],
    ['address in quotes', '"anna.mueller"@nordwind.example'],
    ['address internationalised', 'änna@nordwind.example'],
    ['address in the subject alone', 'anna.mueller@nordwind.example'],
  ])('has the %s in the certificate byte for byte', (name, address) => {
    expect(Buffer.from(named(name).bytes).includes(Buffer.from(address))).toBe(true)
  })

  it('leaves nothing in the temporary folder', () => {
    const gone = new Workshop()
    gone.key('p256')
    gone.close()
    expect(existsSync(gone.folder)).toBe(false)
  })
})
