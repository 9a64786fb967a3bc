import type { GraphAnswer } from './graph-call.ts'

/**
 * What a request costs of the tenant's allowance when its answer does not say so.
 * Source: Microsoft Graph, throttling limits, identity and access; the figures may have moved since.
 */
export const estimatedUnits = (path: string): number => {
  const [resource = '', query = ''] = path.replace(/^https:\/\/[^/]+/, '').split('?')
  const options = query.replaceAll('%24', '$')
  const top = Number(/(?:^|&)\$top=(\d+)/.exec(options)?.[1] ?? Number.NaN)
  const cheaper = (options.includes('$select=') ? 1 : 0) + (top < 20 ? 1 : 0)
  return Math.max(1, costOf(resource) - cheaper + (options.includes('$expand=') ? 1 : 0))
}

const costOf = (resource: string): number => {
  if (/\/transitiveMembers\b/.test(resource)) return 5
  if (/\/groups\/[^/]+\/members\b/.test(resource) || /\/getByIds$/.test(resource)) return 3
  return /^(\/v1\.0)?\/(users|applications)\b/.test(resource) ? 2 : 1
}

/** What an answer says that it cost; in a batch, the sum of what is within. Null when it does not say. */
const toldUnits = ({ headers, body }: GraphAnswer): number | null => {
  const told = unitsOf(headers.get(header))
  if (told !== null) return told
  const { responses } = (typeof body === 'object' && body !== null ? body : {}) as { readonly responses?: unknown }
  if (!Array.isArray(responses) || responses.length === 0) return null
  const inner = responses.map((response: { readonly headers?: object } | null) => {
    const [, value = null] =
      Object.entries(response?.headers ?? {}).find(([name]) => name.toLowerCase() === header) ?? []
    return unitsOf(value)
  })
  return inner.reduce<number | null>((sum, units) => (sum === null || units === null ? null : sum + units), 0)
}

const header = 'x-ms-resource-unit'

const unitsOf = (value: unknown): number | null => {
  const units = value === null || value === '' ? Number.NaN : Number(value)
  return Number.isFinite(units) && units >= 0 ? units : null
}

/** Cost of a try: what came back without an answer is not known to have cost anything. */
export const unitsUsed = (answer: GraphAnswer | null, estimate: number): number =>
  answer === null ? 0 : (toldUnits(answer) ?? estimate)
