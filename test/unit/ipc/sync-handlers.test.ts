import { describe, expect, it } from 'vitest'
import type { TenantSessions } from '../../../electron/connection/tenant-session.ts'
import { syncHandlers } from '../../../electron/ipc/handlers/sync.ts'
import type { PendingChanges } from '../../../shared/domain/change.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { RecordingAudit } from '../../fakes/recording-audit.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'

const counts = { usersAdded: 1, usersRemoved: 90, usersChanged: 2, groupsAdded: 0, groupsRemoved: 3, groupsChanged: 0 }
const held: PendingChanges = {
  runId: 'r',
  at: '2026-01-02T03:04:05.000Z',
  held: true,
  beyondGuard: true,
  counts: { ...counts, gained: 0, lost: 7 },
}

const desk = (pending: PendingChanges | null, fails?: Error) => {
  const asked: string[] = []
  const act = (name: string) => async (given: string) => {
    asked.push(`${name} ${given}`)
    if (fails) throw fails
    return true
  }
  const sync = {
    applyHeld: act('apply'),
    keepHeld: act('keep'),
    start: async (trigger: string, what: object = {}) => {
      asked.push(`start ${trigger} ${JSON.stringify(what)}`)
      return { runId: trigger }
    },
  }
  const known = async (id: string) => {
    if (id !== 'known') throw new AppError('not_found', { id })
  }
  const directory = { read: { pending: async () => pending, user: known, group: known } }
  const sessions = { current: async () => ({ connectionId: 'c', directory, sync }) } as unknown as TenantSessions
  const audit = new RecordingAudit()
  const refusals: Error[] = []
  const usable = () => {
    const no = refusals.shift()
    if (no) throw no
    return { id: 'c' } as Connection
  }
  const handlers = syncHandlers(sessions, { usable }, { audit, logger: new SilentLogger() })
  return { handlers, audit, asked, refusals }
}

describe('the answer to a held run', () => {
  it.each([
    ['sync.applyHeld', 'guardApplied', 'apply r'],
    ['sync.keepHeld', 'guardKept', 'keep r'],
  ] as const)('%s is on record before it is done, with what would be removed', async (route, action, done) => {
    const { handlers, audit, asked } = desk(held)
    expect(await handlers[route]({ runId: 'r' })).toEqual({})
    expect(asked).toEqual([done])
    const before = { usersRemoved: 90, groupsRemoved: 3, membershipsLost: 7 }
    expect(audit.entries).toMatchObject([
      { action, outcome: 'attempted', connectionId: 'c', before, correlation: { runId: 'r' } },
      { action, outcome: 'succeeded', connectionId: 'c', before, correlation: { runId: 'r' } },
    ])
  })

  it('that keeps everything is recorded as remembered', async () => {
    const { handlers, audit } = desk(held)
    await handlers['sync.keepHeld']({ runId: 'r' })
    await handlers['sync.applyHeld']({ runId: 'r' })
    const ends = audit.entries.filter(({ outcome }) => outcome === 'succeeded')
    expect(ends.map(({ after }) => after)).toEqual([{ remembered: true }, undefined])
  })

  it('is not given, nor recorded, when nothing of that run waits', async () => {
    for (const pending of [null, { ...held, runId: 'other' }, { ...held, held: false }]) {
      const { handlers, audit, asked } = desk(pending)
      await expect(handlers['sync.applyHeld']({ runId: 'r' })).rejects.toMatchObject({ code: 'not_found' })
      expect([audit.entries, asked]).toEqual([[], []])
    }
  })

  it('that fails is recorded as such', async () => {
    const { handlers, audit } = desk(held, new AppError('sync_running'))
    await expect(handlers['sync.keepHeld']({ runId: 'r' })).rejects.toMatchObject({ code: 'sync_running' })
    expect(audit.entries.at(-1)).toMatchObject({
      action: 'guardKept',
      outcome: 'failed',
      error: { code: 'sync_running' },
    })
  })
})

it('a rehearsal is refused before it begins where a run could only fail', async () => {
  const { handlers, refusals } = desk(null)
  expect(await handlers['sync.rehearse']({})).toEqual({ runId: 'rehearsal' })
  refusals.push(new AppError('not_connected'))
  await expect(handlers['sync.rehearse']({})).rejects.toMatchObject({ code: 'not_connected' })
})

describe('a run over a single object', () => {
  it.each(['user', 'group'] as const)('is one that an administrator began, over that %s alone', async (kind) => {
    const { handlers, asked } = desk(null)
    expect(await handlers['sync.one']({ kind, id: 'known' })).toEqual({ runId: 'manual' })
    expect(asked).toEqual([`start manual ${JSON.stringify({ one: { kind, id: 'known' } })}`])
  })

  it('does not begin for one that the snapshot does not hold, nor where it could only fail', async () => {
    const { handlers, asked, refusals } = desk(null)
    const other = handlers['sync.one']({ kind: 'user', id: '../groups' })
    await expect(other).rejects.toMatchObject({ code: 'not_found' })
    refusals.push(new AppError('not_connected'))
    await expect(handlers['sync.one']({ kind: 'user', id: 'known' })).rejects.toMatchObject({ code: 'not_connected' })
    expect(asked).toEqual([])
  })

  it('does not begin while a held run waits for an answer, which it would drop', async () => {
    const { handlers, asked } = desk(held)
    const one = handlers['sync.one']({ kind: 'user', id: 'known' })
    await expect(one).rejects.toMatchObject({ code: 'sync_held' })
    expect(asked).toEqual([])
  })
})
