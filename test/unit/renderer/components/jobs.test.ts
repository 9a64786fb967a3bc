import { expect, it } from 'vitest'
import { createStore } from 'zustand'
import { jobs } from '../../../../renderer/components/jobs.ts'
import { RequestError } from '../../../../renderer/ipc/client.ts'

const settled = () => new Promise<void>((done) => setTimeout(done))
const refusal = (code: 'cancelled' | 'disk_full') => new RequestError({ code, message: '', params: {}, reference: '' })

/** Main, whose jobs end when the test says so. */
const desk = () => {
  const listeners = new Set<(progress: { jobId: string; done: number; total: number }) => void>()
  const cancelled: string[] = []
  const store = createStore(
    jobs({
      hear: (_, listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      cancel: async (_, jobId) => cancelled.push(jobId),
    }),
  )
  const begin = (place: string, domain: 'audit' | 'export' = 'export') => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    let jobId = ''
    store.getState().run(place, domain, (id) => {
      jobId = id
      return promise
    })
    return { jobId, resolve, reject }
  }
  const report = (jobId: string, done: number) => {
    for (const listener of listeners) listener({ jobId, done, total: 9 })
  }
  const at = (place: string) => store.getState().at[place]
  return { store, begin, report, at, cancelled, listeners }
}

it('tells each place of its own job, whoever looks', async () => {
  const { begin, report, at, listeners } = desk()
  const [users, groups] = [begin('users'), begin('groups')]
  report(users.jobId, 3)
  report('another window’s', 4)
  expect(at('users')?.running?.progress).toMatchObject({ done: 3 })
  expect(at('groups')?.running?.progress).toBe(undefined)
  users.resolve('written')
  groups.reject(refusal('disk_full'))
  await settled()
  expect(at('users')).toMatchObject({ running: undefined, answer: 'written' })
  expect(at('groups')).toMatchObject({ running: undefined, error: { code: 'disk_full' } })
  expect(listeners.size).toBe(0)
})

it('cancels what is under way in a place, which then says nothing', async () => {
  const { store, begin, at, cancelled } = desk()
  const { jobId, reject } = begin('users')
  store.getState().cancel('nowhere')
  store.getState().cancel('users')
  expect(cancelled).toEqual([jobId])
  expect(at('users')?.running?.jobId).toBe(jobId)
  reject(refusal('cancelled'))
  await settled()
  expect(at('users')).toMatchObject({ running: undefined, answer: undefined, error: undefined })
})

it('takes away how a job ended, never one that is under way', async () => {
  const { store, begin, at } = desk()
  const { jobId, resolve } = begin('users')
  store.getState().dismiss('users')
  expect(at('users')?.running?.jobId).toBe(jobId)
  resolve('written')
  await settled()
  store.getState().dismiss('users')
  expect(at('users')).toBe(undefined)
})

it('drops one domain’s jobs, those under way as well, and hears nothing more of them', async () => {
  const { store, begin, report, at, cancelled } = desk()
  const [users, audit] = [begin('users'), begin('audit', 'audit')]
  store.getState().drop('export')
  expect(cancelled).toEqual([users.jobId])
  report(users.jobId, 3)
  users.resolve('written')
  await settled()
  expect(at('users')).toBe(undefined)
  expect(at('audit')?.running?.jobId).toBe(audit.jobId)
})
