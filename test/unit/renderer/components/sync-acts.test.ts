import { expect, it } from 'vitest'
import { createStore } from 'zustand'
import { syncActs } from '../../../../renderer/components/sync-acts.ts'
import { RequestError } from '../../../../renderer/ipc/client.ts'

const settled = () => new Promise<void>((done) => setTimeout(done))
const refusal = new RequestError({ code: 'sync_running', message: 'runs', params: {}, reference: 'r1' })

/** Main, which refuses as long as there is something to refuse with. */
const desk = (refusals: RequestError[] = [], isOnline = true) => {
  const asked: unknown[][] = []
  const store = createStore(
    syncActs(
      async (...question) => {
        asked.push(question)
        const no = refusals.shift()
        if (no) throw no
      },
      () => isOnline,
    ),
  )
  return { asked, store }
}

it('a second press before the answer asks nothing', async () => {
  const { asked, store } = desk()
  store.getState().start()
  store.getState().start()
  expect(store.getState().busy).toBe('start')
  await settled()
  expect(asked).toEqual([['sync.start', {}]])
  expect(store.getState().busy).toBe(undefined)
})

it('a run that was asked to end stays known as such, one whose end was refused does not', async () => {
  const { store } = desk([refusal])
  store.getState().cancel('run1')
  await settled()
  expect(store.getState()).toMatchObject({ cancelled: undefined, fault: { act: 'cancel', error: refusal } })
  store.getState().cancel('run1')
  expect(store.getState().fault).toBe(undefined)
  await settled()
  expect(store.getState().cancelled).toBe('run1')
})

it('a refusal stays until it is dismissed', async () => {
  const { store } = desk([refusal])
  store.getState().start()
  await settled()
  expect(store.getState().fault).toEqual({ act: 'start', error: refusal })
  store.getState().dismiss()
  expect(store.getState().fault).toBe(undefined)
})

it('a rehearsal is a run of its own, and not begun beside another press', async () => {
  const { asked, store } = desk()
  store.getState().rehearse()
  store.getState().start()
  await settled()
  expect(asked).toEqual([['sync.rehearse', {}]])
})

it('everything is read where that is asked for', async () => {
  const { asked, store } = desk()
  store.getState().startFull()
  await settled()
  expect(asked).toEqual([['sync.start', { full: true }]])
})

it('without a network nothing is begun, and why is said', async () => {
  const { asked, store } = desk([], false)
  for (const act of ['start', 'rehearse', 'startFull'] as const) {
    store.getState().dismiss()
    store.getState()[act]()
    expect(store.getState()).toMatchObject({
      busy: undefined,
      fault: { act: 'start', error: { code: 'network_unavailable' } },
    })
  }
  await settled()
  expect(asked).toEqual([])
})
