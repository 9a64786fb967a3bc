import { beforeEach, describe, expect, it } from 'vitest'
import { CertificateSettingsFile, usualSettings } from '../../../electron/smime/settings-file.ts'
import { CertificateSourceSettings } from '../../../electron/smime/source-settings.ts'
import { Vault } from '../../../electron/vault/vault.ts'
import { MemoryKeychain } from '../../fakes/memory-keychain.ts'
import { MemorySettings } from '../../fakes/memory-settings.ts'
import { RecordingAudit } from '../../fakes/recording-audit.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'
import { authority, keyNamed, keyUsage, makeCertificate } from './pki.ts'

const connection = 'c1'
const { ldap, ...usual } = usualSettings
const { hasPassword, ...usualLdap } = ldap
const { roots: noRoots, ...asShown } = { ...usual, ldap: usualLdap }

let file: MemorySettings
let keychain: MemoryKeychain
let audit: RecordingAudit
let settings: CertificateSourceSettings
let picked: { readonly name: string; readonly bytes: Uint8Array }[] | null

beforeEach(() => {
  file = new MemorySettings()
  keychain = new MemoryKeychain()
  audit = new RecordingAudit()
  picked = null
  settings = new CertificateSourceSettings({
    file: new CertificateSettingsFile(file),
    vault: new Vault(keychain),
    picker: { pick: async () => picked },
    pickerTitle: () => '',
    auditing: { audit, logger: new SilentLogger() },
  })
})

const recorded = () =>
  audit.entries
    .filter(({ outcome }) => outcome !== 'attempted')
    .map(({ action, before, after }) => ({ action, before, after }))
const passwordsKept = () =>
  [...keychain.entries.keys()].filter((name) => name.startsWith('ldap-') && !name.includes('#'))
const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`

describe('the settings of certificate sources', () => {
  it('are as usual until they are changed, and for a connection alone', async () => {
    expect(settings.shown(connection)).toEqual({ ...usualSettings, roots: [] })
    const changed = await settings.set(connection, { ...asShown, scan: 7, revocation: true })
    expect(changed).toMatchObject({ scan: 7, revocation: true })
    expect(settings.shown('c2').scan).toBe(50)
    expect(recorded()).toMatchObject([
      {
        action: 'settingsChanged',
        before: { mailScan: 50, revocation: false },
        after: { mailScan: 7, revocation: true },
      },
    ])
  })

  it('record nothing where nothing changes', async () => {
    await settings.set(connection, asShown)
    expect(audit.entries).toEqual([])
  })

  it.each(['ldap://dc1.nordwind.example', 'https://x', 'ldaps://', 'ldaps://a:b@dc1', 'ldaps://dc1/dc=x', 'dc1'])(
    'take no directory server but over TLS: %s',
    async (url) => {
      const wish = { ...asShown, ldap: { ...usualLdap, url } }
      await expect(settings.set(connection, wish)).rejects.toMatchObject({ code: 'validation' })
      expect(audit.entries).toEqual([])
    },
  )

  it('take each source once', async () => {
    const sources = [...asShown.sources.slice(0, 2), asShown.sources[0]].filter((one) => one !== undefined)
    await expect(settings.set(connection, { ...asShown, sources })).rejects.toMatchObject({ code: 'validation' })
  })

  it('are as usual where the file is not understood', () => {
    file.write('certificates', { [connection]: { ...usualSettings, sources: [{ source: 'ldap', on: true }] } })
    expect(settings.shown(connection).sources).toEqual(usualSettings.sources)
    file.write('certificates', 7)
    expect(settings.shown(connection).scan).toBe(50)
  })
})

describe('the password of the directory server', () => {
  it('is in the keychain alone, and gone with the connection', async () => {
    await settings.set(connection, {
      ...asShown,
      ldap: { url: 'ldaps://DC1.nordwind.example:636/', baseDn: 'dc=x', bindDn: 'cn=r' },
    })
    expect((await settings.setPassword(connection, 'Geheim-4711')).ldap).toMatchObject({ hasPassword: true })
    expect(await settings.ldap(connection)).toEqual({
      url: 'ldaps://DC1.nordwind.example:636',
      baseDn: 'dc=x',
      bindDn: 'cn=r',
      password: 'Geheim-4711',
    })
    expect(passwordsKept()).toEqual(['ldap-c1'])
    expect(JSON.stringify([file.read('certificates'), audit.entries])).not.toContain('Geheim')
    expect(recorded().at(-1)).toMatchObject({ before: { ldapPassword: false }, after: { ldapPassword: true } })
    await settings.leave(connection)
    expect([passwordsKept(), settings.shown(connection).ldap]).toMatchObject([
      [],
      { hasPassword: false, baseDn: 'dc=x' },
    ])
    await settings.forget(connection)
    expect(settings.shown(connection).ldap.url).toBeNull()
  })

  it('is listed for as long as the keychain may hold it', async () => {
    keychain.faults = { locked: true }
    await expect(settings.setPassword(connection, 'Geheim-4711')).rejects.toBeDefined()
    expect(settings.shown(connection).ldap.hasPassword).toBe(true)
    keychain.faults = {}
    expect((await settings.setPassword(connection, null)).ldap.hasPassword).toBe(false)
    expect(passwordsKept()).toEqual([])
  })

  it('is asked of nobody while no server is entered', async () => {
    expect(await settings.ldap(connection)).toBeNull()
  })
})

describe('a trusted root', () => {
  it('comes from a file, DER or PEM, once, and can be removed', async () => {
    const root = makeCertificate({ subject: 'CN=Nordwind Root', key: keyNamed('root'), extensions: [authority()] })
    picked = [
      { name: 'root.cer', bytes: root },
      { name: 'root.pem', bytes: Buffer.from(`Nordwind\n${pem(root)}`) },
    ]
    const { roots } = await settings.addRoot(connection)
    expect(roots).toHaveLength(1)
    expect(roots[0]).not.toHaveProperty('der')
    expect(roots[0]?.subject).toContain('Nordwind Root')
    expect(settings.kept(connection).roots[0]?.der).toBe(Buffer.from(root).toString('base64'))
    expect(recorded()).toMatchObject([
      { before: { trustedRoots: [] }, after: { trustedRoots: [expect.stringContaining('Nordwind Root')] } },
    ])
    await settings.addRoot(connection)
    expect(recorded()).toHaveLength(1)
    expect((await settings.removeRoot(connection, roots[0]?.sha256 ?? '')).roots).toEqual([])
  })

  it('is no certificate of a person, and no other file', async () => {
    const person = makeCertificate({
      subject: 'CN=Anna Berg',
      key: keyNamed('anna'),
      extensions: [keyUsage('digitalSignature')],
    })
    for (const bytes of [person, Buffer.from('Guten Tag'), Buffer.from([0x30, 0x82, 1]), Buffer.from(pem(person))]) {
      picked = [{ name: 'anna.cer', bytes }]
      await expect(settings.addRoot(connection)).rejects.toMatchObject({
        code: 'root_unfit',
        params: { name: 'anna.cer' },
      })
    }
    expect(settings.shown(connection).roots).toEqual([])
  })

  it('is not added where the dialog is cancelled', async () => {
    expect((await settings.addRoot(connection)).roots).toEqual([])
    expect(audit.entries).toEqual([])
  })
})
