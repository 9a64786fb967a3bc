import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { AuditStore } from '../../../electron/audit/audit-store.ts'
import { connect } from '../../../electron/sqlite/database.ts'
import { everything } from '../../fakes/audit-filter.ts'
import { unchained } from '../../unit/audit/entries.ts'
import { verifier } from '../../unit/audit/verifier.ts'
import { Desk, entry } from './desk.ts'

const many = 100_000

/** As many records as years would make, written in one transaction. */
const fill = async (desk: Desk): Promise<void> => {
  const database = connect(desk.file, await desk.keys.databaseKey())
  const store = new AuditStore(database)
  database.transaction(() => {
    for (let index = 0; index < many; index++) {
      const operationId = `operation-${Math.floor(index / 2)}`
      const correlation = { operationId, runId: null, requestIds: [`request-${index}`] }
      store.append(unchained({ outcome: index % 2 === 0 ? 'attempted' : 'succeeded', correlation }))
    }
  })()
  const last = store.last()
  if (last !== null) await desk.keys.setHead(last)
  store.close()
}

describe('100,000 records', () => {
  it('are verified, listed, searched and exported without holding the main thread', async () => {
    await using desk = new Desk()
    await fill(desk)
    const times: Record<string, number> = {}
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const timed = async <Value>(name: string, task: () => Promise<Value>): Promise<Value> => {
      const start = performance.now()
      const value = await task()
      times[name] = Math.round(performance.now() - start)
      return value
    }
    await timed('open', () => desk.log.get(1))
    expect(await timed('list', () => desk.log.list(everything, 0, 50))).toMatchObject({ total: many / 2 })
    await timed('list again', () => desk.log.list(everything, 0, 50))
    await timed('list at the end', () => desk.log.list(everything, many / 2 - 50, 50))
    await timed('status', () => desk.log.status())
    expect(
      (
        await timed('filter', () =>
          desk.log.list({ ...everything, connectionId: 'connection-1', actions: ['permissionsChanged'] }, 0, 50),
        )
      ).total,
    ).toBe(many / 2)
    expect((await timed('search', () => desk.log.list({ ...everything, text: 'request-77777' }, 0, 50))).total).toBe(1)
    await timed('append', () => desk.log.record(entry()))
    let steps = 0
    const verified = await timed('verify', () => desk.log.verify(() => steps++, new AbortController().signal))
    expect(verified).toMatchObject({ ok: true, records: many + 1, headMatches: true })
    expect(steps).toBeGreaterThan(50)

    const stop = new AbortController()
    await expect(desk.log.verify(() => stop.abort(), stop.signal)).rejects.toMatchObject({ code: 'cancelled' })

    for (const format of ['jsonl', 'csv'] as const) {
      const file = join(desk.folder, `audit.${format}`)
      const exporting = timed(format, () =>
        desk.log.export(file, format, () => undefined, new AbortController().signal),
      )
      // Others are answered meanwhile.
      expect((await desk.log.list(everything, 0, 1)).rows).toHaveLength(1)
      await exporting
    }
    delay.disable()
    const read = (format: string) => verifier.verifyExport(readFileSync(join(desk.folder, `audit.${format}`)))
    expect((await timed('audit-verify jsonl', async () => read('jsonl'))).ok).toBe(true)
    expect((await timed('audit-verify csv', async () => read('csv'))).ok).toBe(true)
    console.info('100,000 records, ms:', times, 'main thread held at most:', Math.round(delay.max / 1e6))
  }, 300_000)
})
