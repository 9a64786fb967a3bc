import { describe, expect, it } from 'vitest'
import type { Command } from '../../../electron/cli/command.ts'
import { CommandLine, type CommandNeeds } from '../../../electron/cli/run-command.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { SyncRun } from '../../../shared/domain/sync.ts'
import { AppError } from '../../../shared/ipc/errors.ts'

const run = { runId: 'r', outcome: 'published', error: null, users: 3, groups: 2, memberships: 1 } as SyncRun
const never = () => new Promise<never>(() => undefined)
const idle = () => undefined

/** A tenant's session, as far as commands ask for it; `changed` is what of it this test is about. */
const desk = (changed: { readonly opens?: Promise<unknown>; readonly sync?: object; readonly read?: object } = {}) => {
  const asked: string[] = []
  const ended = Promise.withResolvers<SyncRun>()
  const sync = {
    start: async (trigger: string) => {
      asked.push(`start ${trigger}`)
      return { runId: 'r' }
    },
    cancel: (runId: string) => {
      asked.push(`cancel ${runId}`)
      ended.resolve({ ...run, outcome: 'cancelled' })
    },
    ended: () => ended.promise,
    status: async () => ({ progress: null, last: run }),
    ...changed.sync,
  }
  const read = { overview: async () => ({ snapshot: null }), pending: async () => null, ...changed.read }
  const connection = { id: 'c', tenantName: 'Contoso', state: 'connected' } as Connection
  const needs = {
    connections: { get: () => connection, usable: () => connection },
    sessions: {
      current: async () => {
        await changed.opens
        return { sync, directory: { read } }
      },
    },
    audit: { verify: never },
    language: () => 'en',
  } as unknown as CommandNeeds
  const stop = new AbortController()
  const ask = async (name: 'sync' | 'status' | 'verify') => {
    const out: string[] = []
    const command: Command = { name, json: true, profile: null }
    const code = await new CommandLine(needs).run(command, { out: (line) => out.push(line), note: idle }, stop.signal)
    return { code, answer: JSON.parse(out.join()) }
  }
  return { ask, asked, cancel: () => stop.abort(new AppError('cancelled')) }
}

const cancelled = { code: 1, answer: { error: { code: 'cancelled' } } }

describe('a command that is cancelled', () => {
  it.each(['sync', 'status', 'verify'] as const)('ends before it has begun: %s', async (name) => {
    const { ask, asked, cancel } = desk({ opens: never() })
    const answered = ask(name)
    cancel()
    expect(await answered).toMatchObject(cancelled)
    expect(asked).toEqual([])
  })

  it('ends while the session opens although it opens afterwards', async () => {
    const opens = Promise.withResolvers<void>()
    const { ask, asked, cancel } = desk({ opens: opens.promise })
    const answered = ask('sync')
    cancel()
    opens.resolve()
    expect(await answered).toMatchObject(cancelled)
    expect(asked).toEqual([])
  })

  it('ends while its run begins', async () => {
    const { ask, cancel } = desk({ sync: { start: never } })
    const answered = ask('sync')
    cancel()
    expect(await answered).toMatchObject(cancelled)
  })

  it('ends while the directory does not answer', async () => {
    const { ask, cancel } = desk({ read: { overview: never } })
    const answered = ask('status')
    cancel()
    expect(await answered).toMatchObject(cancelled)
  })

  it('cancels its run, and tells of it', async () => {
    const begun = Promise.withResolvers<void>()
    const { ask, asked, cancel } = desk({
      sync: {
        start: async () => {
          setTimeout(begun.resolve)
          return { runId: 'r' }
        },
      },
    })
    const answered = ask('sync')
    await begun.promise
    cancel()
    expect(await answered).toMatchObject({ code: 1, answer: { outcome: 'cancelled' } })
    expect(asked).toEqual(['cancel r'])
  })
})

describe('a sync by command', () => {
  it('begins no run while one waits for an administrator', async () => {
    const { ask, asked } = desk({ read: { pending: async () => ({ runId: 'waits', held: true }) } })
    expect(await ask('sync')).toMatchObject({ code: 3, answer: { error: { code: 'sync_held' } } })
    expect(asked).toEqual([])
  })

  it.each([
    ['published', 0],
    ['failed', 1],
    ['interrupted', 1],
    ['partial', 2],
    ['held', 3],
    ['kept', 3],
  ] as const)('that ends as %s has the code %i, beside a rehearsal too', async (outcome, code) => {
    const { ask, asked } = desk({
      sync: { ended: async () => ({ ...run, outcome }) },
      read: { pending: async () => ({ runId: 'rehearsed', held: false }) },
    })
    expect(await ask('sync')).toMatchObject({ code, answer: { outcome } })
    expect(asked).toEqual(['start commandLine'])
  })
})
