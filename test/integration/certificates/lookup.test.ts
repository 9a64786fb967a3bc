import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clouds } from '../../../electron/cloud/clouds.ts'
import type { CertificateLookup } from '../../../shared/domain/certificates.ts'
import { containerOf } from '../../certificates/hand-signed.ts'
import { askOpenssl } from '../../certificates/openssl.ts'
import { LdapServer } from '../../ldap/server.ts'
import type { Tenant } from '../../tenant/start.ts'
import { asked, CertificateDeskDriver, connectedDesk, roles, somebody } from './desk.ts'

let tenant: Tenant
let desk: CertificateDeskDriver
let end: () => Promise<void>

beforeAll(async () => {
  ;({ tenant, desk, end } = await connectedDesk({ users: 400, groups: 10, memberships: 400 }))
})
afterAll(() => end())
beforeEach(() => {
  tenant.log.clear()
  tenant.controls.mail.resetTraffic()
})
afterEach(async () => {
  tenant.faults.clear()
  tenant.controls.set({ roles, mailAccess: null, refusesClassFilter: false, offersCertificates: false })
})

const mailOf = ({ sources }: CertificateLookup) => sources.find(({ source }) => source === 'signedMail')
/** A session remembers what a tenant's Graph does not offer: a new one asks again. */
const anew = async () => {
  await desk.stop()
  await desk.start()
  tenant.log.clear()
}

