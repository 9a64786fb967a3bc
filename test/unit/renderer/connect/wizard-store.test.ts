import { expect, it } from 'vitest'
import { createStore } from 'zustand'
import { wizard } from '../../../../renderer/features/connect/wizard-store.ts'
import type { request } from '../../../../renderer/ipc/client.ts'
import { RequestError } from '../../../../renderer/ipc/client.ts'

const settled = () => new Promise<void>((done) => setTimeout(done))
const hint = { tenantId: 't', clientId: 'c', scope: 's' }
const refusal = (code: 'cancelled' | 'consent_declined') =>
  new RequestError({ code, message: code, params: {}, reference: 'r1' })

/** Main, which answers or refuses in this order. */
const desk = (...answers: unknown[]) => {
  const asked: unknown[][] = []
  const ask = async (...question: unknown[]) => {
    asked.push(question)
    const answer = answers.shift() ?? {}
    if (answer instanceof RequestError) throw answer
    return answer
  }
  return { asked, store: createStore(wizard(ask as typeof request)) }
}

it('asks for consent in the tenant that was typed, or in any where none was', async () => {
  const { asked, store } = desk(hint, hint)
  store.getState().change({ clientId: ' c ', tenant: '' })
  store.getState().askConsent()
  await settled()
  expect(store.getState()).toMatchObject({ hint, waiting: undefined, failed: undefined })
  store.getState().change({ tenant: ' contoso.example ' })
  store.getState().askConsent()
  await settled()
  expect(asked).toEqual([
    ['setup.consent', { cloud: 'global', clientId: 'c', tenant: null }],
    ['setup.consent', { cloud: 'global', clientId: 'c', tenant: 'contoso.example' }],
  ])
})

it('one browser at a time; how a wait ended stays until the next or until it is dismissed', async () => {
  const { asked, store } = desk(refusal('consent_declined'), hint)
  store.getState().askConsent()
  store.getState().signIn()
  expect(store.getState().waiting).toBe('consent')
  await settled()
  expect(asked).toHaveLength(1)
  expect(store.getState().failed).toMatchObject({ wait: 'consent', error: { code: 'consent_declined' } })
  store.getState().askConsent()
  expect(store.getState().failed).toBeUndefined()
  await settled()
  expect(store.getState().hint).toEqual(hint)
})

it('a consent does not hold for another registration, tenant or cloud', async () => {
  for (const part of [{ clientId: 'd' }, { tenant: 'u' }, { cloud: 'china' }] as const) {
    const { store } = desk(hint)
    store.getState().askConsent()
    await settled()
    store.getState().change({ features: ['smimeFromMail'] })
    expect(store.getState().hint).toEqual(hint)
    store.getState().change(part)
    expect(store.getState().hint).toBeUndefined()
  }
})

it('giving up ends the wait in main, and leaves nothing typed; what may be read stays chosen', async () => {
  const { asked, store } = desk(new Promise(() => undefined))
  store.getState().change({ clientId: 'c', own: 'consent', made: 'handle', features: ['smimeFromMail'] })
  store.getState().askConsent()
  store.getState().abandon()
  expect(asked.at(-1)).toEqual(['setup.cancelBrowser', {}])
  expect(store.getState()).toMatchObject({ clientId: '', own: undefined, made: undefined, features: ['smimeFromMail'] })
})
