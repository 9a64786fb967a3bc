import { basename } from 'node:path'
import type { Handlers } from '../../../shared/ipc/contract.ts'
import type { ExportEvents, exportCalls } from '../../../shared/ipc/export.ts'
import type { TenantSessions } from '../../connection/tenant-session.ts'
import type { DirectoryExport } from '../../export/directory-export.ts'
import type { Clock, FileTarget } from '../../ports.ts'
import { type Jobs, throttled } from '../jobs.ts'

export interface ExportHandlerOptions {
  readonly directoryExport: DirectoryExport
  readonly jobs: Jobs
  readonly target: FileTarget
  readonly targetTitle: () => string
  readonly clock: Clock
  readonly onProgress: (progress: ExportEvents['export.progress']) => void
}

/** As file names are written. */
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export const exportHandlers = (
  sessions: TenantSessions,
  { directoryExport, jobs, target, targetTitle, clock, onProgress }: ExportHandlerOptions,
): Handlers<typeof exportCalls> => ({
  'export.write': ({ jobId, what, format }) =>
    jobs.run(jobId, async (signal) => {
      const { connectionId, directory } = await sessions.current()
      const name = `tenantry-${kebab(what.of)}-${clock.now().toISOString().slice(0, 10)}.${format}`
      const file = await target.choose({ title: targetTitle(), name, extension: format })
      if (file === null) return { written: null }
      const report = throttled<{ done: number; total: number }>(
        (progress) => onProgress({ jobId, ...progress }),
        () => clock.now().getTime(),
      )
      const rows = await directoryExport.write(
        { what, format, file },
        { id: connectionId },
        directory.read,
        report,
        signal,
      )
      return { written: { name: basename(file), rows } }
    }),
  'export.cancel': ({ jobId }) => {
    jobs.cancel(jobId)
    return {}
  },
})
