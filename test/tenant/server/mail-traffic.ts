import type { Call } from '../graph/answer.ts'
import type { MailGate, Passage } from '../mail/gate.ts'

/** The mailbox that a request reads, as its address names it; null for any other request. */
export const mailboxOf = (path: string): string | null =>
  /^\/v1\.0\/users\/([^/]+)\/(?:messages|mailFolders)\b/i.exec(path)?.[1]?.toLowerCase() ?? null

/** What a request takes of the limits for mailboxes: those of its inner ones when it is a batch. */
export const enterMailboxes = (gate: MailGate, call: Call): Passage => {
  const isBatch = call.path.toLowerCase() === '/v1.0/$batch'
  const mailboxes = isBatch ? innerMailboxes(call.body) : [mailboxOf(call.path)]
  return gate.enter(
    applicationOf(call.headers['authorization']),
    mailboxes.filter((mailbox) => mailbox !== null),
  )
}

/** Nothing when it is no batch that Graph would take: that is told by whoever answers it. */
const innerMailboxes = (body: string): readonly (string | null)[] => {
  try {
    const { requests } = JSON.parse(body) as { requests: readonly { url: string }[] }
    return requests.map(({ url }) => mailboxOf(`/v1.0/${url.replace(/^\//, '')}`))
  } catch {
    return []
  }
}

/** By the token's claim, unchecked: who has no right to a mailbox learns that all the same. */
const applicationOf = (authorization: string | undefined): string => {
  const claims = authorization?.split('.')[1]
  if (claims === undefined) return ''
  try {
    return String((JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>)['appid'])
  } catch {
    return ''
  }
}
