import { Client, EqualityFilter, InvalidCredentialsError, NoSuchObjectError } from 'ldapts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LdapEntry } from '../../ldap/directory.ts'
import { LdapServer } from '../../ldap/server.ts'

const certificate = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 256))
const person = (name: string, more: LdapEntry['attributes'] = {}): LdapEntry => ({
  dn: `CN=${name},OU=Personal,DC=nordwind,DC=example`,
  attributes: { cn: [name], mail: [`${name}@nordwind.example`], ...more },
})
const account = { dn: 'CN=Reader,DC=nordwind,DC=example', password: 'Geheim ü' }
const base = 'OU=Personal,DC=nordwind,DC=example'

describe('the simulated directory of a customer', () => {
  let server: LdapServer
  beforeAll(async () => {
    const entries = [
      person('anna', { userCertificate: [certificate, Buffer.from([1])], proxyAddresses: ['smtp:a@nordwind.example'] }),
      person('berta'),
      ...Array.from({ length: 30 }, (_, at) => person(`p${at}`, { cn: ['many'] })),
    ]
    server = await LdapServer.start({ entries, account })
  })
  afterAll(() => server.close())
  beforeEach(() => {
    server.trouble = null
  })

  const client = () => new Client({ url: server.url, timeout: 2_000, tlsOptions: { ca: [server.caPem] } })
  const asked = async <Value>(task: (bound: Client) => Promise<Value>): Promise<Value> => {
    const one = client()
    try {
      await one.bind(account.dn, account.password)
      return await task(one)
    } finally {
      await one.unbind()
    }
  }

  it('finds people by address, with binary values under the names they were asked by', async () => {
    const { searchEntries } = await asked((bound) =>
      bound.search(base, {
        filter: '(&(|(mail=ANNA@nordwind.example)(proxyAddresses=smtp:nobody@x))(userCertificate=*)(!(cn=berta)))',
        attributes: ['cn', 'userCertificate;binary', 'userSMIMECertificate;binary'],
        explicitBufferAttributes: ['userCertificate;binary'],
      }),
    )
    expect(searchEntries.map(({ dn }) => dn)).toEqual([`CN=anna,${base}`])
    const values = searchEntries[0]?.['userCertificate;binary'] as Buffer[]
    expect(values.map(({ length }) => length).toSorted()).toEqual([1, certificate.length])
    expect(values.some((value) => value.equals(certificate))).toBe(true)
    expect(server.searches.at(-1)).toMatchObject({ base, scope: 'sub' })
  })

  it('gives no more than were asked for, and says when the base is nowhere', async () => {
    const many = new EqualityFilter({ attribute: 'cn', value: 'many' })
    // The client takes the refusal of the rest for the end, because it had asked for no more.
    const few = await asked((bound) => bound.search(base, { filter: many, sizeLimit: 5 }))
    expect(few.searchEntries).toHaveLength(5)
    expect((await asked((bound) => bound.search(base, { filter: many }))).searchEntries).toHaveLength(30)
    await expect(asked((bound) => bound.search('OU=Nowhere', { filter: many }))).rejects.toThrow(NoSuchObjectError)
  })

  it('lets in nobody with a wrong password, and tells nothing to who did not bind', async () => {
    await expect(client().bind(account.dn, 'wrong')).rejects.toThrow(InvalidCredentialsError)
    const stranger = client()
    await expect(stranger.search(base, { filter: '(cn=anna)' })).rejects.toThrow('bind')
    await stranger.unbind()
  })

  it('lets anybody ask where it is open to all', async () => {
    const open = await LdapServer.start({ entries: [person('anna')], account: null })
    const anybody = new Client({ url: open.url, tlsOptions: { ca: [open.caPem] } })
    expect((await anybody.search('', { filter: '(cn=anna)' })).searchEntries).toHaveLength(1)
    await anybody.unbind()
    await open.close()
  })

  it('hangs, breaks off or refuses when it is told to', async () => {
    const search = () => asked((bound) => bound.search(base, { filter: '(cn=anna)' }))
    server.trouble = 'hang'
    await expect(search()).rejects.toThrow('timed out')
    server.trouble = 'disconnect'
    await expect(search()).rejects.toThrow()
    server.trouble = 'busy'
    await expect(search()).rejects.toMatchObject({ code: 51 })
    server.trouble = null
    expect((await search()).searchEntries).toHaveLength(1)
  })

  it('shows a certificate that only its own authority vouches for', async () => {
    const careful = new Client({ url: server.url, tlsOptions: {} })
    await expect(careful.bind(account.dn, account.password)).rejects.toMatchObject({
      code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY/),
    })
  })
})
