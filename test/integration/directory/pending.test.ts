import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../electron/directory/directory.ts'
import type { RunProof } from '../../../electron/directory/directory-api.ts'
import type { SyncTrigger } from '../../../shared/domain/sync.ts'
import type { ChangesQuery } from '../../../shared/ipc/changes.ts'
import { everyRow, group, ids, newFolder, open, user, userQuery } from './setup.ts'
import { end, publish, stage, type World } from './world.ts'

const people = (count: number) => Array.from({ length: count }, (_, at) => user(`u${at}`))
const teams = (count: number) => Array.from({ length: count }, (_, at) => group(`g${at}`))
const full: World = { users: people(100), groups: teams(60), members: { g0: ids(people(80)) } }
const guarded: RunProof = { ...end, guard: { part: 10, least: 20 } }

/** What is published when the same tenant comes with fewer. */
const withFewer = async (
  directory: Directory,
  world: World,
  { by = guarded, trigger }: { readonly by?: RunProof; readonly trigger?: SyncTrigger } = {},
) => {
  const runId = await stage(directory, world, undefined, trigger)
  return { runId, snapshot: await directory.write.publish(runId, by) }
}

const listed = ({ read }: Directory, query: Partial<ChangesQuery>) =>
  everyRow((offset, limit) =>
    read.changes(
      { search: '', kinds: [], whats: [], attributes: [], runId: null, from: null, to: null, ...query },
      offset,
      limit,
    ),
  )
const users = async ({ read }: Directory) => (await read.users(userQuery(), 0, 1)).total
const historyOf = async ({ read }: Directory) => (await read.changeRuns(0, 200)).rows.map(({ runId }) => runId)

