import type { ErrorCode } from '../../shared/ipc/errors.ts'
import type { ErrorText } from '../../shared/text/en/errors.ts'
import type { SettingsText } from '../../shared/text/en/settings.ts'
import type { Refusal } from './connection-form.ts'

export type FieldName = 'cloud' | 'tenantId' | 'clientId' | 'credential' | 'passphrase'

/** What a field says of itself: nothing was entered, it has not the expected form, it was refused, or only that it is concerned. */
export type Problem =
  | { readonly required: keyof SettingsText['form']['required'] }
  | { readonly wrong: keyof SettingsText['form']['wrong'] }
  | { readonly refusal: Refusal }
  | { readonly concerned: true }

/** What was refused before anything left this computer: the field says it, and nothing else need. */
export const isLocal = ({ code }: Pick<Refusal, 'code'>): boolean =>
  code === 'validation' || code === 'file_unreadable' || code.startsWith('credential_')

/** Where the contract and main name a field by its path. */
const paths: Readonly<Record<string, readonly [FieldName, keyof SettingsText['form']['wrong']]>> = {
  tenantId: ['tenantId', 'tenantId'],
  clientId: ['clientId', 'clientId'],
  secret: ['credential', 'secret'],
  'credential.text': ['credential', 'credential'],
  'credential.passphrase': ['passphrase', 'passphrase'],
}

/** The field that an answer of Entra is about; the sentence itself stands above the form. */
const concerned: Readonly<Partial<Record<ErrorCode, FieldName>>> = {
  tenant_not_found: 'tenantId',
  wrong_cloud: 'cloud',
  application_not_found: 'clientId',
  secret_wrong: 'credential',
  secret_expired: 'credential',
  certificate_refused: 'credential',
  secret_damaged: 'credential',
}

/** Which field a refusal is about, if one, and what that field then says. */
export const problemOf = (refusal: Refusal): readonly [FieldName | undefined, Problem] => {
  const { code, params } = refusal
  if (code === 'validation') {
    const [field, wrong] = paths[params['field'] ?? ''] ?? []
    return field === undefined || wrong === undefined ? [undefined, { refusal }] : [field, { wrong }]
  }
  if (code.startsWith('credential_passphrase')) return ['passphrase', { refusal }]
  if (isLocal(refusal)) return ['credential', { refusal }]
  return [concerned[code], { concerned: true }]
}

/** The sentence under a field; undefined where the field is only marked. */
export const problemText = (
  problem: Problem,
  { form }: SettingsText,
  explained: (refusal: Refusal) => ErrorText,
): string | undefined => {
  if ('required' in problem) return form.required[problem.required]
  if ('wrong' in problem) return form.wrong[problem.wrong]
  if ('concerned' in problem) return undefined
  const { message, remedy } = explained(problem.refusal)
  return remedy === undefined ? message : `${message} ${remedy}`
}
