import { create, type StateCreator } from 'zustand'
import type { CloudId } from '../../../shared/domain/connection.ts'
import type { ConsentHint } from '../../../shared/domain/consent.ts'
import { type CertificateWish, usualCertificate } from '../../../shared/domain/credentials.ts'
import type { Feature } from '../../../shared/domain/features.ts'
import { asRequestError, type RequestError, request } from '../../ipc/client.ts'

export type Way = 'create' | 'own'
export type OwnStage = 'registration' | 'consent' | 'credential'
export type Source = 'make' | 'files' | 'paste'
type Wait = 'signIn' | 'consent'

/** What was chosen and typed so far. Nothing secret: `made` is the handle of a certificate that main keeps. */
export interface Draft extends CertificateWish {
  readonly way: Way
  readonly features: readonly Feature[]
  readonly cloud: CloudId
  /** How far an own registration got; undefined before its first step. */
  readonly own: OwnStage | undefined
  readonly clientId: string
  /** Id or domain, as typed; may be empty. */
  readonly tenant: string
  /** What the browser said of the consent. */
  readonly hint: ConsentHint | undefined
  readonly source: Source
  readonly made: string | undefined
}

export interface Wizard extends Draft {
  /** The browser is open, and its answer is awaited. */
  readonly waiting: Wait | undefined
  /** How the last wait ended, unless with what was wanted. */
  readonly failed: { readonly wait: Wait; readonly error: RequestError } | undefined
  /** The finished connecting that was shown last: it is shown once, not whenever the page is opened again. */
  readonly shown: string | undefined
  readonly saved: string | undefined
  readonly change: (part: Partial<Draft>) => void
  readonly signIn: (tenant?: string) => void
  readonly askConsent: () => void
  readonly stopWaiting: () => void
  readonly dismiss: () => void
  readonly show: (finished: string) => void
  /** After a connection was saved: the next one begins with nothing of this one. */
  readonly finish: (saved: string) => void
  readonly abandon: () => void
}

const empty = {
  way: 'create',
  own: undefined,
  clientId: '',
  tenant: '',
  hint: undefined,
  source: 'make',
  made: undefined,
} as const

/** Another registration, tenant or cloud: what the browser said of the former one does not hold for it. */
const outdatesConsent = ({ clientId, tenant, cloud }: Partial<Draft>): boolean =>
  [clientId, tenant, cloud].some((part) => part !== undefined)

export const wizard =
  (ask: typeof request): StateCreator<Wizard> =>
  (set, get) => {
    const wait = <Answer>(name: Wait, work: () => Promise<Answer>, done: (answer: Answer) => Partial<Wizard>) => {
      if (get().waiting !== undefined) return
      set({ waiting: name, failed: undefined })
      work().then(
        (answer) => set({ waiting: undefined, ...done(answer) }),
        (error: unknown) => set({ waiting: undefined, failed: { wait: name, error: asRequestError(error) } }),
      )
    }
    const stopWaiting = () => void ask('setup.cancelBrowser', {}).catch(() => undefined)
    return {
      ...empty,
      ...usualCertificate,
      features: [],
      cloud: 'global',
      waiting: undefined,
      failed: undefined,
      shown: undefined,
      saved: undefined,
      change: (part) => set(outdatesConsent(part) ? { hint: undefined, failed: undefined, ...part } : part),
      signIn: (tenant) =>
        wait(
          'signIn',
          () => ask('setup.signIn', { cloud: get().cloud, tenant: tenant ?? null }),
          () => ({}),
        ),
      askConsent: () => {
        const { cloud, clientId, tenant } = get()
        const asked = { cloud, clientId: clientId.trim(), tenant: tenant.trim() === '' ? null : tenant.trim() }
        set({ hint: undefined })
        wait(
          'consent',
          () => ask('setup.consent', asked),
          (hint) => ({ hint }),
        )
      },
      stopWaiting,
      dismiss: () => set({ failed: undefined }),
      show: (finished) => set({ shown: finished }),
      finish: (saved) => set({ ...empty, failed: undefined, saved }),
      abandon: () => {
        if (get().waiting !== undefined) stopWaiting()
        set({ ...empty, failed: undefined })
      },
    }
  }

/** One for the window: what was chosen and what is awaited outlives the page. */
export const useWizard = create(wizard(request))