describe('a rehearsal', () => {
  it('tells what would change and changes nothing', async () => {
    const directory = await open()
    const first = await publish(directory, full)
    const runId = await stage(directory, { ...full, users: [...people(99), user('new', { displayName: 'New' })] })
    await directory.write.rehearse(runId, end)
    expect(await directory.read.lastRun()).toMatchObject({ runId, outcome: 'rehearsed', users: 100 })
    expect(await directory.read.pending()).toMatchObject({
      runId,
      at: end.finishedAt,
      held: false,
      counts: { usersAdded: 1, usersRemoved: 1, usersChanged: 0, groupsRemoved: 0 },
    })
    const changes = await listed(directory, { runId })
    expect(changes.map(({ what, object, runId: of }) => [what, object.id, of])).toEqual([
      ['removed', 'u99', runId],
      ['added', 'new', runId],
    ])
    expect((await directory.read.overview()).snapshot?.runId).toBe(first)
    expect(await directory.write.staged()).toEqual({ users: 0, groups: 0, memberships: 0, withoutMail: 0 })
    expect(await historyOf(directory)).toEqual([first])
    expect([await listed(directory, {}), (await directory.read.changesOf('u99', 0, 9)).total]).toEqual([[], 0])
    await expect(directory.write.applyHeld(runId, end.finishedAt, 90)).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each([
    ['as much as the guard lets pass', { ...full, users: people(80) }, false],
    ['one user more', { ...full, users: people(79) }, true],
    ['more than half of the memberships', { ...full, members: { g0: ids(people(39)) } }, true],
  ])('that would remove %s says so, and leaves nothing to apply or to keep', async (_, world, beyondGuard) => {
    const directory = await open()
    await publish(directory, full)
    const runId = await stage(directory, world)
    await directory.write.rehearse(runId, guarded)
    expect(await directory.read.pending()).toMatchObject({ runId, held: false, beyondGuard })
    await expect(directory.write.applyHeld(runId, end.finishedAt, 90)).rejects.toMatchObject({ code: 'not_found' })
    await expect(directory.write.keepHeld(runId)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of a tenant that was never read says how much would come', async () => {
    const directory = await open()
    await directory.write.rehearse(await stage(directory, full), end)
    expect((await directory.read.pending())?.counts).toMatchObject({ usersAdded: 100, groupsAdded: 60, gained: 80 })
    const runId = await publish(directory, full)
    expect((await directory.read.changeRuns(0, 9)).rows).toMatchObject([{ runId, first: true }])
  })

  it('is looked at until the next run begins', async () => {
    const directory = await open()
    await publish(directory, full)
    const runId = await stage(directory, { ...full, users: people(98) })
    await directory.write.rehearse(runId, end)
    expect((await listed(directory, { runId })).length).toBe(2)
    const next = await stage(directory, full)
    expect(await directory.read.pending()).toBeNull()
    expect(await listed(directory, { runId })).toEqual([])
    await directory.write.publish(next, end)
    expect((await directory.read.changesOf('u99', 0, 9)).total).toBe(0)
  })
})

describe('the guard', () => {
  it.each([
    ['as many users as it lets pass', { ...full, users: people(80) }, false],
    ['one user more', { ...full, users: people(79) }, true],
    ['one group more', { ...full, groups: teams(39) }, true],
    ['half of the memberships', { ...full, members: { g0: ids(people(40)) } }, false],
    ['more than half of the memberships', { ...full, members: { g0: ids(people(39)) } }, true],
    ['everyone, while as many others come', { ...full, users: people(100).map((one) => user(`x${one.id}`)) }, true],
  ])('judges a run that removes %s', async (_, world, isHeld) => {
    const directory = await open()
    await publish(directory, full)
    const { runId, snapshot } = await withFewer(directory, world)
    expect(snapshot === 'held').toBe(isHeld)
    expect(await directory.read.lastRun()).toMatchObject({ runId, outcome: isHeld ? 'held' : 'published' })
    expect((await directory.read.pending())?.runId).toBe(isHeld ? runId : undefined)
  })

  it('goes by the part that is allowed, and leaves a small number alone', async () => {
    const directory = await open()
    await publish(directory, full)
    const { snapshot } = await withFewer(
      directory,
      { ...full, users: people(60) },
      { by: { ...end, guard: { part: 40, least: 0 } } },
    )
    expect(snapshot).toMatchObject({ users: 60 })
    expect((await withFewer(directory, { ...full, users: people(40) })).snapshot).toMatchObject({ users: 40 })
  })

  it('lets a first run through', async () => {
    const directory = await open()
    expect((await withFewer(directory, full)).snapshot).toMatchObject({ users: 100 })
  })

  const heldBy = async (directory: Directory) => {
    await publish(directory, full)
    return withFewer(directory, { ...full, users: people(10) })
  }

  it('holds everything: the snapshot stays, and the names of who would go are there', async () => {
    const directory = await open()
    const { runId } = await heldBy(directory)
    expect(await users(directory)).toBe(100)
    expect(await directory.write.staged()).toMatchObject({ users: 10 })
    expect(await directory.read.pending()).toMatchObject({
      held: true,
      beyondGuard: true,
      counts: { usersRemoved: 90 },
    })
    const removed = await listed(directory, { runId, kinds: ['user'], whats: ['removed'] })
    expect(removed.map(({ removedUser }) => removedUser?.id).sort()).toEqual(ids(full.users.slice(10)).toSorted())
  })

  it('publishes exactly what was held when an administrator applies it, once', async () => {
    const directory = await open()
    const { runId } = await heldBy(directory)
    const at = '2026-01-02T05:00:00.000Z'
    expect(await directory.write.applyHeld(runId, at, 90)).toMatchObject({ runId, users: 10 })
    expect(await directory.read.lastRun()).toMatchObject({ runId, outcome: 'published' })
    expect(await users(directory)).toBe(10)
    expect(await directory.read.pending()).toBeNull()
    expect((await historyOf(directory))[0]).toBe(runId)
    expect((await listed(directory, { runId })).length).toBe(90)
    await expect(directory.write.applyHeld(runId, at, 90)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('publishes it as of when it was read, however long it waited', async () => {
    const directory = await open()
    const { runId } = await heldBy(directory)
    const { finishedAt } = end
    const { read, write } = directory
    const applied = await write.applyHeld(runId, '2026-01-20T05:00:00.000Z', 90)
    expect(applied).toMatchObject({ runId, publishedAt: finishedAt })
    expect([(await read.overview()).snapshot, await read.run(runId)]).toMatchObject([
      { publishedAt: finishedAt },
      { finishedAt },
    ])
    expect((await read.changeRuns(0, 9)).rows).toMatchObject([{ runId, at: finishedAt }, { first: true }])
  })

  it('drops it when an administrator keeps everything', async () => {
    const directory = await open()
    const { runId } = await heldBy(directory)
    await directory.write.keepHeld(runId)
    expect(await directory.read.lastRun()).toMatchObject({ runId, outcome: 'kept' })
    expect([await directory.read.pending(), await users(directory)]).toEqual([null, 100])
    expect(await directory.write.staged()).toMatchObject({ users: 0 })
    await expect(directory.write.keepHeld(runId)).rejects.toMatchObject({ code: 'not_found' })
    expect((await withFewer(directory, full)).snapshot).toMatchObject({ users: 100 })
  })

  it('waits over a restart, and until the next run begins', async () => {
    const file = join(newFolder(), 'directory.db')
    const before = await open(file)
    const { runId } = await heldBy(before)
    await before.close()
    const directory = await open(file)
    await directory.write.markInterrupted('2026-01-02T06:00:00.000Z')
    expect(await directory.read.lastRun()).toMatchObject({ runId, outcome: 'held' })
    expect(await directory.write.applyHeld(runId, '2026-01-02T06:00:00.000Z', 90)).toMatchObject({ users: 10 })

    await publish(directory, full)
    const again = await withFewer(directory, { ...full, users: people(10) })
    await stage(directory, full)
    await expect(directory.write.applyHeld(again.runId, end.finishedAt, 90)).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await users(directory)).toBe(100)
  })
})

describe('removals that an administrator has kept', () => {
  const few: World = { ...full, users: people(60) }
  const bySchedule = { trigger: 'schedule' } as const

  /** Asked about once, and kept. */
  const keptOnce = async (file?: string) => {
    const directory = await open(file)
    await publish(directory, full)
    const { runId } = await withFewer(directory, few, bySchedule)
    expect(await directory.write.keepHeld(runId)).toBe(true)
    return directory
  }

  it('are kept by later runs that nobody asked for without asking, over a restart too, and leave no trace', async () => {
    const file = join(newFolder(), 'directory.db')
    await (await keptOnce(file)).close()
    const directory = await open(file)
    for (const trigger of ['start', 'schedule', 'wake', 'network', 'commandLine'] as const) {
      const { runId, snapshot } = await withFewer(directory, few, { trigger })
      expect(snapshot).toBe('kept')
      expect(await directory.read.lastRun()).toMatchObject({ runId, outcome: 'kept', users: 60 })
      expect(await directory.read.pending()).toBeNull()
    }
    expect(await users(directory)).toBe(100)
    expect(await directory.write.staged()).toEqual({ users: 0, groups: 0, memberships: 0, withoutMail: 0 })
    expect((await directory.read.changesOf('u99', 0, 9)).total).toBe(0)
  })

  it('are asked about again by whoever asks for a run', async () => {
    const directory = await keptOnce()
    for (const trigger of ['manual', 'connected'] as const)
      expect((await withFewer(directory, few, { trigger })).snapshot).toBe('held')
  })

  it.each<[string, World]>([
    ['more are missing', { ...full, users: people(59) }],
    ['others are missing', { ...full, users: people(100).slice(40) }],
    ['fewer are missing, and still too many', { ...full, users: people(61) }],
    ['too many groups are missing as well', { ...few, groups: teams(10) }],
  ])('are asked about again where %s', async (_, world) => {
    const directory = await keptOnce()
    expect((await withFewer(directory, world, bySchedule)).snapshot).toBe('held')
  })

  it('are the same whatever else changes that the guard lets pass', async () => {
    const directory = await keptOnce()
    const other: World = { ...few, groups: teams(55), members: { g0: ids(people(70)) } }
    expect((await withFewer(directory, other, bySchedule)).snapshot).toBe('kept')
  })

  it('are told apart by membership where these are too many', async () => {
    const directory = await open()
    await publish(directory, full)
    const lost = (count: number): World => ({ ...full, members: { g0: ids(people(count)) } })
    await directory.write.keepHeld((await withFewer(directory, lost(10), bySchedule)).runId)
    expect((await withFewer(directory, lost(10), bySchedule)).snapshot).toBe('kept')
    expect((await withFewer(directory, lost(9), bySchedule)).snapshot).toBe('held')
  })

  it('are forgotten when everybody came back, and when they were applied', async () => {
    const directory = await keptOnce()
    await withFewer(directory, full, bySchedule)
    const again = await withFewer(directory, few, bySchedule)
    expect(again.snapshot).toBe('held')
    await directory.write.applyHeld(again.runId, end.finishedAt, 90)
    await publish(directory, full)
    expect((await withFewer(directory, few, bySchedule)).snapshot).toBe('held')
  })
})

describe('a run over one group that the guard holds', () => {
  it('is published when an administrator applies it, and the rest stays as old as it was', async () => {
    const directory = await open()
    const first = await publish(directory, full)
    const { write, read } = directory
    const before = (await read.overview()).snapshot
    const startedAt = '2026-02-01T00:00:00.000Z'
    await write.beginRun({ runId: 'one', trigger: 'manual', kind: 'group', fullReason: null, startedAt })
    await write.stageChanges({ wholeLists: ['g0'], groups: [group('g0')] })
    const one = { kind: 'group', id: 'g0', found: 'read', members: 0 } as const
    const by = { ...guarded, finishedAt: '2026-02-01T00:00:01.000Z', proof: { ...end.proof, one } }
    expect(await write.publish('one', by)).toBe('held')
    expect(await read.pending()).toMatchObject({ runId: 'one', held: true, counts: { lost: 80 } })
    expect((await read.group('g0')).direct).toBe(80)
    await write.applyHeld('one', '2026-02-02T00:00:00.000Z', 90)
    expect((await read.group('g0')).direct).toBe(0)
    expect((await read.overview()).snapshot).toEqual({ ...before, memberships: 0 })
    expect(await historyOf(directory)).toEqual(['one', first])
    expect([await read.run('one'), await read.lastRun()]).toMatchObject([
      { outcome: 'published', proof: { one } },
      { runId: first },
    ])
  })

  it('is refused where nothing was read before it', async () => {
    const { write } = await open()
    await write.beginRun({ runId: 'one', trigger: 'manual', kind: 'user', fullReason: null, startedAt: end.finishedAt })
    await write.stageChanges({ users: [user('u0')] })
    const one = { kind: 'user', id: 'u0', found: 'read', members: null } as const
    const published = write.publish('one', { ...end, proof: { ...end.proof, one } })
    await expect(published).rejects.toMatchObject({ code: 'not_found' })
  })
})
