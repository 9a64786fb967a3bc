import { useEffect, useState } from 'react'
import type { CertificateLookup } from '../../../shared/domain/certificates.ts'
import { asRequestError, type RequestError, request } from '../../ipc/client.ts'
import { useOnline } from '../../lib/use-online.ts'

interface Asked {
  readonly userId: string | undefined
  readonly running: boolean
  readonly lookup: CertificateLookup | undefined
  readonly cancelled: boolean
  readonly error: RequestError | undefined
}

const idle: Asked = { userId: undefined, running: false, lookup: undefined, cancelled: false, error: undefined }

const failure = (reason: unknown): Pick<Asked, 'cancelled' | 'error'> => {
  const error = asRequestError(reason)
  return error.code === 'cancelled' ? { cancelled: true, error: undefined } : { cancelled: false, error }
}

/**
 * One live lookup of the chosen user, begun with the choice once its tab is shown. What it found is held here alone: it
 * goes with another choice, with the page, and as soon as the tenant is left.
 */
export const useLookup = (userId: string | undefined, { isLeft, isShown }: { isLeft: boolean; isShown: boolean }) => {
  const online = useOnline()
  const [asked, setAsked] = useState(idle)
  const [turn, setTurn] = useState(0)
  const [job, setJob] = useState<string>()
  // Without a network the result at hand stays, and a new choice waits.
  const waits = !online && asked.userId !== userId
  const wanted = isLeft || waits || (!isShown && asked.userId !== userId) ? undefined : userId
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks the same again
  useEffect(() => {
    if (wanted === undefined) {
      setAsked(idle)
      return
    }
    const jobId = crypto.randomUUID()
    let settled = false
    setJob(jobId)
    setAsked((old) => ({
      ...idle,
      userId: wanted,
      running: true,
      lookup: old.userId === wanted ? old.lookup : undefined,
    }))
    const settle = (end: Partial<Asked>) => {
      if (settled) return
      settled = true
      setAsked((old) => ({ ...old, running: false, ...end }))
    }
    request('certificates.lookUp', { jobId, userId: wanted }).then(
      (lookup) => settle({ lookup }),
      (reason: unknown) => settle(failure(reason)),
    )
    return () => {
      if (!settled) request('certificates.cancel', { jobId }).catch(() => undefined)
      settled = true
    }
  }, [wanted, turn])
  return {
    ...asked,
    // Until the effect has run, what is at hand is about the former choice.
    lookup: asked.userId === userId && !isLeft ? asked.lookup : undefined,
    waits: waits && !isLeft && userId !== undefined,
    online,
    again: () => setTurn((last) => last + 1),
    cancel: () => {
      if (job !== undefined) request('certificates.cancel', { jobId: job }).catch(() => undefined)
    },
  }
}
export type Looking = ReturnType<typeof useLookup>
