import { useState } from 'react'
import { asRequestError, type RequestError, request } from '../ipc/client.ts'
import { useEvent } from '../ipc/use-event.ts'

interface Progress {
  readonly jobId: string
  readonly done: number
  readonly total: number
}

interface Running {
  readonly jobId: string
  readonly progress: Progress | undefined
}

/** One long job of a domain at a time: how far it is, how it ended, and the way to stop it. */
export const useJob = <Answer>(domain: 'audit' | 'export', start: (jobId: string) => Promise<Answer>) => {
  const [running, setRunning] = useState<Running>()
  const [answer, setAnswer] = useState<Answer>()
  const [error, setError] = useState<RequestError>()
  useEvent(`${domain}.progress`, (progress) =>
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
    if (running !== undefined) request(`${domain}.cancel`, { jobId: running.jobId }).catch(() => undefined)
  }
  const dismiss = () => {
    setAnswer(undefined)
    setError(undefined)
  }
  return { running, answer, error, run, cancel, dismiss }
}
