/**
 * `npm run demo`: a simulated tenant, the real application with a fresh profile connected to it, a first sync.
 * People of the tenant sign their mail; its authority is trusted as one of the machine's (on Linux; elsewhere it can be
 * added in the settings, from the file that is named at the start).
 * Options: --users N --groups N --memberships N --latency MS --seed N, --roles A,B (what was consented to),
 * --headless (no display; prints the counts as one line of JSON).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { defaultRoles } from '../tenant/applications/registered.ts'
import { type SpawnedTenant, spawnTenant } from '../tenant/spawn.ts'
import { connectAndSync, request } from './application.ts'
import { electronEnvironment, root, sayWhichElectron } from './electron.ts'
import { ensureKeyring } from './keyring.ts'

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '5000' },
    groups: { type: 'string', default: '400' },
    memberships: { type: 'string' },
    latency: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    roles: { type: 'string' },
    headless: { type: 'boolean', default: false },
  },
})

const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
const headless = values.headless || !hasDisplay

ensureKeyring()
sayWhichElectron()
// In this process, too: Playwright asks `require('electron')` here for what to start.
Object.assign(process.env, electronEnvironment())
if (headless && !values.headless) process.stderr.write('There is no display here: running as with --headless.\n')
const profile = mkdtempSync(join(tmpdir(), 'tenantry-demo-'))
process.on('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))

const whole = (name: string, text: string): number => {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 0) return number
  process.stderr.write(`--${name} takes a whole number, not ${text}\n`)
  process.exit(2)
}

const tenantOptions = {
  users: whole('users', values.users),
  groups: whole('groups', values.groups),
  ...(values.memberships === undefined ? {} : { memberships: whole('memberships', values.memberships) }),
  latencyMs: whole('latency', values.latency),
  seed: whole('seed', values.seed),
  roles: values.roles?.split(',') ?? [...defaultRoles, 'Mail.Read'],
}

let tenant: SpawnedTenant | undefined
let app: ElectronApplication | undefined
try {
  tenant = await spawnTenant(tenantOptions)
  // Made by the openssl command, which not every machine has; the rest of the mail needs nothing.
  await tenant.control('POST', 'mail/special').catch(() => undefined)
  const mailRoot = join(profile, 'mail-root.cer')
  writeFileSync(mailRoot, tenant.mailRootPem)
  app = await _electron.launch({
    args: [root, `--user-data-dir=${profile}`, ...(headless ? ['--headless'] : [])],
    cwd: root,
    colorScheme: null,
    env: {
      ...(process.env as Record<string, string>),
      TENANTRY_CLOUD: await tenant.cloudFile(profile),
      ...trusting(tenant),
    },
  })
  const page = await app.firstWindow()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await request(page, 'app.setPreferences', { whenClosed: 'quit' })
  const result = await firstSync(page, tenant)
  if (headless) process.stdout.write(`${JSON.stringify(result)}\n`)
  else {
    process.stderr.write(
      `Synchronised ${result.users} users and ${result.groups} groups in ${result.seconds} s. The tenant's mail root: ${mailRoot}. Close the window to end.\n`,
    )
    await app.waitForEvent('close', { timeout: 0 })
  }
  process.exitCode = result.complete ? 0 : 1
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  await app?.close().catch(() => undefined)
  await tenant?.stop()
}

/** Node takes this file for the operating system's on Linux, so the tenant's root is put beside what is in it. */
function trusting({ mailRootPem }: SpawnedTenant): Record<string, string> {
  if (process.platform !== 'linux') return {}
  const path = join(profile, 'trusted.pem')
  writeFileSync(path, `${ownTrusted()}\n${mailRootPem}`)
  return { SSL_CERT_FILE: path }
}

function ownTrusted(): string {
  const usual = '/etc/ssl/certs/ca-certificates.crt'
  try {
    return readFileSync(process.env['SSL_CERT_FILE'] ?? usual, 'utf8')
  } catch {
    return ''
  }
}

async function firstSync(page: Page, connectTo: SpawnedTenant) {
  const started = performance.now()
  const run = await connectAndSync(page, connectTo)
  const seconds = Math.round((performance.now() - started) / 100) / 10
  if (run.outcome !== 'published') throw new Error(`the sync ended ${run.outcome}: ${JSON.stringify(run.error)}`)
  const { snapshot } = await request(page, 'directory.overview', {})
  if (snapshot === null) throw new Error('nothing was published')
  const { users, groups, memberships, proof } = snapshot
  return { users, groups, memberships, seconds, complete: proof.complete }
}
