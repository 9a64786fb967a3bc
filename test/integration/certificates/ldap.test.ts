import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LdapSource } from '../../../electron/smime/sources/ldap.ts'
import type { Asked, Delivery } from '../../../electron/smime/sources/source.ts'
import { FakeJudge } from '../../fakes/fake-judge.ts'
import { LdapServer } from '../../fakes/ldap-server.ts'
import { makeServerCertificate, type ServerCertificate } from '../../tenant/server/certificates.ts'

const never = new AbortController().signal
let certificate: ServerCertificate
let server: LdapServer
let url: string

beforeAll(async () => {
  certificate = await makeServerCertificate()
})
beforeEach(async () => {
  server = new LdapServer(certificate)
  url = await server.listen()
  server.entries = [
    {
      dn: 'CN=Anna Berg,DC=nordwind,DC=example',
      attributes: {
        mail: ['anna@nordwind.example'],
        proxyAddresses: ['SMTP:anna@nordwind.example', 'smtp:a.berg@nordwind.example'],
        'userCertificate;binary': [Buffer.from('encrypt \u0001bytes')],
        userSMIMECertificate: [Buffer.from('none old')],
      },
    },
    { dn: 'CN=Ohne,DC=nordwind,DC=example', attributes: { mail: ['ohne@nordwind.example'] } },
  ]
})
afterEach(() => server.close())

interface Changed {
  readonly addresses?: readonly string[]
  readonly bindDn?: string
  readonly password?: string
  readonly baseDn?: string
  readonly authorities?: readonly string[]
  readonly at?: string
}

const find = async (changed: Changed = {}, signal = never): Promise<Delivery> => {
  const { bindDn = '', password = '', baseDn = server.baseDn, at = url } = changed
  const source = new LdapSource({
    access: async () => ({ url: at, baseDn, bindDn, password }),
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
      'encrypt ldap',
      'none ldap',
    ])
  })

  it.each([['ohne@nordwind.example'], ['nobody@nordwind.example']])('has none for %s', async (address) => {
    expect(await find({ addresses: [address] })).toMatchObject({ answer: 'none', reason: 'noEntry' })
  })

  it('takes an address for nothing but an address', async () => {
    const address = '*)(mail=*))(|(cn=*'
    expect(await find({ addresses: [address] })).toMatchObject({ answer: 'none' })
    expect(server.filters[0]).toBe(
      `(&(|(userSMIMECertificate=*)(userCertificate=*))(|(mail=${address})(proxyAddresses=smtp:${address})))`,
    )
  })

  it('is bound with name and password, in two round trips', async () => {
    server.account = { dn: 'CN=reader', password: 'Geheim-4711' }
    const access = { bindDn: 'CN=reader', password: 'Geheim-4711' }
    expect(await find(access)).toMatchObject({ answer: 'found', roundTrips: 2 })
    expect(await find({ ...access, password: 'falsch' })).toMatchObject({
      answer: 'notPermitted',
      reason: 'bindRefused',
    })
    expect(server.binds).toEqual(['CN=reader', 'CN=reader'])
    expect(await find({ bindDn: 'CN=reader' })).toMatchObject({ answer: 'notPermitted', reason: 'bindRefused' })
    expect(server.binds, 'a name without a password is never sent').toHaveLength(2)
  })

  it('is not trusted with a certificate of an unknown authority', async () => {
    await expect(find({ authorities: [] })).rejects.toMatchObject({ code: 'tls_untrusted' })
    expect(server.filters).toEqual([])
  })

  it('says that nobody listens there, and what the server refused', async () => {
    await expect(find({ at: 'ldaps://localhost:1' })).rejects.toMatchObject({ code: 'connection_refused' })
    await expect(find({ baseDn: 'DC=other' })).rejects.toMatchObject({
      code: 'ldap_refused',
      params: { ldapCode: '32' },
    })
  })

  it('is left when the lookup is cancelled', async () => {
    server.isSilent = true
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
