import { useState } from 'react'
import type { AuditEvents } from '../../../shared/ipc/audit.ts'
import { asRequestError, type RequestError, request } from '../../ipc/client.ts'
import { useEvent } from '../../ipc/use-event.ts'

interface Running {
  readonly jobId: string
  readonly progress: AuditEvents['audit.progress'] | undefined
}

/** One long job of the audit at a time: how far it is, how it ended, and the way to stop it. */
export const useJob = <Answer>(start: (jobId: string) => Promise<Answer>) => {
  const [running, setRunning] = useState<Running>()
  const [answer, setAnswer] = useState<Answer>()
  const [error, setError] = useState<RequestError>()
  useEvent('audit.progress', (progress) =>
    setRunning((old) => (old?.jobId === progress.jobId ? { ...old, progress } : old)),
  )
  const run = () => {
    const jobId = crypto.randomUUID()
    setRunning({ jobId, progress: undefined })
    setAnswer(undefined)
    setError(undefined)
    start(jobId)
      .then(setAnswer, (reason: unknown) => {
        const failure = asRequestError(reason)
        if (failure.code !== 'cancelled') setError(failure)
      })
      .finally(() => setRunning(undefined))
  }
  const cancel = () => {
    if (running !== undefined) request('audit.cancel', { jobId: running.jobId }).catch(() => undefined)
  }
  const dismiss = () => {
    setAnswer(undefined)
    setError(undefined)
  }
  return { running, answer, error, run, cancel, dismiss }
}
