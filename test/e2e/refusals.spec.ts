/** What an administrator reads when a connection cannot be made: what happened, the cure, and nothing is saved. */
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { osKeychain } from '../../electron/vault/os-keychain.ts'
import { request } from '../environment/application.ts'
import { root } from '../environment/electron.ts'
import { type SpawnedTenant, spawnTenant } from '../tenant/spawn.ts'
import { Launcher } from './launcher.ts'
import {
  credentialField,
  type Entered,
  expectProblem,
  expectRefusal,
  open,
  passphraseField,
  submitConnection,
} from './steps.ts'
import { expect, sharedRun } from './tenant-fixture.ts'

const test = sharedRun()
test.use({ tenantOptions: { users: 20, groups: 10 } })

const certificate = (tenant: SpawnedTenant, privateKeyPem = tenant.privateKeyPem): Entered => ({
  tenantId: tenant.tenantId,
  clientId: tenant.clientId,
  credential: `${tenant.certificatePem}\n${privateKeyPem}`,
})
const secret = (tenant: SpawnedTenant): Entered => ({ ...certificate(tenant), credential: tenant.clientSecret })

const otherKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' })
const encryptedKey = (tenant: SpawnedTenant) =>
  createPrivateKey(tenant.privateKeyPem).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'correct horse',
  }) as string

const keychain = osKeychain('Tenantry (simulated cloud)')
/** The audit writes its own entries there, of refused attempts as well. */
const ofConnections = async () => (await keychain.accounts()).filter((name) => name.startsWith('connection/')).sort()
let kept: readonly string[] = []

test.beforeEach(async ({ page }) => {
  kept = await ofConnections()
  await open(page, 'settings')
})

test.afterEach(async ({ page }) => {
  expect(await request(page, 'connection.get', {})).toEqual({ connection: null })
  expect(await ofConnections()).toEqual(kept)
})

test('a wrong secret', async ({ page, tenant }) => {
  const wrong = `${tenant.clientSecret.slice(0, -4)}XXXX`
  await submitConnection(page, { ...secret(tenant), credential: wrong })
  await expectRefusal(page, 'Entra refused the client secret (AADSTS7000215).', 'Paste the secret’s value, not its id')
})

test('a tenant that does not exist', async ({ page, tenant }) => {
  const tenantId = '11111111-2222-4333-8444-555555555555'
  await submitConnection(page, { ...secret(tenant), tenantId })
  await expectRefusal(page, `Entra knows no tenant ${tenantId} (AADSTS90002).`, 'Check the tenant id or domain')
})

test('an application that does not exist there', async ({ page, tenant }) => {
  const clientId = '11111111-2222-4333-8444-555555555555'
  await submitConnection(page, { ...secret(tenant), clientId })
  await expectRefusal(
    page,
    `The application ${clientId} does not exist in this tenant (AADSTS700016).`,
    'Check client id and tenant id.',
  )
})

test('a permission without consent', async ({ page, tenant }) => {
  await tenant.control('POST', 'set', { roles: ['User.Read.All'] })
  await submitConnection(page, certificate(tenant))
  await expectRefusal(page, 'The permission GroupMember.Read.All is missing.', 'grant admin consent')
  await tenant.control('POST', 'set', { roles: ['User.Read.All', 'Group.Read.All'] })
})

test('a key that does not belong to the certificate', async ({ page, tenant }) => {
  await submitConnection(page, certificate(tenant, otherKey() as string))
  const thumbprint = new X509Certificate(tenant.certificatePem).fingerprint256.replaceAll(':', '')
  await expectProblem(
    credentialField(page),
    `The private key does not belong to the certificate ${thumbprint}.`,
    'Choose the key that the certificate was made with.',
  )
})

test('an encrypted key without its passphrase, and with a wrong one', async ({ page, tenant }) => {
  const entered = certificate(tenant, encryptedKey(tenant))
  await submitConnection(page, entered)
  await expectProblem(passphraseField(page), 'The private key is encrypted.', 'Enter its passphrase.')
  await submitConnection(page, { ...entered, passphrase: 'wrong' })
  await expectProblem(
    passphraseField(page),
    'The passphrase does not open the private key.',
    'Enter the passphrase that the key was encrypted with.',
  )
})

test('text that is neither a secret nor a certificate with its key', async ({ page, tenant }) => {
  await submitConnection(page, { ...certificate(tenant), credential: tenant.certificatePem })
  await expectProblem(credentialField(page), 'The certificate came without its private key.', 'Add the private key')
})

test('an expired secret', async ({ page, tenant }) => {
  await tenant.control('POST', 'secret/expire')
  await submitConnection(page, secret(tenant))
  await expectRefusal(page, 'because it has expired (AADSTS7000222).', 'Create a new secret')
})

test('a server whose certificate nobody here trusts', async () => {
  const untrusted = await spawnTenant({ users: 20, groups: 10, untrusted: true })
  const other = new Launcher(root, '#root > *')
  try {
    const { page } = await other.launch({ cloud: await untrusted.cloudFile(other.profile) })
    await open(page, 'settings')
    await submitConnection(page, certificate(untrusted))
    await expectRefusal(
      page,
      `The certificate of ${new URL(untrusted.url).host} is not trusted by this computer.`,
      'have its root certificate installed',
    )
    expect(await request(page, 'connection.get', {})).toEqual({ connection: null })
  } finally {
    await other.end()
    await untrusted.stop()
  }
})

// The last one: it ends the tenant that all of them share.
test('a host that does not answer', async ({ page, tenant }) => {
  await tenant.stop()
  await submitConnection(page, certificate(tenant))
  await expectRefusal(page, `${new URL(tenant.url).host} does not accept the connection.`, 'Check firewall and proxy.')
})
