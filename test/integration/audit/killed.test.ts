import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { osKeychain } from '../../../electron/vault/os-keychain.ts'
import { everything } from '../../fakes/audit-filter.ts'
import { logOf } from './audit-child.ts'

const service = `Tenantry test ${randomUUID()}`
const folder = mkdtempSync(join(tmpdir(), 'tenantry-audit-'))
const file = join(folder, 'audit.db')
const child = join(import.meta.dirname, 'audit-child.ts')

afterAll(async () => {
  const keychain = osKeychain(service)
  for (const account of await keychain.accounts()) await keychain.delete(account)
  rmSync(folder, { recursive: true, force: true })
})

/** Lets the child append, kills it at some moment after, and returns the last sequence it was answered for. */
const killed = async (milliseconds: number): Promise<number> => {
  const appending = spawn(process.execPath, [child, service, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let last = 0
  const lines = createInterface(appending.stdout)
  lines.on('line', (line) => {
    last = Number(line)
  })
  await once(lines, 'line')
  await sleep(milliseconds)
  appending.kill('SIGKILL')
  await once(lines, 'close')
  return last
}

describe('an audit whose program is killed while it appends, with the keychain of the system', () => {
  it('is a whole chain at every next start, with every record that was answered for', async () => {
    let noted = 0
    for (const milliseconds of [3, 40, 77, 110, 151, 202]) {
      const last = await killed(milliseconds)
      const log = logOf(service, file)
      const { fault, headMatches, records } = await log.status()
      expect({ fault, headMatches }).toEqual({ fault: null, headMatches: true })
      expect(records).toBeGreaterThanOrEqual(last)
      const verified = await log.verify(() => undefined, new AbortController().signal)
      expect(verified).toMatchObject({ ok: true, records, faults: [] })
      noted = (await log.list({ ...everything, actions: ['auditHeadChecked'] }, 0, 1)).total
      await log.close()
    }
    console.info(`of 6 kills, ${noted} fell between file and keychain`)
  })
})
