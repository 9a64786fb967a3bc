import { describe, expect, it } from 'vitest'
import {
  credentialOf,
  type Form,
  type FormEvent,
  openForm,
  type Refusal,
  reduceForm,
} from '../../../../renderer/components/connection-form.ts'
import { problemText } from '../../../../renderer/components/form-problems.ts'
import type { Connection } from '../../../../shared/domain/connection.ts'
import type { ErrorCode, ErrorParams } from '../../../../shared/ipc/errors.ts'
import { settings } from '../../../../shared/text/en/settings.ts'

const formAfter = (form: Form, ...events: readonly FormEvent[]) => events.reduce(reduceForm, form)
const refusal = (code: ErrorCode, params: ErrorParams = {}): Refusal => ({
  code,
  params,
  message: `message of ${code}`,
  remedy: 'remedy',
  reference: 'ref',
})
const connection: Connection = {
  id: 'c',
  name: null,
  state: 'connected',
  tenantId: 'tenant',
  tenantName: 'Nordwind',
  defaultDomain: null,
  clientId: 'client',
  cloud: 'china',
  scope: 's',
  credential: { kind: 'secret', hint: 'q7~' },
  roles: [],
  connectedAt: '',
  testedAt: '',
}
const empty = openForm(null)
const filled = formAfter(
  empty,
  { type: 'typed', field: 'tenantId', text: 'contoso.onmicrosoft.com' },
  { type: 'typed', field: 'clientId', text: 'client' },
  { type: 'pasted', text: 'a-secret-value' },
)

describe('the connection form', () => {
  it('asks for everything at once when nothing is entered', () => {
    const form = formAfter(empty, { type: 'submitted' })
    expect(form.phase).toBe('editing')
    expect(form.problems).toEqual({
      tenantId: { required: 'tenantId' },
      clientId: { required: 'clientId' },
      credential: { required: 'paste' },
    })
  })

  it('keeps what was found out about the credential beside what is missing', () => {
    const wrong = refusal('credential_expired')
    const form = formAfter(
      empty,
      { type: 'pasted', text: 'pem' },
      { type: 'notInspected', refusal: wrong },
      { type: 'submitted' },
    )
    expect(form.problems).toMatchObject({ credential: { refusal: wrong }, tenantId: { required: 'tenantId' } })
  })

  it('tests what is complete', () => {
    expect(formAfter(filled, { type: 'submitted' }).phase).toBe('testing')
    expect(credentialOf(filled)).toEqual({ from: 'paste', text: 'a-secret-value' })
  })

  it('keeps the saved credential unless another one is given', () => {
    const form = openForm(connection)
    expect(form.cloud).toBe('china')
    expect(credentialOf(form)).toEqual({ from: 'stored' })
    expect(credentialOf(formAfter(form, { type: 'from', from: 'files' }))).toBeUndefined()
  })

  it('takes an encrypted key for a question, and asks for the passphrase', () => {
    const asked = formAfter(filled, { type: 'notInspected', refusal: refusal('credential_passphrase_missing') })
    expect(asked.asksPassphrase).toBe(true)
    expect(asked.problems).toEqual({})
    expect(formAfter(asked, { type: 'submitted' }).problems).toEqual({ passphrase: { required: 'passphrase' } })
    const wrong = formAfter(asked, { type: 'notInspected', refusal: refusal('credential_passphrase_wrong') })
    expect(wrong.problems.passphrase).toBeDefined()
  })

  it('sends the passphrase along, and drops it with the key it belonged to', () => {
    const opened = formAfter(filled, { type: 'passphrase', text: 'open' })
    expect(credentialOf(opened)).toMatchObject({ passphrase: 'open' })
    expect(formAfter(opened, { type: 'pasted', text: 'another' }).passphrase).toBe('')
  })

  it('holds no secret after it was saved, nor after another way was chosen', () => {
    const given = formAfter(filled, { type: 'passphrase', text: 'open' })
    for (const event of [{ type: 'saved' }, { type: 'from', from: 'files' }] as const) {
      const text = JSON.stringify(formAfter(given, event))
      expect(text).not.toContain('a-secret-value')
      expect(text).not.toContain('open')
    }
  })

  it('says at the field what is wrong with its form, and nowhere else', () => {
    const form = formAfter(
      filled,
      { type: 'submitted' },
      { type: 'refused', refusal: refusal('validation', { field: 'clientId' }) },
    )
    expect(form).toMatchObject({ phase: 'editing', problems: { clientId: { wrong: 'clientId' } }, refusal: undefined })
  })

  it('knows the id of a secret from its value', () => {
    const form = formAfter(filled, { type: 'refused', refusal: refusal('validation', { field: 'secret' }) })
    expect(form.problems.credential).toEqual({ wrong: 'secret' })
  })

  it('marks the field that an answer of Entra is about, and says the answer above', () => {
    const form = formAfter(filled, { type: 'refused', refusal: refusal('tenant_not_found') })
    expect(form.problems).toEqual({ tenantId: { concerned: true } })
    expect(form.refusal?.code).toBe('tenant_not_found')
  })

  it('keeps a refusal that no field is about', () => {
    const form = formAfter(filled, { type: 'refused', refusal: refusal('host_not_found') })
    expect(form.problems).toEqual({})
    expect(form.refusal?.code).toBe('host_not_found')
  })

  it('takes a test that was given up for no fault, and says so until something is done', () => {
    const testing = formAfter(filled, { type: 'submitted' })
    const form = formAfter(testing, { type: 'refused', refusal: refusal('cancelled') })
    expect(form).toEqual({ ...filled, cancelled: true })
    expect(formAfter(form, { type: 'typed', field: 'clientId', text: 'x' }).cancelled).toBe(false)
    expect(formAfter(form, { type: 'submitted' })).toMatchObject({ phase: 'testing', cancelled: false })
  })

  it('does not lose a validation of something that is no field', () => {
    const form = formAfter(filled, { type: 'refused', refusal: refusal('validation', { field: 'request' }) })
    expect(form.refusal?.code).toBe('validation')
  })

  it('forgets a problem when its field is changed', () => {
    const form = formAfter(empty, { type: 'submitted' }, { type: 'typed', field: 'tenantId', text: 'x' })
    expect(Object.keys(form.problems)).toEqual(['clientId', 'credential'])
  })
})

describe('the words of a problem', () => {
  const explained = ({ code }: Refusal) => ({ message: `${code}.`, remedy: 'Do this.' })

  it('are the sentence and its cure', () => {
    expect(problemText({ refusal: refusal('credential_expired') }, settings, explained)).toBe(
      'credential_expired. Do this.',
    )
    expect(problemText({ required: 'files' }, settings, explained)).toBe(settings.form.required.files)
    expect(problemText({ concerned: true }, settings, explained)).toBeUndefined()
  })
})
