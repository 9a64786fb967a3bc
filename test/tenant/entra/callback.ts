import { randomUUID } from 'node:crypto'
import type { Answer } from '../graph/answer.ts'
import { formPostPage } from './pages.ts'

export type ResponseMode = 'query' | 'fragment' | 'form_post'

/** Where an answer goes and what it repeats. */
export interface Callback {
  readonly redirectUri: string
  readonly responseMode: ResponseMode
  readonly state: string | null
}

export type Parameters = Readonly<Record<string, string>>

/** Sends the browser back with the parameters, as the response mode says. `state` comes along; `tail` goes to the very end. */
export const returnTo = (callback: Callback, parameters: Parameters, tail = ''): Answer => {
  const all = { ...parameters, ...(callback.state === null ? {} : { state: callback.state }) }
  if (callback.responseMode === 'form_post') return formPostPage(callback.redirectUri, all)
  const url = new URL(callback.redirectUri)
  const text = new URLSearchParams(all).toString()
  if (callback.responseMode === 'fragment') return redirect(`${url.href}#${text}`)
  for (const [name, value] of Object.entries(all)) url.searchParams.append(name, value)
  return redirect(`${url.href}${tail}`)
}

const redirect = (location: string): Answer => ({
  status: 302,
  body: null,
  headers: { Location: location, 'Cache-Control': 'no-store' },
})

/** The parameters of an error, as the redirect carries them. */
export const errorParameters = (
  context: { readonly origin: string; readonly now: Date; readonly correlationId: string },
  failure: { readonly error: string; readonly code: number; readonly message: string },
): Parameters => ({
  error: failure.error,
  error_description: errorText(context, failure),
  error_uri: `${context.origin}/error?code=${failure.code}`,
})

/** The text of an error with its trace. */
export const errorText = (
  context: { readonly now: Date; readonly correlationId: string },
  failure: { readonly code: number; readonly message: string },
  trace: string = randomUUID(),
): string => {
  const timestamp = `${context.now.toISOString().slice(0, 19).replace('T', ' ')}Z`
  return `AADSTS${failure.code}: ${failure.message} Trace ID: ${trace} Correlation ID: ${context.correlationId} Timestamp: ${timestamp}`
}
