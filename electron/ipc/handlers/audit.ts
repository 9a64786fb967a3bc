import type { AuditEvents, auditCalls } from '../../../shared/ipc/audit.ts'
import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import type { Clock, FileTarget } from '../../ports.ts'
import { type Jobs, throttled } from '../jobs.ts'

export interface AuditHandlerOptions {
  readonly log: AuditLog
  readonly jobs: Jobs
  readonly target: FileTarget
  readonly targetTitle: () => string
  readonly clock: Clock
  readonly onProgress: (progress: AuditEvents['audit.progress']) => void
}

export const auditHandlers = (options: AuditHandlerOptions): Handlers<typeof auditCalls> => {
  const { log, jobs, target, targetTitle, clock, onProgress } = options
  const reporter = (jobId: string) =>
    throttled(
      ({ done, total }) => onProgress({ jobId, done, total }),
      () => clock.now().getTime(),
    )
  return {
    'audit.status': () => log.status(),
    'audit.list': ({ filter, offset, limit }) => log.list(filter, offset, limit),
    'audit.get': ({ sequence }) => log.get(sequence),
    'audit.verify': ({ jobId }) => jobs.run(jobId, (signal) => log.verify(reporter(jobId), signal)),
    'audit.export': ({ jobId, format }) =>
      jobs.run(jobId, async (signal) => {
        const name = `tenantry-audit-${clock.now().toISOString().slice(0, 10)}.${format}`
        const file = await target.choose({ title: targetTitle(), name, extension: format })
        return { exported: file === null ? null : await log.export(file, format, reporter(jobId), signal) }
      }),
    'audit.cancel': ({ jobId }) => {
      jobs.cancel(jobId)
      return {}
    },
  }
}