describe('a lookup at the simulated tenant', () => {
  it('is two round trips for a user whose newest signed mail is on the first page', async () => {
    const { id, mail } = somebody(tenant, 'usable')
    const lookup = await desk.lookUp(id)
    expect(lookup).toMatchObject({ verdict: 'encrypt', roundTrips: 2 })
    const requests = asked(tenant)
    expect(requests).toHaveLength(2)
    expect(requests[0]).toBe('POST /v1.0/$batch')
    expect(requests[1]).toMatch(/^GET \/v1\.0\/users\/.*\/messages\/.*\/\$value$/)
    const [best] = lookup.certificates
    const real = new X509Certificate(tenant.controls.mail.credentialOf(id).certificate)
    expect(best?.sha256).toBe(real.fingerprint256.replaceAll(':', '').toLowerCase())
    expect(best).toMatchObject({ source: 'signedMail', use: 'encrypt', because: [] })
    expect(lookup.user.addresses.map((one) => one.toLowerCase())).toContain(mail.toLowerCase())
  })

  it.each([
    ['expired', 'unusable', 'expired'],
    ['wrongAddress', 'unusable', 'addressOther'],
    ['signingOnly', 'verify', 'keyUsageForbids'],
    ['strangerIssuer', 'unusable', 'rootUntrusted'],
    ['altered', 'unusable', 'contentAltered'],
  ] as const)('tells why mail cannot be encrypted: %s', async (fate, verdict, reason) => {
    const lookup = await desk.lookUp(somebody(tenant, fate).id)
    expect(lookup.verdict).toBe(verdict)
    expect(lookup.certificates[0]?.because.join()).toMatch(
      reason === 'rootUntrusted' ? /rootUntrusted|issuerUnknown/ : reason,
    )
  })

  it.each([
    ['unsigned', 'none', 'noSignedMail'],
    ['empty', 'none', 'noSignedMail'],
    ['encryptedOnly', 'none', 'signedWithoutCertificate'],
    ['withoutCertificate', 'none', 'signedWithoutCertificate'],
    ['noMailbox', 'none', 'noMailbox'],
  ] as const)('finds none, and says why: %s', async (fate, verdict, reason) => {
    const lookup = await desk.lookUp(somebody(tenant, fate).id)
    expect(lookup.certificates).toEqual([])
    expect(mailOf(lookup)?.reason).toBe(reason)
    expect(lookup.verdict).toBe(verdict)
  })

  it('takes it from the profile where the tenant offers the attributes, in one round trip', async () => {
    tenant.controls.set({ offersCertificates: true })
    await anew()
    const lookup = await desk.lookUp(somebody(tenant, 'usable').id)
    expect(lookup).toMatchObject({ verdict: 'encrypt', roundTrips: 1 })
    expect(asked(tenant)).toHaveLength(1)
    expect(lookup.sources.map(({ answer }) => answer)).toEqual(['found', 'notAsked', 'off'])
    expect(lookup.certificates[0]?.source).toBe('profile')
    tenant.controls.set({ offersCertificates: false })
    await anew()
  })

  it('looks through the newest messages where Graph refuses to find signed ones', async () => {
    tenant.controls.set({ refusesClassFilter: true })
    await anew()
    const { id } = somebody(tenant, 'usable')
    expect(await desk.lookUp(id)).toMatchObject({ verdict: 'encrypt', roundTrips: 3 })
    expect(await desk.lookUp(id)).toMatchObject({ verdict: 'encrypt', roundTrips: 2 })
    const none = await desk.lookUp(somebody(tenant, 'unsigned').id)
    expect(mailOf(none)?.reason).toBe('noSignedMailAmong')
    expect(Number(mailOf(none)?.params['messages'])).toBeGreaterThan(0)
    tenant.controls.set({ refusesClassFilter: false })
    await anew()
  })

  it('names the missing right, and an access policy, apart', async () => {
    const { id } = somebody(tenant, 'usable')
    tenant.controls.set({ mailAccess: [] })
    expect(mailOf(await desk.lookUp(id))).toMatchObject({ answer: 'notPermitted', reason: 'accessPolicy' })
    tenant.controls.set({ mailAccess: null, roles: ['User.Read.All', 'GroupMember.Read.All'] })
    tenant.controls.revokeTokens()
    const lookup = await desk.lookUp(id)
    expect(mailOf(lookup)).toMatchObject({
      answer: 'notPermitted',
      reason: 'roleMissing',
      params: { role: 'Mail.Read' },
      error: { code: 'permission_missing' },
    })
    expect(lookup.verdict).toBe('unknown')
    tenant.controls.set({ roles })
    tenant.controls.revokeTokens()
  })

  it('never has more than four requests at one mailbox, however many ask', async () => {
    const { id } = somebody(tenant, 'usable')
    const lookups = await Promise.all(Array.from({ length: 16 }, () => desk.lookUp(id)))
    expect(lookups.every(({ verdict }) => verdict === 'encrypt')).toBe(true)
    const { highest, refused } = tenant.controls.mail.traffic
    expect(refused).toBe(0)
    expect(Math.max(...Object.values(highest))).toBeLessThanOrEqual(4)
  })

  it('ends when it is cancelled', async () => {
    tenant.faults.add({ match: { path: '/\\$value' }, fault: { kind: 'hang' } })
    const { id } = somebody(tenant, 'usable')
    const looking = desk.program.code('certificates.lookUp', { jobId: 'to-cancel', userId: id })
    await expect.poll(() => asked(tenant)).toHaveLength(2)
    await desk.program.request('certificates.cancel', { jobId: 'to-cancel' })
    expect(await looking).toBe('cancelled')
  })

  it('is refused for whom the directory does not know, and nothing is asked', async () => {
    expect(await desk.refusal('../../organization')).toBe('not_found')
    expect(asked(tenant)).toEqual([])
  })

  it('is recorded: for whom, from where, and the verdict, and nothing of the certificate', async () => {
    const { id, mail } = somebody(tenant, 'expired')
    await desk.lookUp(id)
    const last = (await desk.records()).slice(-2)
    expect(last.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'certificateLookedUp attempted',
      'certificateLookedUp succeeded',
    ])
    expect(last[1]?.after).toEqual({ userId: id, mail, source: 'signedMail', verdict: 'unusable' })
  })
})

describe('the customer’s own directory', () => {
  it('is asked where it is switched on, with the password of the keychain, and before the others where it stands first', async () => {
    const { id, mail } = somebody(tenant, 'usable')
    const { certificate, chain } = tenant.controls.mail.credentialOf(id)
    const baseDn = 'DC=nordwind,DC=example'
    const ldap = await LdapServer.start({
      entries: [
        {
          dn: `CN=${id},${baseDn}`,
          attributes: { mail: [mail], userSMIMECertificate: [containerOf([certificate, ...chain])] },
        },
      ],
      account: { dn: 'CN=reader', password: 'Geheim-4711' },
    })
    const { authority, graph } = clouds.global
    const other = new CertificateDeskDriver([tenant])
    await other.start({ cloudOverride: { authority, graph, ca: ldap.caPem } })
    await other.connect(tenant)
    const { roots, ldap: former, ...rest } = await other.program.request('certificates.settings', {})
    await other.program.request('certificates.setSettings', {
      ...rest,
      sources: [
        { source: 'ldap', on: true },
        { source: 'profile', on: false },
        { source: 'signedMail', on: true },
      ],
      ldap: { url: ldap.url, baseDn, bindDn: 'CN=reader' },
    })
    expect((await other.lookUp(id)).sources[0]).toMatchObject({ answer: 'notPermitted', reason: 'bindRefused' })
    await other.program.request('certificates.setLdapPassword', { password: 'Geheim-4711' })
    const lookup = await other.lookUp(id)
    expect(lookup).toMatchObject({ verdict: 'encrypt', roundTrips: 3, certificates: [{ source: 'ldap' }] })
    expect(lookup.sources.map(({ source, answer }) => `${source} ${answer}`)).toEqual([
      'ldap found',
      'profile off',
      'signedMail notAsked',
    ])
    await other.stop()
    other.profile.remove()
    await ldap.close()
  }, 60_000)
})

