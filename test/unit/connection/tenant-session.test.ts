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
      return { connectionId: id, sync, directory } as unknown as TenantSession
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
    expect(events).toEqual(['open a', 'stop a', 'close a', 'open b'])
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
})
