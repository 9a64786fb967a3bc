import { z } from 'zod'
import { type CloudId, cloudIds } from '../../shared/domain/connection.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { type Cloud, clouds } from './clouds.ts'

/** Other addresses for a cloud, for tests and the demonstration. Only an unpackaged run reads them. */
export interface CloudOverride {
  /** Which cloud is found there; the global one when absent. */
  readonly cloud?: CloudId | undefined
  readonly authority: string
  readonly graph: string
  /** PEM of one more certificate authority to trust for these two hosts; null for none. */
  readonly ca: string | null
  /** Further clouds that are found elsewhere, each with its own addresses. */
  readonly others?: readonly CloudOverride[] | undefined
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

const addresses = {
  authority: origin,
  graph: origin,
  ca: z.string().includes('-----BEGIN CERTIFICATE-----').nullable().default(null),
}
const other = z.strictObject({ ...addresses, cloud: z.enum(cloudIds) })
const schema = z.strictObject({
  ...addresses,
  cloud: z.enum(cloudIds).optional(),
  others: z.array(other).max(cloudIds.length).optional(),
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

/** All clouds as this run finds them. */
export const reachableClouds = (override: CloudOverride | null): Readonly<Record<CloudId, Cloud>> => {
  if (override === null) return clouds
  const moved = allOf(override).map((one) => {
    const id = one.cloud ?? 'global'
    return [id, overridden(clouds[id], one)] as const
  })
  return { ...clouds, ...Object.fromEntries(moved) }
}

/** The certificate authorities to trust besides. */
export const extraRoots = (override: CloudOverride | null): readonly string[] =>
  override === null ? [] : allOf(override).flatMap(({ ca }) => ca ?? [])

const allOf = (override: CloudOverride): readonly CloudOverride[] => [override, ...(override.others ?? [])]
