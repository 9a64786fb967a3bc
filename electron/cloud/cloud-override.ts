import { z } from 'zod'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Cloud } from './clouds.ts'

/** Other addresses for a cloud, for tests and the demonstration. Only an unpackaged run reads them. */
export interface CloudOverride {
  readonly authority: string
  readonly graph: string
  /** PEM of one more certificate authority to trust for these two hosts; null for none. */
  readonly ca: string | null
}

/** Nothing but scheme, host and port; anything more would be lost without a word. */
const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, origin, href } = new URL(text)
  return protocol === 'https:' && href === `${origin}/`
}

const origin = z
  .string()
  .refine(isOrigin, { message: 'https://host or https://host:port', abort: true })
  .transform((text) => new URL(text).origin)

const schema = z.strictObject({
  authority: origin,
  graph: origin,
  ca: z.string().includes('-----BEGIN CERTIFICATE-----').nullable().default(null),
})

/** @throws AppError validation when the text is not such an override. */
export const parseCloudOverride = (json: string): CloudOverride => {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw new AppError('validation', { field: 'TENANTRY_CLOUD', problem: 'not JSON' }, { cause })
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = ['TENANTRY_CLOUD', ...(issue?.path ?? [])].join('.')
  throw new AppError('validation', { field, problem: issue?.message ?? '' }, { cause: result.error })
}

export const overridden = (cloud: Cloud, override: CloudOverride): Cloud => ({
  ...cloud,
  authority: override.authority,
  graph: override.graph,
})
