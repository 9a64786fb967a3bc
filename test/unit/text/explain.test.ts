import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../shared/ipc/errors.ts'
import { errors as de } from '../../../shared/text/de/errors.ts'
import { errors as en } from '../../../shared/text/en/errors.ts'
import { explain } from '../../../shared/text/explain.ts'

const names = (sentence = '') => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe('explain', () => {
  it('fills the values of an error into message and remedy', () => {
    const text = explain({ code: 'certificate_refused', params: { aadsts: 'AADSTS700027', thumbprint: '9F3C' } }, 'en')
    expect(text.message).toContain('(AADSTS700027)')
    expect(text.remedy).toContain('9F3C')
  })

  it('drops a bracket whose value is missing instead of showing its name', () => {
    expect(explain({ code: 'secret_wrong', params: {} }, 'en').message).toBe('Entra refused the client secret.')
  })

  it('keeps the part of a bracket that is known', () => {
    const text = explain({ code: 'graph_refused', params: { status: '403' } }, 'en')
    expect(text.message).toBe('Microsoft Graph refused a request (HTTP 403).')
  })

  it.each(errorCodes)('speaks of %s in both languages with the same values', (code) => {
    expect(de[code].message).not.toBe(en[code].message)
    expect(names(de[code].message)).toEqual(names(en[code].message))
    expect(names(de[code].remedy)).toEqual(names(en[code].remedy))
    for (const language of ['en', 'de'] as const) {
      const { message, remedy } = explain({ code, params: {} }, language)
      expect(`${message}${remedy ?? ''}`).not.toMatch(/[{}]|\(\)/)
    }
  })
})
