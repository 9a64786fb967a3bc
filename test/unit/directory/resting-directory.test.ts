import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../electron/directory/directory-api.ts'
import { restingDirectory } from '../../../electron/directory/resting-directory.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { MemoryDirectory } from '../../fakes/memory-directory.ts'

const run = {
  runId: 'r',
  trigger: 'manual',
  kind: 'full',
  fullReason: null,
  startedAt: '2026-11-29T00:00:00.000Z',
} as const

const resting = (fails: () => Error | null = () => null) => {
  const memory = new MemoryDirectory()
  const events: string[] = []
  const directory = restingDirectory(async () => {
    events.push('open')
    const failure = fails()
    if (failure !== null) throw failure
    const read = { lastRun: () => memory.lastRun() }
    return {
      read,
      write: memory,
      setAside: 'aside',
      close: async () => void events.push('close'),
    } as unknown as Directory
  })
  return { directory, memory, events }
}
const query = { search: '', filters: [], sort: { column: 'displayName', descending: false } } as const

describe('the directory of a tenant of whom nothing is kept', () => {
  it('answers that nothing is there, and opens nothing by that', async () => {
    const { directory, events } = resting()
    const { read } = directory
    expect(await read.overview()).toMatchObject({ snapshot: null, disabled: 0 })
    expect(await read.users(query, 0, 50)).toEqual({ total: 0, rows: [] })
    expect(await read.userIndex(query, 'a', 0)).toBeNull()
    expect(await read.lastRun()).toBeNull()
    await expect(read.user('u')).rejects.toMatchObject({ code: 'not_found' })
    await expect(read.run('r')).rejects.toMatchObject({ code: 'not_found' })
    await directory.write.markInterrupted('now')
    await directory.close()
    expect(directory.setAside).toBeNull()
    expect(events).toEqual([])
  })

  it('is opened by the first run, once, and read from then on', async () => {
    const { directory, memory, events } = resting()
    await Promise.all([directory.write.beginRun(run), directory.write.staged()])
    expect(events).toEqual(['open'])
    expect(memory.runs).toHaveLength(1)
    await directory.write.markInterrupted('now')
    expect(await directory.read.lastRun()).toMatchObject({ runId: 'r', outcome: 'interrupted' })
    expect(directory.setAside).toBe('aside')
    await directory.close()
    expect(events).toEqual(['open', 'close'])
  })

  it('is tried again after it could not be opened', async () => {
    let failure: Error | null = new AppError('keychain_locked')
    const { directory, memory } = resting(() => failure)
    await expect(directory.write.beginRun(run)).rejects.toMatchObject({ code: 'keychain_locked' })
    expect(await directory.read.overview()).toMatchObject({ snapshot: null })
    failure = null
    await directory.write.beginRun(run)
    expect(memory.runs).toHaveLength(1)
  })

  it('is not opened any more once it was closed', async () => {
    const { directory, events } = resting()
    await directory.close()
    await expect(directory.write.beginRun(run)).rejects.toMatchObject({ code: 'disk_failed' })
    expect(events).toEqual([])
  })
})
