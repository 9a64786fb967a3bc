import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConnectWizard } from '../../../electron/connection/connect-wizard.ts'
import { AdminConsent } from '../../../electron/connection/consent/admin-consent.ts'
import { CredentialDesk } from '../../../electron/connection/credentials/credential-desk.ts'
import { type NodeFetch, nodeFetch } from '../../fakes/node-fetch.ts'
import type { RecordingAudit } from '../../fakes/recording-audit.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { connectingDesk } from './connecting-desk.ts'

const never = new AbortController().signal
let tenant: Tenant
let line: NodeFetch
let folder: string

beforeAll(async () => {
  tenant = await startTenant({ users: 20, groups: 5, memberships: 20 })
  tenant.controls.registrations.change({
    signInAudience: 'AzureADMultipleOrgs',
    publicRedirects: ['http://localhost/consent'],
    requiredRoles: ['User.Read.All', 'GroupMember.Read.All'],
  })
  line = nodeFetch(tenant.caPem)
  folder = mkdtempSync(join(tmpdir(), 'wizard-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await line.close()
  await tenant.close()
})

const wizardDesk = () => {
  const desk = connectingDesk(tenant, line)
  const wizard = new ConnectWizard({
    consent: new AdminConsent(desk.browserNeeds),
    signIns: desk.signIns,
    setup: desk.setup,
    auditing: desk.auditing,
    graph: (_cloud, tokens) => desk.graphOf(tokens),
  })
  const credentials = new CredentialDesk({
    auditing: desk.auditing,
    connections: desk.connections,
    shelf: desk.shelf,
    application: desk.application,
    target: { choose: async ({ name }) => join(folder, name) },
    targetTitle: () => '',
    certificateName: () => 'Tenantry on NB-4471',
    clock: desk.clock,
  })
  return { ...desk, wizard, credentials }
}

const told = ({ entries }: RecordingAudit) => entries.map(({ action, outcome }) => `${action} ${outcome}`)

describe('Connect with Microsoft', () => {
  it('(a) one sign-in, a choice of features, connected', async () => {
    const { wizard, ended, connections, audit } = wizardDesk()
    expect(wizard.admin()).toBeNull()
    expect(() => wizard.startSetup({ features: [], displayName: 'x', keyBits: 3_072, months: 12 })).toThrow(
      'admin_signed_out',
    )
    expect(await wizard.signIn('global', null)).toEqual({
      cloud: 'global',
      tenantId: tenant.tenantId,
      tenantName: tenant.displayName,
      userName: 'gesa.adler@nordwind.example',
      mayGrant: true,
    })
    wizard.startSetup({ features: ['smimeFromMail'], displayName: 'Tenantry', keyBits: 3_072, months: 6 })
    expect(await ended()).toMatchObject({ state: 'done' })
    expect(connections.get()?.roles).toEqual(
      expect.arrayContaining(['User.Read.All', 'GroupMember.Read.All', 'Mail.Read']),
    )
    expect(wizard.admin()).toBeNull()
    expect(told(audit)).toEqual([
      'adminSignIn attempted',
      'adminSignIn succeeded',
      'registrationCreated attempted',
      'registrationCreated succeeded',
      'connect attempted',
      'connect succeeded',
    ])
    const userName = 'gesa.adler@nordwind.example'
    expect(audit.entries[1]?.after).toMatchObject({ tenantId: tenant.tenantId, userName, mayGrant: true })
    expect(audit.entries[3]?.after).toMatchObject({
      tenantId: tenant.tenantId,
      clientId: connections.get()?.clientId,
      rolesGranted: expect.arrayContaining(['User.Read.All', 'GroupMember.Read.All', 'Mail.Read']),
    })
    expect(JSON.stringify(audit.entries)).not.toMatch(/PRIVATE KEY|eyJ/)
  })

  it('(b) consent, a certificate made here, uploaded by hand, tested, connected', async () => {
    const { wizard, connections, credentials, audit } = wizardDesk()
    const { tenantId, clientId } = await wizard.consent({ cloud: 'global', clientId: tenant.clientId, tenant: null })
    const { handle, summary } = await credentials.make({ keyBits: 3_072, months: 12 })
    const save = () =>
      connections.testAndSave(
        { tenantId, clientId, cloud: 'global', credential: { from: 'files', handles: [handle] } },
        never,
      )
    await expect(save()).rejects.toMatchObject({ code: 'certificate_refused' })
    const name = await credentials.exportMade(handle, 'cer')
    const uploaded = readFileSync(join(folder, name ?? ''))
    expect(uploaded.toString('latin1')).not.toContain('PRIVATE')
    tenant.controls.addCertificate(new X509Certificate(uploaded).toString())
    expect(await save()).toMatchObject({ credential: summary, tenantId: tenant.tenantId })
    const [kept] = credentials.list()
    expect(kept).toMatchObject({ active: true, expiryFrom: 'certificate' })
    await expect(credentials.remove(kept?.id ?? '')).rejects.toMatchObject({ code: 'credential_in_use' })
    expect(await credentials.exportKept(kept?.id ?? '', 'pem')).toMatch(/\.pem$/)
    // Once saved, the handle opens nothing any more.
    await expect(credentials.exportMade(handle, 'pem')).rejects.toMatchObject({ code: 'file_unreadable' })
    expect(told(audit)).toEqual([
      'consent attempted',
      'consent succeeded',
      'connect attempted',
      'connect refused',
      'exportMade attempted',
      'exportMade succeeded',
      'connect attempted',
      'connect succeeded',
      'exportMade attempted',
      'exportMade succeeded',
    ])
  })

  it('a sign-in that is refused, and entries that are no ids, are recorded without what was typed', async () => {
    const { wizard, browser, audit } = wizardDesk()
    browser.visit = { account: 'cancel' }
    await expect(wizard.signIn('global', null)).rejects.toMatchObject({ code: 'consent_declined' })
    const planted = 'q7~Planted.Secret_0123456789abcdefghij'
    await expect(wizard.signIn('global', planted)).rejects.toMatchObject({ code: 'validation' })
    const ask = wizard.consent({ cloud: 'global', clientId: planted, tenant: planted })
    await expect(ask).rejects.toMatchObject({ code: 'validation' })
    expect(told(audit)).toEqual([
      'adminSignIn attempted',
      'adminSignIn refused',
      'adminSignIn attempted',
      'adminSignIn refused',
      'consent attempted',
      'consent refused',
    ])
    expect(JSON.stringify(audit.entries)).not.toContain(planted)
  })

  it('a second wait for the browser takes the place of the first, and can be cancelled', async () => {
    const { wizard, browser } = wizardDesk()
    tenant.controls.set({ consentOutcome: 'silent' })
    const ask = () => wizard.consent({ cloud: 'global', clientId: tenant.clientId, tenant: null })
    const first = expect(ask()).rejects.toMatchObject({ code: 'cancelled' })
    await expect.poll(() => browser.lastPage).toContain('Need admin approval')
    const second = expect(ask()).rejects.toMatchObject({ code: 'cancelled' })
    await first
    await expect.poll(() => browser.opened.length).toBe(2)
    wizard.cancelBrowser()
    await second
    tenant.controls.set({ consentOutcome: null })
    await expect(ask()).resolves.toMatchObject({ tenantId: tenant.tenantId })
  })

  it('a secret whose end Entra does not tell takes a date by hand', async () => {
    const { connections, credentials, audit } = wizardDesk()
    const { tenantId, clientId, clientSecret: text } = tenant
    await connections.testAndSave({ tenantId, clientId, cloud: 'global', credential: { from: 'paste', text } }, never)
    const [kept] = credentials.list()
    expect(kept).toMatchObject({ expiresAt: null, expiryFrom: null })
    expect(await credentials.readExpiry(kept?.id ?? '', never)).toEqual({ found: 'notPermitted', ends: [] })
    await credentials.setExpiry(kept?.id ?? '', '2027-05-01T00:00:00.000Z')
    expect(credentials.list()).toMatchObject([{ expiresAt: '2027-05-01T00:00:00.000Z', expiryFrom: 'typed' }])
    const recorded = audit.entries.length
    expect(audit.entries.at(-1)).toMatchObject({
      action: 'settingsChanged',
      before: { secretExpiresAt: null, expiryFrom: null },
      after: { secretExpiresAt: '2027-05-01T00:00:00.000Z', expiryFrom: 'typed' },
    })
    // The same day once more is no change.
    await credentials.setExpiry(kept?.id ?? '', '2027-05-01T00:00:00.000Z')
    expect(audit.entries).toHaveLength(recorded)
    tenant.controls.set({ roles: ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All'] })
    await connections.test(connections.active().id, never)
    const graph = await connections.graph(connections.active().id)
    tenant.controls.revokeTokens()
    await graph.get('/organization', {}, never)
    expect(await credentials.readExpiry(kept?.id ?? '', never)).toMatchObject({ found: 'one' })
    expect(credentials.list()).toMatchObject([{ expiryFrom: 'entra' }])
  })
})
