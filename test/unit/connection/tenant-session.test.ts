import { describe, expect, it } from 'vitest'
import { Departures } from '../../../electron/connection/departures.ts'
import { type TenantSession, TenantSessions } from '../../../electron/connection/tenant-session.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { AppError } from '../../../shared/ipc/errors.ts'

const connectionOf = (id: string) => ({ id }) as Connection

const sessionsOver = (open: (id: string) => void = () => undefined) => {
  const events: string[] = []
  const state: { active: Connection | null } = { active: connectionOf('a') }
  const departures = new Departures()
  const sessions = new TenantSessions({
    active: () => state.active,
    departures,
    open: async ({ id }) => {
      open(id)
      events.push(`open ${id}`)
      const sync = { stop: async () => void events.push(`stop ${id}`) }
      const directory = { close: async () => void events.push(`close ${id}`) }
      const schedule = { stop: async () => undefined }
      const certificates = { close: async () => void events.push(`forget ${id}`) }
      return { connectionId: id, sync, schedule, directory, certificates } as unknown as TenantSession
    },
  })
  return { sessions, departures, state, events }
}

describe('TenantSessions', () => {
  it('opens the active tenant once, however many ask', async () => {
    const { sessions, events } = sessionsOver()
    await Promise.all([sessions.current(), sessions.current(), sessions.current()])
    expect(events).toEqual(['open a'])
  })

  it('ends the former tenant before it opens the next', async () => {
    const { sessions, state, events } = sessionsOver()
    await sessions.current()
    state.active = connectionOf('b')
    expect((await sessions.current()).connectionId).toBe('b')
    expect(events).toEqual(['open a', 'forget a', 'stop a', 'close a', 'open b'])
  })

  it('tries again after a session could not be opened', async () => {
    let locked = true
    const { sessions } = sessionsOver(() => {
      if (locked) throw new AppError('keychain_locked')
    })
    await expect(sessions.current()).rejects.toMatchObject({ code: 'keychain_locked' })
    locked = false
    expect((await sessions.current()).connectionId).toBe('a')
  })

  it('says that nothing is connected', async () => {
    const { sessions, state } = sessionsOver()
    state.active = null
    await expect(sessions.current()).rejects.toMatchObject({ code: 'not_connected' })
  })

  it('does not open again what is being left, but waits until that is over', async () => {
    const { sessions, departures, events } = sessionsOver()
    await sessions.current()
    const over = Promise.withResolvers<void>()
    const leaving = departures.leaving('a', async () => {
      await sessions.close('a')
      await over.promise
      events.push('left')
    })
    await expect.poll(() => events).toContain('close a')
    const asked = sessions.current()
    await new Promise((resolve) => setTimeout(resolve, 5))
    over.resolve()
    await Promise.all([leaving, asked])
    expect(events).toEqual(['open a', 'forget a', 'stop a', 'close a', 'left', 'open a'])
  })

  it('opens the next one where the active one was removed meanwhile', async () => {
    const { sessions, departures, state } = sessionsOver()
    const leaving = departures.leaving('a', async () => {
      await Promise.resolve()
      state.active = connectionOf('b')
    })
    expect((await sessions.current()).connectionId).toBe('b')
    await leaving
  })

  it('does not open a file again before it was closed', async () => {
    const { sessions, events } = sessionsOver()
    await sessions.current()
    const closing = sessions.close()
    await sessions.current()
    await closing
    expect(events).toEqual(['open a', 'forget a', 'stop a', 'close a', 'open a'])
  })

  it('reads again where another tenant became the active one meanwhile: no page gets the former one’s answer', async () => {
    const { sessions, state } = sessionsOver()
    const asked: string[] = []
    const answer = await sessions.read(async ({ connectionId }) => {
      asked.push(connectionId)
      state.active = connectionOf('b')
      return connectionId
    })
    expect([answer, asked]).toEqual(['b', ['a', 'b']])
  })

  it('reads again instead of complaining of a file that was closed meanwhile', async () => {
    const { sessions } = sessionsOver()
    let tries = 0
    const answer = await sessions.read(async () => {
      if (tries++ > 0) return 'read'
      await sessions.close()
      throw new AppError('disk_failed', { problem: 'CLOSED' })
    })
    expect([answer, tries]).toEqual(['read', 2])
    await expect(sessions.read(() => Promise.reject(new AppError('not_found')))).rejects.toThrow('not_found')
  })

  it('looks into another tenant without ending the active one', async () => {
    const { sessions, events } = sessionsOver()
    await sessions.current()
    expect(await sessions.look(connectionOf('b'), async ({ connectionId }) => connectionId)).toBe('b')
    expect(events).toEqual(['open a', 'open b', 'forget b', 'stop b', 'close b'])
    expect(await sessions.look(connectionOf('a'), async ({ connectionId }) => connectionId)).toBe('a')
    expect(events).toHaveLength(5)
  })

  it('opens nothing any more when the program ends', async () => {
    const { sessions, events } = sessionsOver()
    await sessions.current()
    await sessions.stop()
    await expect(sessions.current()).rejects.toMatchObject({ code: 'cancelled' })
    expect(events).toEqual(['open a', 'forget a', 'stop a', 'close a'])
  })
})
