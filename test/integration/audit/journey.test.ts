import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChainedRecord } from '../../../shared/domain/audit.ts'
import { en } from '../../../shared/text/en/index.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { verifierFile } from '../../unit/audit/verifier.ts'
import { Program } from './program.ts'

let tenant: Tenant
beforeAll(async () => {
  tenant = await startTenant({ users: 20, groups: 10, memberships: 20 })
})
afterAll(() => tenant.close())

const told = (records: readonly ChainedRecord[]) => records.map(({ action, outcome }) => `${action} ${outcome}`)
const both = (action: string) => [`${action} attempted`, `${action} succeeded`]
/** The only record with this action and outcome. */
const one = (records: readonly ChainedRecord[], action: string, outcome = 'succeeded') => {
  const found = records.filter((record) => record.action === action && record.outcome === outcome)
  expect(found, `${action} ${outcome}`).toHaveLength(1)
  return found[0] as ChainedRecord
}

const connect = async (program: Program) => {
  await program.ask('setup.signIn', { cloud: 'global', tenant: null })
  const wish = { features: ['smimeFromMail' as const], displayName: 'Tenantry', keyBits: 3_072, months: 6 } as const
  await program.ask('setup.start', wish)
  await expect.poll(async () => (await program.ask('setup.begin', {})).status?.state, { timeout: 30_000 }).toBe('done')
  const { connection } = await program.ask('connection.get', {})
  if (connection === null) throw new Error('not connected')
  return connection
}

const rotate = async (program: Program) => {
  await program.ask('credentials.startRotation', { keyBits: 3_072, months: 12 })
  await expect
    .poll(async () => (await program.ask('credentials.list', {})).rotation, { timeout: 30_000 })
    .toMatchObject({ running: false, step: 'switched' })
  await program.ask('credentials.finishRotation', {})
}

const verified = (program: Program) => program.ask('audit.verify', { jobId: 'verify-it' })

/** As a third party does: with Node, the script and the file. */
const exported = async (program: Program, format: 'jsonl' | 'csv') => {
  const { exported: made } = await program.ask('audit.export', { jobId: 'export-it', format })
  if (made === null) throw new Error('not exported')
  const file = join(program.folder, made.name)
  const { status, stdout } = spawnSync(process.execPath, [verifierFile, file, made.keyId], { encoding: 'utf8' })
  expect(stdout).toContain(`OK: ${made.records} records, unbroken`)
  expect(status).toBe(0)
  return { ...made, text: readFileSync(file, 'utf8') }
}

describe('from connecting to disconnecting', () => {
  it('every step stands in the chain, in order, with before and after, and the export proves it', async () => {
    await using program = new Program(tenant)
    await program.start()
    const connection = await connect(program)
    await rotate(program)
    await program.ask('app.setPreferences', { theme: 'dark' })
    await program.ask('app.setPreferences', { theme: 'dark' })
    const first = await exported(program, 'jsonl')
    await program.ask('connection.disconnect', { id: connection.id, keepCredentials: false })

    const records = await program.records()
    expect(told(records)).toEqual([
      'auditStarted succeeded',
      ...both('adminSignIn'),
      ...both('registrationCreated'),
      ...both('connect'),
      ...both('credentialAdded'),
      ...both('credentialRotated'),
      ...both('credentialRemoved'),
      ...both('settingsChanged'),
      'exportMade attempted',
      'auditSigningKeyMade succeeded',
      'exportMade succeeded',
      ...both('disconnect'),
    ])
    expect(records.map(({ sequence }) => sequence)).toEqual(records.map((_record, index) => index + 1))

    const { tenantId, clientId } = connection
    const thumbprint = (record: ChainedRecord, when: 'before' | 'after') => record[when]?.['credentialThumbprint']
    const connected = one(records, 'connect')
    expect(connected).toMatchObject({
      connectionId: connection.id,
      before: null,
      after: { tenantId, clientId, state: 'connected', roles: expect.arrayContaining(['Mail.Read']) },
    })
    const former = thumbprint(connected, 'after')
    const rotated = one(records, 'credentialRotated')
    expect(former).toMatch(/^[0-9A-F]{64}$/)
    expect(thumbprint(rotated, 'before')).toBe(former)
    expect(thumbprint(rotated, 'after')).toMatch(/^[0-9A-F]{64}$/)
    expect(thumbprint(rotated, 'after')).not.toBe(former)
    expect(thumbprint(one(records, 'credentialAdded'), 'after')).toBe(thumbprint(rotated, 'after'))
    expect(one(records, 'credentialRemoved')).toMatchObject({
      before: { credentialThumbprint: former },
      after: { removedFromRegistration: true },
    })
    expect(one(records, 'settingsChanged')).toMatchObject({ before: { theme: 'system' }, after: { theme: 'dark' } })
    expect(one(records, 'exportMade').after).toMatchObject({ file: first.name, sha256: first.sha256 })
    expect(one(records, 'disconnect')).toMatchObject({
      before: { state: 'connected' },
      after: { state: 'disconnected' },
    })
    const operations = Map.groupBy(records, ({ correlation }) => correlation.operationId)
    operations.delete(null)
    for (const pair of operations.values())
      expect(pair.map(({ outcome }) => outcome)).toEqual(['attempted', 'succeeded'])

    const whole = { ok: true, records: records.length, broken: null, faults: [] }
    expect(await verified(program)).toMatchObject(whole)
    expect(await program.ask('audit.status', {})).toMatchObject({ records: records.length, headMatches: true })
    const second = await exported(program, 'csv')
    expect(second.keyId).toBe(first.keyId)
    for (const { text } of [first, second]) expect(text).not.toMatch(/PRIVATE KEY|eyJ|access_token/)
    // The page has a word for every name.
    const names = records.flatMap(({ before, after }) => Object.keys({ ...before, ...after }))
    expect(names.filter((name) => !Object.hasOwn(en.audit.fields, name))).toEqual([])
  }, 120_000)
})
