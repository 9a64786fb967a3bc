import { describe, expect, it } from 'vitest'
import type { AuditLog } from '../../../electron/audit/audit-log.ts'
import { auditHandlers } from '../../../electron/ipc/handlers/audit.ts'
import { Jobs } from '../../../electron/ipc/jobs.ts'
import type { AuditVerification } from '../../../shared/domain/audit.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'

type Progress = { readonly done: number; readonly total: number }

const desk = (log: Partial<Record<keyof AuditLog, unknown>>, file: string | null = '/chosen/audit.jsonl') => {
  const clock = new FakeClock()
  const progress: unknown[] = []
  const asked: unknown[] = []
  const handlers = auditHandlers({
    log: log as unknown as AuditLog,
    jobs: new Jobs(),
    target: {
      choose: async (options) => {
        asked.push(options)
        return file
      },
    },
    targetTitle: () => 'Export',
    clock,
    onProgress: (report) => progress.push(report),
  })
  return { handlers, clock, progress, asked }
}

describe('the audit’s calls', () => {
  it('report the progress of a verification at most ten times a second, and its end', async () => {
    const { handlers, progress, clock } = desk({
      verify: async (report: (progress: Progress) => void) => {
        for (let done = 1; done <= 50; done++) {
          report({ done, total: 50 })
          await clock.advance(10)
        }
        return {} as AuditVerification
      },
    })
    await handlers['audit.verify']({ jobId: 'job-0001' })
    expect(progress).toHaveLength(6)
    expect(progress.at(0)).toEqual({ jobId: 'job-0001', done: 1, total: 50 })
    expect(progress.at(-1)).toEqual({ jobId: 'job-0001', done: 50, total: 50 })
  })

  it('end a job that is cancelled, and only that one', async () => {
    const verify = (_report: unknown, signal: AbortSignal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    const { handlers } = desk({ verify })
    const one = handlers['audit.verify']({ jobId: 'job-0001' })
    const other = handlers['audit.verify']({ jobId: 'job-0002' })
    await handlers['audit.cancel']({ jobId: 'job-0002' })
    await expect(other).rejects.toMatchObject({ code: 'cancelled' })
    await expect(handlers['audit.verify']({ jobId: 'job-0001' })).rejects.toMatchObject({ code: 'validation' })
    await handlers['audit.cancel']({ jobId: 'job-0001' })
    await expect(one).rejects.toMatchObject({ code: 'cancelled' })
    await expect(handlers['audit.cancel']({ jobId: 'job-gone' })).toBeDefined()
  })

  it('export where the administrator says, under a name with the date', async () => {
    const exported = { name: 'audit.csv', records: 1, sha256: '', keyId: '' }
    const { handlers, asked } = desk({ export: async (file: string) => ({ ...exported, name: file }) })
    const answer = await handlers['audit.export']({ jobId: 'job-0001', format: 'csv' })
    expect(asked).toEqual([{ title: 'Export', name: 'tenantry-audit-2026-03-01.csv', extension: 'csv' }])
    expect(answer).toEqual({ exported: { ...exported, name: '/chosen/audit.jsonl' } })
  })

  it('export nothing when the dialog is cancelled', async () => {
    const { handlers } = desk({}, null)
    expect(await handlers['audit.export']({ jobId: 'job-0001', format: 'jsonl' })).toEqual({ exported: null })
  })
})
