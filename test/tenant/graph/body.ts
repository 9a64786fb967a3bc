import { z } from 'zod'
import { badRequest, type Call } from './answer.ts'

/** The JSON object that a write sends. Throws Graph's 400 for anything else. */
export const bodyOf = (call: Call): Readonly<Record<string, unknown>> => {
  if (!/^application\/json\b/i.test(call.headers['content-type'] ?? ''))
    throw badRequest(
      'Write requests (excluding DELETE) must contain the Content-Type header declaration.',
      'Request_BadRequest',
    )
  let value: unknown
  try {
    value = JSON.parse(call.body)
  } catch {
    throw unreadable()
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable()
  return value as Readonly<Record<string, unknown>>
}

const unreadable = () =>
  badRequest(
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  )

/** Reads the body by a schema. Throws Graph's 400 that names what does not fit. */
export const readBody = <T extends z.ZodType>(call: Call, type: string, schema: T): z.infer<T> => {
  const result = schema.safeParse(bodyOf(call))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  if (issue?.code === 'unrecognized_keys')
    throw badRequest(
      `The property '${issue.keys[0]}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type or mark the type as open type.`,
    )
  const property = String(issue?.path[0] ?? '')
  if (issue?.code === 'invalid_type' && /received undefined/.test(issue.message))
    throw badRequest(
      `A value is required for property '${property}' of resource '${type[0]?.toUpperCase()}${type.slice(1)}'.`,
      'Request_BadRequest',
    )
  throw invalidProperty(property)
}

export const invalidProperty = (property: string) =>
  badRequest(`Invalid value specified for property '${property}' of resource.`, 'Request_BadRequest')

/** A GUID in any case, made lower case. */
export const guidText = z.guid().transform((text) => text.toLowerCase())

/** Without what was not sent: an optional property of a schema is absent, never undefined. */
export const sentOnly = <T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
