import { useEffect, useRef } from 'react'
import { type JobDomain, useJobs } from './jobs.ts'

/** How it ended goes with the place where it was shown, not before it was shown there. */
const useLeaving = (place: string): void => {
  const shown = useRef<string>(undefined)
  useEffect(() => {
    shown.current = place
    return () => {
      shown.current = undefined
      // React's strict mode takes every component away and puts it back at once.
      queueMicrotask(() => {
        if (shown.current !== place) useJobs.getState().dismiss(place)
      })
    }
  }, [place])
}

/** One long job of a place at a time: how far it is, how it ended, and the way to stop it. It outlives who shows it. */
export const useJob = <Answer>(domain: JobDomain, place: string) => {
  const job = useJobs(({ at }) => at[place])
  useLeaving(place)
  const { run, cancel, dismiss } = useJobs.getState()
  return {
    running: job?.running,
    // What a place's jobs answer is what it starts them with.
    answer: job?.answer as Answer | undefined,
    error: job?.error,
    run: (start: (jobId: string) => Promise<Answer>) => run(place, domain, start),
    cancel: () => cancel(place),
    dismiss: () => dismiss(place),
  }
}
