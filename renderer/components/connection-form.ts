import type { CloudId, Connection, CredentialSummary } from '../../shared/domain/connection.ts'
import type { CredentialInput } from '../../shared/ipc/connection.ts'
import type { StoredError } from '../../shared/ipc/errors.ts'
import { type FieldName, isLocal, type Problem, problemOf } from './form-problems.ts'

/** In the order in which they are offered. */
export const froms = ['stored', 'paste', 'files'] as const satisfies readonly CredentialInput['from'][]

interface ChosenFile {
  readonly handle: string
  readonly name: string
}

/** What a refusal says; the page's own copy of it, so that the form knows nothing of how main is asked. */
export interface Refusal extends StoredError {
  readonly message: string
  readonly remedy: string | undefined
  readonly reference: string
}

type Inspection =
  | { readonly state: 'none' | 'reading' }
  | { readonly state: 'known'; readonly summary: CredentialSummary }

/** The form while it is open. It holds secrets, so it lives in one component's state and nowhere else. */
export interface Form {
  readonly cloud: CloudId
  readonly tenantId: string
  readonly clientId: string
  readonly from: CredentialInput['from']
  readonly pasted: string
  readonly files: readonly ChosenFile[]
  readonly passphrase: string
  /** The key turned out to be encrypted. */
  readonly asksPassphrase: boolean
  readonly inspection: Inspection
  readonly phase: 'editing' | 'testing'
  readonly problems: Readonly<Partial<Record<FieldName, Problem>>>
  /** The last test was given up, and nothing was changed since. */
  readonly cancelled: boolean
  /** Why the last test was refused, unless a field says it. */
  readonly refusal: Refusal | undefined
}

export type FormEvent =
  | { readonly type: 'cloud'; readonly cloud: CloudId }
  | { readonly type: 'typed'; readonly field: 'tenantId' | 'clientId'; readonly text: string }
  | { readonly type: 'from'; readonly from: CredentialInput['from'] }
  | { readonly type: 'pasted'; readonly text: string }
  | { readonly type: 'chosen'; readonly files: readonly ChosenFile[] }
  | { readonly type: 'passphrase'; readonly text: string }
  | { readonly type: 'inspecting' }
  | { readonly type: 'inspected'; readonly summary: CredentialSummary }
  | { readonly type: 'notInspected'; readonly refusal: Refusal }
  | { readonly type: 'submitted' }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'saved' }

const noSecrets = {
  pasted: '',
  files: [],
  passphrase: '',
  asksPassphrase: false,
  inspection: { state: 'none' },
} as const

/** Empty, or filled with what is saved; then the credential in use is kept unless another one is given. */
export const openForm = (connection: Connection | null): Form => ({
  cloud: connection?.cloud ?? 'global',
  tenantId: connection?.tenantId ?? '',
  clientId: connection?.clientId ?? '',
  from: connection === null ? 'paste' : 'stored',
  ...noSecrets,
  phase: 'editing',
  problems: {},
  cancelled: false,
  refusal: undefined,
})

/** Undefined while there is nothing to send. */
export const credentialOf = ({
  from,
  pasted,
  files,
  passphrase,
}: Pick<Form, 'from' | 'pasted' | 'files' | 'passphrase'>): CredentialInput | undefined => {
  const opened = passphrase === '' ? {} : { passphrase }
  if (from === 'stored') return { from }
  if (from === 'paste') return pasted.trim() === '' ? undefined : { from, text: pasted, ...opened }
  return files.length === 0 ? undefined : { from, handles: files.map(({ handle }) => handle), ...opened }
}

const without = (form: Form, ...fields: readonly FieldName[]): Form => ({
  ...form,
  refusal: undefined,
  problems: Object.fromEntries(Object.entries(form.problems).filter(([field]) => !fields.some((f) => f === field))),
})

/** Another credential: what was found out about the former one, and its passphrase, go. */
const anew = (form: Form): Form => ({
  ...without(form, 'credential', 'passphrase'),
  passphrase: '',
  asksPassphrase: false,
  inspection: { state: 'none' },
})

const missing = (form: Form): Form['problems'] => ({
  ...(form.tenantId.trim() === '' ? { tenantId: { required: 'tenantId' } } : {}),
  ...(form.clientId.trim() === '' ? { clientId: { required: 'clientId' } } : {}),
  ...(credentialOf(form) === undefined ? { credential: { required: form.from === 'files' ? 'files' : 'paste' } } : {}),
  ...(form.asksPassphrase && form.passphrase === '' ? { passphrase: { required: 'passphrase' } } : {}),
})

const submitted = (form: Form): Form => {
  const problems = missing(form)
  // What was found out about the credential stays said beside what is missing.
  if (Object.keys(problems).length > 0)
    return { ...form, problems: { ...form.problems, ...problems }, refusal: undefined }
  return { ...form, phase: 'testing', problems: {}, refusal: undefined }
}

/** An encrypted key is a question, not a fault: the passphrase is asked for. */
const asks = (form: Form): Form => ({ ...form, asksPassphrase: true, inspection: { state: 'none' } })

const notInspected = (form: Form, refusal: Refusal): Form => {
  if (refusal.code === 'credential_passphrase_missing') return asks(form)
  const shown = refusal.code === 'credential_passphrase_wrong' ? asks(form) : form
  const [field, problem] = problemOf(refusal)
  return {
    ...shown,
    inspection: { state: 'none' },
    problems: { ...form.problems, [field ?? 'credential']: problem },
  }
}

const refused = (form: Form, refusal: Refusal): Form => {
  const editing: Form = { ...form, phase: 'editing' }
  // Whoever cancelled knows why: no fault, and nothing to correct.
  if (refusal.code === 'cancelled') return { ...editing, cancelled: true }
  const [field, problem] = problemOf(refusal)
  const local = field !== undefined && isLocal(refusal)
  return {
    ...(refusal.code.startsWith('credential_passphrase') ? asks(editing) : editing),
    problems: field === undefined ? {} : { [field]: problem },
    refusal: local ? undefined : refusal,
  }
}

const typed: Readonly<Record<'tenantId' | 'clientId', readonly FieldName[]>> = {
  tenantId: ['tenantId', 'cloud'],
  clientId: ['clientId'],
}

const reduce = (form: Form, event: FormEvent): Form => {
  switch (event.type) {
    case 'cloud':
      return { ...without(form, 'cloud', 'tenantId'), cloud: event.cloud }
    case 'typed':
      return { ...without(form, ...typed[event.field]), [event.field]: event.text }
    case 'from':
      return { ...anew(form), from: event.from, pasted: '', files: [] }
    case 'pasted':
      return { ...anew(form), pasted: event.text }
    case 'chosen':
      return { ...anew(form), files: event.files }
    case 'passphrase':
      return { ...without(form, 'credential', 'passphrase'), passphrase: event.text, inspection: { state: 'none' } }
    case 'inspecting':
      return { ...form, inspection: { state: 'reading' } }
    case 'inspected':
      return { ...form, inspection: { state: 'known', summary: event.summary } }
    case 'notInspected':
      return notInspected(form, event.refusal)
    case 'submitted':
      return submitted(form)
    case 'refused':
      return refused(form, event.refusal)
    case 'saved':
      return { ...form, ...noSecrets, from: 'stored', phase: 'editing', problems: {}, refusal: undefined }
  }
}

export const reduceForm = (form: Form, event: FormEvent): Form => reduce({ ...form, cancelled: false }, event)
