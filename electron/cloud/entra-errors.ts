import { AppError, type ErrorCode, type ErrorParams } from '../../shared/ipc/errors.ts'

/** What the sign-in service answered instead of a token. */
export interface EntraAnswer {
  readonly status: number
  /** The parsed body, or null when it was not JSON. */
  readonly body: unknown
  /** The answer's Date header: the service's own time. */
  readonly date: Date | null
}

/** What was asked, for the sentence and for 'Copy details'. */
export interface EntraRequest {
  readonly tenant: string
  readonly client: string
  /** Of the certificate that signed; null for a secret. */
  readonly thumbprint: string | null
}

/**
 * What an AADSTS number means for a program that signs in by itself. Source: Microsoft's list of authentication error
 * codes; 700024 as it is reported against MSAL (microsoft-authentication-library-for-dotnet, issue 4951).
 */
const meanings: readonly (readonly [ErrorCode, readonly number[]])[] = [
  ['application_not_found', [700016, 700011, 7000229]],
  ['tenant_not_found', [90002, 900023, 50059, 50128, 90019]],
  ['secret_wrong', [7000215, 70002]],
  ['secret_expired', [7000222]],
  ['certificate_refused', [700027, 700030, 700024, 1000502, 50012, 50013, 500133]],
  ['application_disabled', [7000112, 70001, 1000031]],
  ['consent_missing', [65001, 65002, 65004, 65005, 650052, 650056, 650057, 50001, 90094, 90095, 900941, 90099]],
  ['conditional_access', [53003, 53000, 53001, 53002, 50131, 530032, 530034, 530035, 500021, 500022]],
  ['wrong_cloud', [90038, 900382, 900432, 50049, 500011]],
  ['sign_in_refused', [7000218, 700025, 1002012, 70011, 50011, 900971, 50194, 9001023, 50020, 50105]],
  ['sign_in_refused', [50072, 50074, 50076, 50079, 50053]],
  ['sign_in_unavailable', [90006, 90012, 90024, 90033, 90055, 50000, 50196]],
]
const codeOf: ReadonlyMap<number, ErrorCode> = new Map(
  meanings.flatMap(([code, numbers]) => numbers.map((number) => [number, code] as const)),
)

/** Codes that a wrong clock causes as well as a wrong certificate: an assertion is valid for minutes. */
const timed: ReadonlySet<number> = new Set([700024, 700027, 50012, 50013, 500133])
/** Entra allows an assertion five minutes of difference. */
const maxSkewSeconds = 300

const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** All AADSTS numbers of an answer: those listed, else those in the description (older answers list none). */
const numbersOf = (body: unknown): number[] => {
  const listed = field(body, 'error_codes')
  const numbers = Array.isArray(listed) ? listed.map(Number).filter(Number.isInteger) : []
  if (numbers.length > 0) return numbers
  return [...text(field(body, 'error_description')).matchAll(/AADSTS(\d{4,8})/g)].map((match) => Number(match[1]))
}

const known = (number: number | undefined): ErrorCode | undefined =>
  number === undefined ? undefined : codeOf.get(number)

/** The one of several numbers that says most. */
const codeNumber = (body: unknown): number | undefined => {
  const numbers = numbersOf(body)
  return numbers.find((one) => codeOf.has(one)) ?? numbers[0]
}

const present = (params: Readonly<Record<string, string | null>>): ErrorParams =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''))

/**
 * Explains a refusal of the token or discovery endpoint. params: aadsts, status, tenant, client, thumbprint,
 * correlationId, traceId, oauth (the OAuth error code) and, for clock_skew, seconds.
 */
export const entraError = (answer: EntraAnswer, request: EntraRequest, now: Date): AppError => {
  const number = codeNumber(answer.body)
  const params = present({
    aadsts: number === undefined ? null : `AADSTS${number}`,
    status: String(answer.status),
    oauth: text(field(answer.body, 'error')),
    correlationId: text(field(answer.body, 'correlation_id')),
    traceId: text(field(answer.body, 'trace_id')),
    tenant: request.tenant,
    client: request.client,
    thumbprint: request.thumbprint,
  })
  const seconds = answer.date === null ? 0 : Math.round(Math.abs(now.getTime() - answer.date.getTime()) / 1000)
  if (number !== undefined && timed.has(number) && seconds > maxSkewSeconds) {
    return new AppError('clock_skew', { ...params, seconds: String(seconds) })
  }
  return new AppError(refusal(answer, number), params)
}

const refusal = ({ status, body }: EntraAnswer, number: number | undefined): ErrorCode => {
  const meaning = known(number)
  if (meaning !== undefined) return meaning
  if (status === 407) return 'proxy_sign_in'
  const transient = status === 429 || status >= 500 || field(body, 'error') === 'temporarily_unavailable'
  return transient || body === null ? 'sign_in_unavailable' : 'sign_in_refused'
}

/** Why a sign-in or consent page sent the browser back without what was asked for: the parameters of its redirect. */
export const redirectError = (parameters: URLSearchParams, request: Omit<EntraRequest, 'thumbprint'>): AppError => {
  const body = Object.fromEntries(['error', 'error_description'].map((name) => [name, parameters.get(name) ?? '']))
  const number = codeNumber(body)
  const code = isDeclined(parameters, number)
    ? 'consent_declined'
    : number === 50020 || number === 90072
      ? 'wrong_account'
      : (known(number) ?? (body['error'] === 'temporarily_unavailable' ? 'sign_in_unavailable' : 'sign_in_refused'))
  const description = text(body['error_description'])
  return new AppError(
    code,
    present({
      aadsts: number === undefined ? null : `AADSTS${number}`,
      oauth: /^[a-z_]{1,64}$/.exec(text(body['error']))?.[0] ?? null,
      correlationId: /Correlation ID: ([0-9a-f-]{36})/i.exec(description)?.[1] ?? null,
      traceId: /Trace ID: ([0-9a-f-]{36})/i.exec(description)?.[1] ?? null,
      tenant: request.tenant,
      client: request.client,
    }),
  )
}

/**
 * Cancel on the consent page is AADSTS65004, or `permission_denied` on the older one; on the sign-in page it is the
 * subcode `cancel`, often without any text. Source: "Admin consent on the Microsoft identity platform", "OAuth 2.0
 * client credentials flow", and what is reported to arrive (azure-docs, issue 114009).
 */
const isDeclined = (parameters: URLSearchParams, number: number | undefined): boolean => {
  if (number === 65004 || parameters.get('error_subcode') === 'cancel') return true
  return number === undefined && ['access_denied', 'permission_denied'].includes(parameters.get('error') ?? '')
}
