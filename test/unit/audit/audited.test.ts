import { describe, expect, it, vi } from 'vitest'
import { audited, found, settingsChange } from '../../../electron/audit/audited.ts'
import { AppError, type ErrorCode } from '../../../shared/ipc/errors.ts'
import { RecordingAudit } from '../../fakes/recording-audit.ts'
import { RecordingLogger } from '../../fakes/recording-logger.ts'

const desk = () => {
  const audit = new RecordingAudit()
  const logger = new RecordingLogger()
  return { audit, logger, auditing: { audit, logger, newId: () => 'operation-1' } }
}
const planned = { action: 'disconnect' as const, connectionId: 'connection-1', before: { subscriptions: 2 } }

describe('audited', () => {
  it('records the attempt, then changes, then records the outcome under the same operation', async () => {
    const { audit, auditing } = desk()
    const value = await audited(auditing, planned, async () => {
      expect(audit.entries.map(({ outcome }) => outcome)).toEqual(['attempted'])
      return { value: 'done', after: { subscriptions: 0 }, correlation: { requestIds: ['request-1'] } }
    })
    expect(value).toBe('done')
    expect(audit.entries).toMatchObject([
      { action: 'disconnect', outcome: 'attempted', correlation: { operationId: 'operation-1' } },
      {
        action: 'disconnect',
        outcome: 'succeeded',
        before: { subscriptions: 2 },
        after: { subscriptions: 0 },
        correlation: { operationId: 'operation-1', requestIds: ['request-1'] },
      },
    ])
  })

  it('changes nothing when the attempt cannot be recorded', async () => {
    const { audit, auditing } = desk()
    audit.faults.push(new AppError('keychain_locked'))
    const change = vi.fn()
    await expect(audited(auditing, planned, change)).rejects.toMatchObject({
      code: 'audit_unavailable',
      params: { problem: 'keychain_locked' },
    })
    expect(change).not.toHaveBeenCalled()
  })

  it('neither hides a change nor undoes it when its outcome cannot be recorded', async () => {
    const { audit, logger, auditing } = desk()
    audit.faults.push(null, new AppError('disk_full'))
    await expect(audited(auditing, planned, async () => ({ value: 7 }))).resolves.toBe(7)
    expect(audit.entries.map(({ outcome }) => outcome)).toEqual(['attempted'])
    expect(logger.lines).toMatchObject([{ level: 'error', event: 'audit.outcome', fields: { action: 'disconnect' } }])
  })

  it.each<[unknown, string, ErrorCode]>([
    [new AppError('consent_missing', { aadsts: 'AADSTS65001' }), 'refused', 'consent_missing'],
    [new AppError('host_not_found', { host: 'a' }), 'failed', 'host_not_found'],
    [new AppError('cancelled'), 'cancelled', 'cancelled'],
    [new DOMException('stop', 'AbortError'), 'cancelled', 'cancelled'],
    [new TypeError('secret inside'), 'failed', 'internal'],
  ])('records how %s ended, and throws it on', async (error, outcome, code) => {
    const { audit, auditing } = desk()
    await expect(audited(auditing, planned, () => Promise.reject(error))).rejects.toBe(error)
    expect(audit.entries[1]).toMatchObject({ outcome, error: { code }, after: null })
    expect(JSON.stringify(audit.entries)).not.toContain('secret inside')
  })

  it('keeps by which ids Microsoft finds a request that was refused', async () => {
    const { audit, auditing } = desk()
    const error = new AppError('graph_refused', { requestId: 'r-1', clientRequestId: 'r-1', correlationId: 'c-1' })
    await expect(audited(auditing, planned, () => Promise.reject(error))).rejects.toBe(error)
    expect(audit.entries[1]?.correlation).toEqual({ operationId: 'operation-1', requestIds: ['r-1', 'c-1'] })
  })

  it('takes the connection that a change has made', async () => {
    const { audit, auditing } = desk()
    const connecting = { action: 'connect' as const, connectionId: null }
    await audited(auditing, connecting, async () => ({ value: 0, connectionId: 'new' }))
    expect(audit.entries.map(({ connectionId }) => connectionId)).toEqual([null, 'new'])
  })
})

describe('a change of settings', () => {
  const before = { theme: 'dark', language: 'system' }

  it('is recorded with before and after', async () => {
    const { audit, auditing } = desk()
    const after = { ...before, theme: 'light' }
    expect(await settingsChange(auditing, before, { theme: 'light' }, async () => after)).toBe(after)
    expect(audit.entries.map(({ outcome }) => outcome)).toEqual(['attempted', 'succeeded'])
    expect(audit.entries[1]).toMatchObject({ action: 'settingsChanged', before, after })
  })

  it.each([{ theme: 'dark' }, { language: 'system', theme: 'dark' }, {}])(
    'is none, and none is recorded, where nothing differs: %j',
    async (wish) => {
      const { audit, auditing } = desk()
      const change = vi.fn()
      expect(await settingsChange(auditing, before, wish, change)).toBe(before)
      expect(change).not.toHaveBeenCalled()
      expect(audit.entries).toEqual([])
    },
  )
})

describe('something that was found', () => {
  it('is recorded as it is, or refused where it cannot be', async () => {
    const { audit, auditing } = desk()
    const entry = { action: 'permissionsChanged' as const, connectionId: 'connection-1', after: { roles: ['a'] } }
    await found(auditing, entry)
    expect(audit.entries).toEqual([{ ...entry, outcome: 'succeeded' }])
    audit.faults.push(new AppError('disk_full'))
    await expect(found(auditing, entry)).rejects.toMatchObject({ code: 'audit_unavailable' })
  })
})
