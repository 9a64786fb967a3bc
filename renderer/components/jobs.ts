import { create, type StateCreator } from 'zustand'
import { asRequestError, type RequestError, request } from '../ipc/client.ts'

export type JobDomain = 'audit' | 'export'

interface Progress {
  readonly jobId: string
  readonly done: number
  readonly total: number
}

/** Under way, or how it ended: by an answer, by an error, or by neither where it was cancelled. */
interface Job {
  readonly domain: JobDomain
  readonly running: { readonly jobId: string; readonly progress: Progress | undefined } | undefined
  readonly answer: unknown
  readonly error: RequestError | undefined
}

export interface Jobs {
  /** By the place that began it, one in each. */
  readonly at: Readonly<Record<string, Job>>
  readonly run: (place: string, domain: JobDomain, start: (jobId: string) => Promise<unknown>) => void
  readonly cancel: (place: string) => void
  /** Takes away how it ended. What is under way goes on. */
  readonly dismiss: (place: string) => void
  /** Cancels whatever is under way, and nothing is known of any afterwards. */
  readonly drop: (domain: JobDomain) => void
}

interface Main {
  /** Returns what ends it. */
  readonly hear: (domain: JobDomain, listener: (progress: Progress) => void) => () => void
  readonly cancel: (domain: JobDomain, jobId: string) => Promise<unknown>
}

export const jobs =
  (main: Main): StateCreator<Jobs> =>
  (set, get) => {
    const put = (place: string, job: Job) => set(({ at }) => ({ at: { ...at, [place]: job } }))
    const keep = (isKept: (place: string, job: Job) => boolean) =>
      set(({ at }) => ({ at: Object.fromEntries(Object.entries(at).filter(([place, job]) => isKept(place, job))) }))
    const cancelOne = ({ domain, running }: Job) => {
      if (running !== undefined) main.cancel(domain, running.jobId).catch(() => undefined)
    }
    return {
      at: {},
      run: (place, domain, start) => {
        const jobId = crypto.randomUUID()
        const isThere = () => get().at[place]?.running?.jobId === jobId
        const tell = (progress?: Progress) =>
          put(place, { domain, running: { jobId, progress }, answer: undefined, error: undefined })
        const end = (answer: unknown, error?: RequestError) => {
          stopHearing()
          if (isThere()) put(place, { domain, running: undefined, answer, error })
        }
        const stopHearing = main.hear(domain, (progress) => {
          if (progress.jobId === jobId && isThere()) tell(progress)
        })
        tell()
        start(jobId).then(end, (reason: unknown) => {
          const error = asRequestError(reason)
          end(undefined, error.code === 'cancelled' ? undefined : error)
        })
      },
      cancel: (place) => {
        const job = get().at[place]
        if (job !== undefined) cancelOne(job)
      },
      dismiss: (place) => keep((other, { running }) => other !== place || running !== undefined),
      drop: (domain) => {
        for (const job of Object.values(get().at)) if (job.domain === domain) cancelOne(job)
        keep((_, job) => job.domain !== domain)
      },
    }
  }

/** One for the window: what was begun on a page goes on when the page is left, and is known when it is opened again. */
export const useJobs = create(
  jobs({
    hear: (domain, listener) => window.tenantry.on(`${domain}.progress`, listener),
    cancel: (domain, jobId) => request(`${domain}.cancel`, { jobId }),
  }),
)
