import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LdapSource } from '../../../electron/smime/sources/ldap.ts'
import type { Asked, Delivery } from '../../../electron/smime/sources/source.ts'
import { FakeJudge } from '../../fakes/fake-judge.ts'
import type { LdapEntry } from '../../ldap/directory.ts'
import { LdapServer } from '../../ldap/server.ts'
import { makeServerCertificate, type ServerCertificate } from '../../tenant/server/certificates.ts'

const never = new AbortController().signal
const baseDn = 'DC=nordwind,DC=example'
const entries: readonly LdapEntry[] = [
  {
    dn: `CN=Anna Berg,${baseDn}`,
    attributes: {
      mail: ['anna@nordwind.example'],
      proxyAddresses: ['SMTP:anna@nordwind.example', 'smtp:a.berg@nordwind.example'],
      userCertificate: [Buffer.from('encrypt \u0001bytes')],
      userSMIMECertificate: [Buffer.from('none old')],
    },
  },
  { dn: `CN=Ohne,${baseDn}`, attributes: { mail: ['ohne@nordwind.example'] } },
]

let certificate: ServerCertificate
let server: LdapServer

beforeAll(async () => {
  certificate = await makeServerCertificate()
})
beforeEach(() => start(null))
afterEach(() => server.close())

const start = async (account: { readonly dn: string; readonly password: string } | null): Promise<void> => {
  server = await LdapServer.start({ entries, account }, certificate)
}

interface Changed {
  readonly addresses?: readonly string[]
  readonly bindDn?: string
  readonly password?: string
  readonly base?: string
  readonly authorities?: readonly string[]
  readonly at?: string
}

const find = async (changed: Changed = {}, signal = never): Promise<Delivery> => {
  const { bindDn = '', password = '', base = baseDn, at = server.url } = changed
  const source = new LdapSource({
    access: async () => ({ url: at, baseDn: base, bindDn, password }),
    authorities: () => changed.authorities ?? [certificate.caPem],
  })
  const judge = new FakeJudge()
  const addresses = changed.addresses ?? ['anna@nordwind.example']
  const asked = {
    person: { id: '7', addresses },
    answers: new Map(),
    judge: (material) => judge.judge({ material, addresses, at: '', roots: [] }, signal),
  } as Pick<Asked, 'person' | 'answers' | 'judge'> as Asked
  return source.find(asked, signal)
}

describe('the customer’s own directory', () => {
  it.each([
    ['mail', 'ANNA@nordwind.example'],
    ['a proxy address', 'a.berg@nordwind.example'],
  ])('is found by %s, with every certificate of the entry', async (_by, address) => {
    const found = await find({ addresses: ['nobody@nordwind.example', address] })
    expect(found).toMatchObject({ answer: 'found', reason: 'entry', roundTrips: 1 })
    expect(found.judgement?.certificates.map(({ use, source }) => `${use} ${source}`)).toEqual([
      'none ldap',
      'encrypt ldap',
    ])
  })

  it.each([['ohne@nordwind.example'], ['nobody@nordwind.example']])('has none for %s', async (address) => {
    expect(await find({ addresses: [address] })).toMatchObject({ answer: 'none', reason: 'noEntry' })
  })

  it('takes an address for nothing but an address', async () => {
    const address = '*)(mail=*))(|(cn=*'
    expect(await find({ addresses: [address] })).toMatchObject({ answer: 'none' })
    const [search] = server.searches
    expect(search?.filter).toMatchObject({
      kind: 'and',
      parts: [
        { kind: 'or', parts: [{ kind: 'present' }, { kind: 'present' }] },
        {
          kind: 'or',
          parts: [
            { kind: 'equal', attribute: 'mail', value: address },
            { kind: 'equal', attribute: 'proxyAddresses', value: `smtp:${address}` },
          ],
        },
      ],
    })
  })

  it('is bound with name and password, in two round trips', async () => {
    const account = { dn: 'CN=reader', password: 'Geheim-4711' }
    await server.close()
    await start(account)
    const access = { bindDn: account.dn, password: account.password }
    expect(await find(access)).toMatchObject({ answer: 'found', roundTrips: 2 })
    expect(await find({ ...access, password: 'falsch' })).toMatchObject({
      answer: 'notPermitted',
      reason: 'bindRefused',
    })
  })

  it('is never sent a name without a password, which would be let in as nobody', async () => {
    expect(await find({ bindDn: 'CN=reader' })).toMatchObject({ answer: 'notPermitted', reason: 'bindRefused' })
    expect(server.connections).toBe(0)
    expect(server.searches).toEqual([])
  })

  it('is not trusted with a certificate of an unknown authority', async () => {
    await expect(find({ authorities: [] })).rejects.toMatchObject({ code: 'tls_untrusted' })
    expect(server.searches).toEqual([])
  })

  it('says that nobody listens there, and what the server refused', async () => {
    await expect(find({ at: 'ldaps://localhost:1' })).rejects.toMatchObject({ code: 'connection_refused' })
    server.trouble = 'disconnect'
    await expect(find()).rejects.toMatchObject({ code: 'connection_lost' })
    server.trouble = null
    await expect(find({ base: 'DC=other' })).rejects.toMatchObject({
      code: 'ldap_refused',
      params: { ldapCode: '32' },
    })
  })

  it('is left when the lookup is cancelled', async () => {
    server.trouble = 'hang'
    const stop = new AbortController()
    const finding = find({}, stop.signal)
    setTimeout(() => stop.abort(), 100)
    await expect(finding).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('is not asked where no server is entered', async () => {
    const source = new LdapSource({ access: async () => null, authorities: () => [] })
    const asked = { person: { id: '7', addresses: ['a@b.example'] } } as unknown as Asked
    expect(await source.find(asked, never)).toMatchObject({ answer: 'notAvailable', reason: 'notConfigured' })
  })
})
