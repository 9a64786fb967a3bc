import { expect, it } from 'vitest'
import { QueryCache, queryKey } from '../../../../renderer/ipc/query-cache.ts'
import { followEvents, outdated } from '../../../../renderer/ipc/refresh.ts'
import type { Snapshot } from '../../../../shared/domain/sync.ts'
import { changeCalls } from '../../../../shared/ipc/changes.ts'
import type { Bridge, EventName } from '../../../../shared/ipc/contract.ts'
import { directoryCalls } from '../../../../shared/ipc/directory.ts'
import { settled } from '../../../fakes/fake-clock.ts'

/** Main's events, told by the test. */
const events = () => {
  const listeners = new Map<string, ((payload: never) => void)[]>()
  const on: Bridge['on'] = (event, listener) => {
    listeners.set(event, [...(listeners.get(event) ?? []), listener])
    return () => listeners.delete(event)
  }
  const tell = (event: EventName, payload: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(payload as never)
  }
  return { on, tell, listeners }
}

const snapshot = { runId: 'r' } as Snapshot

it('a published run makes every answer from the directory old, save the place of a row, which nobody keeps', () => {
  const own = Object.keys(changeCalls).filter(
    (route) => !['changes.settings', 'changes.setDays', 'changes.guard', 'changes.setGuard'].includes(route),
  )
  const routes = [...Object.keys(directoryCalls), ...own].filter((route) => !route.endsWith('Index'))
  const old = outdated['directory.changed']({ snapshot })
  expect(old.filter((route) => /^(directory|changes)\./.test(route)).sort()).toEqual(routes.sort())
  expect(old).not.toContain('sync.status')
})

it('removed data takes its runs with it', () => {
  expect(outdated['directory.changed']({ snapshot: null })).toEqual(
    expect.arrayContaining(['directory.overview', 'sync.run', 'sync.status']),
  )
})

it('a status is shown as it came, and the end of a run reads the overview again', () => {
  const asked: string[] = []
  const cache = new QueryCache((route) => {
    asked.push(route)
    return new Promise(() => undefined)
  })
  const { on, tell, listeners } = events()
  const end = followEvents(cache, on, () => undefined)
  cache.subscribe(queryKey('directory.overview', {}), () => undefined)
  cache.subscribe(queryKey('sync.status', {}), () => undefined)
  cache.put(
    'directory.overview',
    {},
    {
      snapshot: null,
      departments: [],
      disabled: 0,
      guests: 0,
      duplicateMail: 0,
      fault: null,
    },
  )
  asked.length = 0
  tell('sync.status', { progress: { phase: 'read' }, last: null })
  expect(asked).toEqual([])
  expect(cache.state(queryKey('sync.status', {})).data).toEqual({ progress: { phase: 'read' }, last: null })
  tell('sync.status', { progress: null, last: null })
  expect(asked).toEqual(['directory.overview'])
  end()
  expect(listeners.size).toBe(0)
})

it('while a run goes on only what grows with it is read again; the rest when it begins and when it has ended', async () => {
  const asked: string[] = []
  const cache = new QueryCache((route) => {
    asked.push(route)
    return Promise.resolve({} as never)
  })
  const { on, tell } = events()
  followEvents(cache, on, () => undefined)
  const rehearsal = queryKey('connection.rehearseDisconnect', { id: 'c' })
  const shown = [
    queryKey('sync.status', {}),
    rehearsal,
    queryKey('sync.runs', {}),
    queryKey('sync.run', { runId: 'r' }),
  ]
  for (const key of shown) cache.subscribe(key, () => undefined)
  const askedAt = async (progress: object | null) => {
    await settled()
    asked.length = 0
    tell('sync.status', { progress, last: null })
    return asked.splice(0)
  }
  const all = ['connection.rehearseDisconnect', 'sync.runs', 'sync.run']
  expect(await askedAt({ runId: 'r' })).toEqual(all)
  for (let time = 0; time < 10; time++) expect(await askedAt({ runId: 'r' })).toEqual(['sync.run'])
  expect(await askedAt(null)).toEqual(all)
  expect(await askedAt({ runId: 'next' })).toEqual(all)
})

it('another tenant empties what was shown of the former; the same one changed keeps it until it is read anew', () => {
  const cache = new QueryCache(() => new Promise(() => undefined))
  const { on, tell } = events()
  const left: unknown[] = []
  followEvents(cache, on, () => left.push(cache.state(queryKey('connection.get', {})).data))
  const status = { progress: null, last: null }
  const shown = queryKey('sync.status', {})
  cache.subscribe(shown, () => undefined)
  const tellOf = (connection: { id: string; name?: string } | null) => {
    cache.put('sync.status', {}, status)
    tell('connection.changed', { connection })
    return cache.state(shown).data
  }
  expect(tellOf({ id: 'a' })).toEqual(status)
  expect(tellOf({ id: 'a', name: 'renamed' })).toEqual(status)
  expect(left).toEqual([])
  expect(tellOf({ id: 'b' })).toBeUndefined()
  // Told before it is shown.
  expect(left).toEqual([{ connection: { id: 'a', name: 'renamed' } }])
  expect(tellOf(null)).toBeUndefined()
  expect(left).toHaveLength(2)
})

it('the list of tenants is shown as it came', () => {
  const cache = new QueryCache(() => new Promise(() => undefined))
  const { on, tell } = events()
  followEvents(cache, on, () => undefined)
  const list = { connections: [], activeId: null }
  tell('connection.listChanged', list)
  expect(cache.state(queryKey('connection.list', {})).data).toBe(list)
})
