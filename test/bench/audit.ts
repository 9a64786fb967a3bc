import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AuditKeys } from '../../electron/audit/audit-keys.ts'
import { AuditLog } from '../../electron/audit/audit-log.ts'
import { AuditStore } from '../../electron/audit/audit-store.ts'
import { connect } from '../../electron/sqlite/database.ts'
import { Vault } from '../../electron/vault/vault.ts'
import { everything } from '../fakes/audit-filter.ts'
import { FakeClock } from '../fakes/fake-clock.ts'
import { MemoryKeychain } from '../fakes/memory-keychain.ts'
import { SilentLogger } from '../fakes/silent-logger.ts'
import { unchained } from '../unit/audit/entries.ts'
import { verifier } from '../unit/audit/verifier.ts'
import { median } from './measure.ts'
import { type Row, row } from './row.ts'

const times = 5
const never = new AbortController().signal

/** The chain verified in its encrypted file, by its thread, against the stand-alone verifier over the export of the same records. */
export const benchAudit = (name: string, records: number): Promise<readonly Row[]> =>
  withAudit(records, async (open, folder) => {
    const log = open()
    await log.start()
    const ours: number[] = []
    for (let time = 0; time < times; time++) ours.push(await timed(() => verified(log)))
    const exported = join(folder, 'audit.jsonl')
    await log.export(exported, 'jsonl', () => undefined, never)
    await log.close()
    const theirs: number[] = []
    for (let time = 0; time < times; time++)
      theirs.push(await timed(async () => checked(verifier.verifyExport(readFileSync(exported)))))
    return [row(`audit/${name}`, median(ours), 'ms', median(theirs))]
  })

/**
 * The file opened, which begins its thread, and the first entries of the page read. Against the same with a hundred
 * records: near 1 their number costs nothing.
 */
export const benchAuditPage = async (name: string, records: number): Promise<readonly Row[]> => {
  const many = await withAudit(records, toFirstEntries)
  const few = await withAudit(100, toFirstEntries)
  return [row(`audit-page/${name}`, many, 'ms', few)]
}

const toFirstEntries = async (open: () => AuditLog): Promise<number> => {
  const taken: number[] = []
  for (let time = 0; time < times; time++) {
    const log = open()
    taken.push(
      await timed(async () => {
        await log.start()
        const { rows } = await log.list(everything, 0, 50)
        if (rows.length !== 50) throw new Error(`The page shows ${rows.length} entries`)
      }),
    )
    await log.close()
  }
  return median(taken)
}

const withAudit = async <Value>(
  records: number,
  task: (open: () => AuditLog, folder: string) => Promise<Value>,
): Promise<Value> => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'))
  const file = join(folder, 'audit.db')
  const keys = new AuditKeys(new Vault(new MemoryKeychain()))
  try {
    await fill(file, keys, records)
    const open = () =>
      new AuditLog({
        keys,
        file,
        script: new URL('../../electron/audit/thread.ts', import.meta.url),
        actor: { osUser: 'NORDWIND\\h.müller', host: 'NB-4471' },
        clock: new FakeClock(),
        logger: new SilentLogger(),
        newId: () => 'operation-bench',
        onAppended: () => undefined,
      })
    return await task(open, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const verified = async (log: AuditLog): Promise<void> => checked(await log.verify(() => undefined, never))

const checked = ({ ok }: { readonly ok: boolean }): void => {
  if (!ok) throw new Error('the chain that was measured is broken')
}

const timed = async (task: () => Promise<void>): Promise<number> => {
  const started = performance.now()
  await task()
  return performance.now() - started
}

const fill = async (file: string, keys: AuditKeys, records: number): Promise<void> => {
  const database = connect(file, await keys.databaseKey())
  const store = new AuditStore(database)
  database.transaction(() => {
    for (let index = 0; index < records; index++) {
      const correlation = { operationId: `operation-${index >> 1}`, runId: null, requestIds: [`request-${index}`] }
      store.append(unchained({ outcome: index % 2 === 0 ? 'attempted' : 'succeeded', correlation }))
    }
  })()
  const last = store.last()
  if (last !== null) await keys.setHead(last)
  store.close()
}
