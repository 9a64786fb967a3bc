import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Directory, openDirectory } from '../../../electron/directory/directory.ts'
import { newFolder, open, user, userQuery } from './setup.ts'
import { faultsOf, versionedWorld } from './versioned-world.ts'
import { end, key, publish, stage } from './world.ts'

const openMortal = async (): Promise<Directory> => {
  const script = new URL('./mortal-thread.ts', import.meta.url)
  const directory = await openDirectory({ script, file: join(newFolder(), 'directory.db'), key })
  onTestFinished(() => directory.close())
  return directory
}

const deadly = 'memento mori'
const world = { users: [user('a'), user('b', { displayName: deadly })], groups: [], members: {} }

describe('a thread that dies', () => {
  it('takes its calls along with a typed error, and the next call finds another', async () => {
    const directory = await openMortal()
    await publish(directory, world)
    const calls = [directory.read.user('b'), directory.read.user('a'), directory.read.overview()]
    const settled = await Promise.allSettled(calls)
    for (const one of settled)
      expect(one).toMatchObject({
        status: 'rejected',
        reason: { code: 'disk_failed', params: { problem: 'THREAD_ENDED' } },
      })
    expect(await directory.read.user('a')).toEqual(world.users[0])
    await expect(directory.read.user('b')).rejects.toMatchObject({ code: 'disk_failed' })
    expect((await directory.read.users(userQuery({ search: 'user a' }), 0, 9)).total).toBe(1)
    expect(directory.setAside).toBeNull()
  })

  it('after it has written leaves what it wrote, once', async () => {
    const directory = await openMortal()
    await publish(directory, { users: [user('a')], groups: [], members: {} })
    const runId = await stage(directory, { ...world, users: [user('a'), user('c')] }, deadly)
    await expect(directory.write.publish(runId, end)).rejects.toMatchObject({ code: 'disk_failed' })
    expect(await directory.write.staged()).toEqual({ users: 0, groups: 0, memberships: 0, withoutMail: 0 })
    expect((await directory.read.users(userQuery(), 0, 1)).total).toBe(2)
  })

  it('before the index of its search followed leaves everyone to be found, as does the one after it', async () => {
    const directory = await openMortal()
    const [quixote, pangloss] = [user('a', { displayName: 'Quixote' }), user('c', { displayName: 'Pangloss' })]
    await publish(directory, { users: [quixote], groups: [], members: {} })
    const runId = await stage(directory, { ...world, users: [quixote, pangloss] }, deadly)
    await expect(directory.write.publish(runId, end)).rejects.toMatchObject({ code: 'disk_failed' })
    const found = async (search: string) =>
      (await directory.read.users(userQuery({ search }), 0, 9)).rows.map(({ id }) => id)
    expect([await found('quixote'), await found('pangloss'), await found('nobody')]).toEqual([['a'], ['c'], []])
    await directory.write.staged()
    // Asked in other words, since answers are remembered while a snapshot lasts.
    expect([await found('uixote'), await found('angloss')]).toEqual([['a'], ['c']])
    await publish(directory, { users: [user('c', { displayName: 'Renamed' })], groups: [], members: {} }, 'third')
    expect([await found('quixote'), await found('renamed'), await found('pangloss')]).toEqual([[], ['c'], []])
  })
})

describe('the reader', () => {
  it('answers from the whole former snapshot while the next is published', { timeout: 300_000 }, async () => {
    const size = 8_000
    const directory = await open()
    await publish(directory, versionedWorld(1, size))
    const runId = await stage(directory, versionedWorld(2, size))
    let isPublished = false
    const publishing = directory.write.publish(runId, end).finally(() => {
      isPublished = true
    })
    let meanwhile = 0
    while (!isPublished) {
      const before = (await directory.read.overview()).snapshot?.runId
      const faults = await faultsOf(directory, size)
      const after = (await directory.read.overview()).snapshot?.runId
      if (before === after) expect(faults).toEqual([])
      if (after !== runId) meanwhile++
    }
    await publishing
    expect(meanwhile).toBeGreaterThan(0)
    expect((await directory.read.overview()).snapshot?.runId).toBe(runId)
    expect(await faultsOf(directory, size)).toEqual([])
  })
})

describe('a closed directory', () => {
  it('finishes the calls before, refuses those after, and may be closed again', async () => {
    const directory = await open()
    const staged = stage(directory, world)
    await staged
    const last = directory.write.staged()
    await directory.close()
    expect(await last).toMatchObject({ users: 2 })
    await expect(directory.read.overview()).rejects.toMatchObject({
      code: 'disk_failed',
      params: { problem: 'CLOSED' },
    })
    await directory.close()
  })
})
