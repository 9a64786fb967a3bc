import { describe, expect, it } from 'vitest'
import { entraError } from '../../../electron/cloud/entra-errors.ts'
import type { ErrorCode } from '../../../shared/ipc/errors.ts'
import { explain } from '../../../shared/text/explain.ts'

const now = new Date('2026-03-01T12:00:00Z')
const request = { tenant: 'contoso.example', client: 'c1', thumbprint: 'AB12' }
const body = (number: number, error = 'invalid_client') => ({
  error,
  error_description: `AADSTS${number}: text about someone@contoso.example`,
  error_codes: [number],
  trace_id: 't1',
  correlation_id: 'k1',
})
const answer = (number: number, date = now) => ({ status: 401, body: body(number), date })

const expected: Readonly<Partial<Record<ErrorCode, readonly number[]>>> = {
  application_not_found: [700016, 700011, 7000229],
  tenant_not_found: [90002, 900023, 50059, 50128, 90019],
  secret_wrong: [7000215, 70002],
  secret_expired: [7000222],
  certificate_refused: [700027, 700030, 700024, 1000502, 50012, 50013, 500133],
  application_disabled: [7000112, 70001, 1000031],
  consent_missing: [65001, 65002, 65004, 65005, 650052, 650056, 650057, 50001, 90094, 90095, 900941, 90099],
  conditional_access: [53003, 53000, 53001, 53002, 50131, 530032, 530034, 530035, 500021, 500022],
  wrong_cloud: [90038, 900382, 900432, 50049, 500011],
  sign_in_refused: [
    7000218, 700025, 1002012, 70011, 50011, 900971, 50194, 9001023, 50020, 50105, 50072, 50074, 50076, 50079, 50053,
    123456,
  ],
  sign_in_unavailable: [90006, 90012, 90024, 90033, 90055, 50000, 50196],
}

describe('entraError', () => {
  it.each(Object.entries(expected).flatMap(([code, numbers]) => numbers.map((number) => [number, code] as const)))(
    'explains AADSTS%i as %s',
    (number, code) => {
      expect(entraError(answer(number), request, now)).toMatchObject({
        code,
        params: {
          aadsts: `AADSTS${number}`,
          status: '401',
          correlationId: 'k1',
          traceId: 't1',
          tenant: 'contoso.example',
          client: 'c1',
          thumbprint: 'AB12',
        },
      })
    },
  )

  it('fills every gap of its sentences', () => {
    for (const numbers of Object.values(expected)) {
      for (const language of ['en', 'de'] as const) {
        const text = explain(entraError(answer(numbers[0] ?? 0), request, now), language)
        expect(`${text.message} ${text.remedy}`).not.toMatch(/[{}]|\(\)/)
      }
    }
  })

  it('blames the clock when the service’s time differs by more than five minutes', () => {
    for (const number of [700024, 700027, 50012, 50013, 500133]) {
      for (const seconds of [-301, 301, 86_400]) {
        const date = new Date(now.getTime() + seconds * 1000)
        const error = entraError(answer(number, date), request, now)
        expect(error).toMatchObject({ code: 'clock_skew', params: { seconds: String(Math.abs(seconds)) } })
      }
      expect(entraError(answer(number, new Date(now.getTime() + 300_000)), request, now).code).toBe(
        'certificate_refused',
      )
      expect(entraError({ ...answer(number), date: null }, request, now).code).toBe('certificate_refused')
    }
    expect(entraError(answer(7000215, new Date(0)), request, now).code).toBe('secret_wrong')
  })

  it('reads the number from the description where none is listed, and prefers one it knows', () => {
    const described = { error: 'invalid_client', error_description: 'AADSTS70002: Error. AADSTS50012: Invalid.' }
    expect(entraError({ status: 401, body: described, date: null }, request, now).code).toBe('secret_wrong')
    const several = { ...body(1), error_codes: [999999, 7000222] }
    expect(entraError({ status: 401, body: several, date: null }, request, now)).toMatchObject({
      code: 'secret_expired',
      params: { aadsts: 'AADSTS7000222' },
    })
  })

  it.each([
    [503, null, 'sign_in_unavailable'],
    [500, { error: 'server_error' }, 'sign_in_unavailable'],
    [429, { error: 'x' }, 'sign_in_unavailable'],
    [400, { error: 'temporarily_unavailable' }, 'sign_in_unavailable'],
    [200, null, 'sign_in_unavailable'],
    [407, null, 'proxy_sign_in'],
    [400, { error: 'invalid_request' }, 'sign_in_refused'],
    [400, 'text', 'sign_in_refused'],
    [400, { error_codes: ['x'], error_description: 5 }, 'sign_in_refused'],
  ] as const)('explains HTTP %i with %j as %s', (status, odd, code) => {
    const error = entraError({ status, body: odd, date: null }, { ...request, thumbprint: null }, now)
    expect(error).toMatchObject({ code, params: { status: String(status) } })
    expect(error.params).not.toHaveProperty('thumbprint')
  })

  it('keeps the service’s sentence, which can name people, out of what is shown and stored', () => {
    expect(JSON.stringify(entraError(answer(700016), request, now).params)).not.toContain('someone@')
  })
})
