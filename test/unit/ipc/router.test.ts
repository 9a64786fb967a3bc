import { describe, expect, it } from 'vitest'
import { Router } from '../../../electron/ipc/router.ts'
import type { Handlers } from '../../../shared/ipc/contract.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import { RecordingLogger } from '../../fakes/recording-logger.ts'

const refuse = () => {
  throw new Error('not called in this test')
}

const routerWith = (handlers: Partial<Handlers>, language: 'en' | 'de' = 'en') => {
  const logger = new RecordingLogger()
  const all = new Proxy({}, { get: (_target, route: string) => handlers[route as keyof Handlers] ?? refuse })
  const router = new Router({ handlers: all as Handlers, logger, language: () => language, newReference: () => 'ref1' })
  return { router, logger }
}

describe('Router', () => {
  it('hands the parsed input to the handler and wraps its answer', async () => {
    const { router } = routerWith({ 'sync.cancel': ({ runId }) => (runId === 'r1' ? {} : refuse()) })
    expect(await router.dispatch('sync.cancel', { runId: 'r1' })).toEqual({ ok: true, data: {} })
  })

  it.each(['nonsense', 'toString', '__proto__', 7, null, undefined])('refuses the unknown route %s', async (route) => {
    const { router } = routerWith({})
    expect(await router.dispatch(route, {})).toMatchObject({ ok: false, error: { code: 'route_not_found' } })
  })

  it.each([
    ['a surplus field', { runId: 'r1', admin: true }],
    ['a missing field', {}],
    ['a wrong type', { runId: 1 }],
    ['a text too long', { runId: 'x'.repeat(129) }],
    ['nothing', undefined],
  ])('refuses %s before the handler', async (_what, input) => {
    const { router } = routerWith({})
    expect(await router.dispatch('sync.cancel', input)).toMatchObject({ ok: false, error: { code: 'validation' } })
  })

  it('refuses a window of more than 200 rows', async () => {
    const { router } = routerWith({})
    const answer = await router.dispatch('sync.ledger', { runId: 'r1', offset: 0, limit: 201 })
    expect(answer).toMatchObject({ ok: false, error: { code: 'validation', params: { field: 'limit' } } })
  })

  it('explains a typed error in the administrator’s language', async () => {
    const fail = () => Promise.reject(new AppError('secret_expired', { aadsts: 'AADSTS7000222' }))
    const { router } = routerWith({ 'connection.test': fail }, 'de')
    const answer = await router.dispatch('connection.test', {})
    expect(answer).toMatchObject({ ok: false, error: { code: 'secret_expired', reference: 'ref1' } })
    expect(JSON.stringify(answer)).toContain('abgelaufen')
  })

  it('keeps an unknown error in the log and sends only its reference', async () => {
    const fail = () => Promise.reject(new Error('/home/admin/secret-path and a stack'))
    const { router, logger } = routerWith({ 'connection.test': fail })
    const answer = await router.dispatch('connection.test', {})
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal', reference: 'ref1' } })
    expect(JSON.stringify(answer)).not.toContain('secret-path')
    expect(logger.lines.find(({ fields }) => fields?.['reference'] === 'ref1')?.level).toBe('error')
  })
})
