import { EntraFailure } from './failure.ts'

/** Throws AADSTS900144 when the field is missing or empty. */
export const required = (form: URLSearchParams, name: string): string => {
  const value = form.get(name)
  if (value !== null && value !== '') return value
  throw new EntraFailure(900144, 'invalid_request', `The request body must contain the following parameter: '${name}'.`)
}