describe('a certificate that is shown', () => {
  it.each(['cer', 'pem', 'p7b'] as const)('is saved as .%s as it was sent, and that is recorded', async (format) => {
    const { id, mail } = somebody(tenant, 'usable')
    const { certificates } = await desk.lookUp(id)
    const sha256 = certificates[0]?.sha256 ?? ''
    expect(await desk.program.request('certificates.save', { sha256, format })).toEqual({
      saved: { name: `${mail}.${format}` },
    })
    const real = Buffer.from(tenant.controls.mail.credentialOf(id).certificate)
    const bytes = readFileSync(desk.saved ?? '')
    if (format === 'p7b') {
      const printed = askOpenssl(['pkcs7', '-inform', 'DER', '-in', desk.saved ?? '', '-print_certs'])
      expect(printed.text).toContain(new X509Certificate(real).toString().trim())
      expect(printed.text.match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(1)
    } else expect(new X509Certificate(bytes).raw).toEqual(real)
    const [, done] = (await desk.records()).slice(-2)
    expect(done).toMatchObject({ action: 'exportMade', outcome: 'succeeded' })
    expect(done?.after).toEqual({ what: 'smimeCertificate', format, name: `${mail}.${format}`, userId: id, mail })
  })

  it('is gone with the connection: nothing is saved, looked up or on the board afterwards', async () => {
    const other = new CertificateDeskDriver([tenant])
    await other.start()
    const connectionId = await other.connect(tenant)
    const { id } = somebody(tenant, 'usable')
    const { certificates } = await other.lookUp(id)
    await other.board()
    await other.program.request('certificates.setLdapPassword', { password: 'Geheim-4711' })
    await other.program.request('connection.disconnect', { id: connectionId, keepCredentials: false })
    expect(other.program.told.filter(({ event }) => event === 'certificates.board').at(-1)?.payload).toEqual({
      board: null,
    })
    expect(await other.refusal(id)).toBe('disconnected')
    expect(await other.program.code('certificates.startBoard', { scope: { of: 'all' } })).toBe('disconnected')
    expect(await other.program.request('certificates.board', {})).toEqual({ board: null })
    expect(await other.rows()).toEqual([])
    const sha256 = certificates[0]?.sha256 ?? ''
    expect(await other.program.code('certificates.save', { sha256, format: 'cer' })).toBe('certificate_gone')
    expect((await other.program.request('certificates.settings', {})).ldap.hasPassword).toBe(false)
    expect([...other.profile.keychain.entries.keys()].filter((name) => name.startsWith('ldap'))).toEqual([])
    await other.stop()
    other.profile.remove()
  })
})

describe('a file', () => {
  it('is judged by the same rules, against a user or against nobody', async () => {
    const { id } = somebody(tenant, 'usable')
    const { certificate, chain } = tenant.controls.mail.credentialOf(id)
    const pem = [certificate, ...chain].map((der) => new X509Certificate(Buffer.from(der)).toString()).join('')
    const content = Buffer.from(pem).toString('base64')
    const against = async (userId: string | null) =>
      (await desk.program.request('certificates.judge', { name: 'a.cer', content, userId })).certificates[0]
    expect(await against(id)).toMatchObject({ source: 'file', use: 'encrypt' })
    expect((await against(somebody(tenant, 'expired').id))?.because).toContain('addressOther')
    expect((await against(null))?.checks[0]).toMatchObject({ check: 'address', reason: 'addressUnknown' })
  })

  it('that is no certificate is said to be none', async () => {
    const content = Buffer.from('Guten Tag').toString('base64')
    const judged = await desk.program.request('certificates.judge', { name: 'a.txt', content, userId: null })
    expect(judged).toMatchObject({ certificates: [], unread: [{ source: 'file' }] })
  })
})
