import { addressParser } from 'postal-mime'
import { attempt, type Budget, limits, ReadProblem } from './budget.ts'
import { type Entity, headerValue, isEntity, partsOf, readEntity } from './mime.ts'
import { canonical, decodedBody, isEncoded } from './transfer.ts'

/** A CMS container of a message, with what it is to be held against. */
export interface SignedPart {
  readonly container: Uint8Array
  /** What is signed, where it lies beside the container (multipart/signed). */
  readonly content: Uint8Array | null
  /** Addresses of From and Sender. Empty where a part came without its message. */
  readonly from: readonly string[]
  /** ISO 8601. */
  readonly date: string | null
}

interface Walk {
  readonly from: readonly string[]
  readonly date: string | null
  readonly depth: number
  /** Whether messages in the message are looked into: they are other people's. */
  readonly forwarded: boolean
  readonly budget: Budget
  /** Of parts; the others are read all the same. */
  readonly problems: ReadProblem[]
}

const signatureTypes = ['application/pkcs7-signature', 'application/x-pkcs7-signature']
const containerTypes = ['application/pkcs7-mime', 'application/x-pkcs7-mime', ...signatureTypes]

/** Gateways and stores name the type after the file, or not at all (RFC 8551, 3.2.1). */
const containerName = /\.p7[msc]$/i

const fileName = ({ headers, type }: Entity): string => {
  const disposition = headerValue(headers.get('content-disposition')?.[0])
  return disposition.parameters.get('filename') ?? type.parameters.get('name') ?? ''
}

const isContainer = (entity: Entity): boolean =>
  containerTypes.includes(entity.type.value) ||
  (entity.type.value === 'application/octet-stream' && containerName.test(fileName(entity)))

const dateOf = (header: string | undefined): string | null => {
  const time = Date.parse((header ?? '').replace(/\([^)]{0,200}\)/g, ''))
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** RFC 8550, 3: the signer's address is to be that of From or of Sender. */
const sendersOf = ({ headers }: Entity): readonly string[] =>
  [...(headers.get('from') ?? []), ...(headers.get('sender') ?? [])]
    .slice(0, 8)
    .flatMap((header) => addressParser(header.slice(0, 10_000), { flatten: true }))
    .flatMap(({ address }) => (address === undefined || address === '' ? [] : [address]))

const signedPart = (container: Uint8Array, content: Uint8Array | null, { from, date }: Walk): SignedPart => ({
  container,
  content,
  from,
  date,
})

/** Nothing where it is signed by other means (OpenPGP). */
const clearSigned = (entity: Entity, walk: Walk): readonly SignedPart[] => {
  const { parts, whole } = partsOf(entity, walk.budget)
  const [content, second] = parts
  if (content === undefined || second === undefined || parts.length > 2 || !whole) throw new ReadProblem('damaged')
  const signature = readEntity(second, walk.budget)
  // By the part and not by the parameter `protocol`, which some senders leave out or write in either form.
  if (!signatureTypes.includes(signature.type.value) && !isContainer(signature)) return []
  return [signedPart(decodedBody(signature, walk.budget), canonical(content, walk.budget), walk)]
}

const walkContainer = (entity: Entity, walk: Walk): readonly SignedPart[] => {
  const bytes = decodedBody(entity, walk.budget)
  // Exchange keeps a clear-signed message as one attachment smime.p7m that holds the whole multipart/signed.
  if (isEntity(bytes, walk.budget)) return walkEntity(bytes, walk)
  return [signedPart(bytes, null, walk)]
}

const walkParts = (entity: Entity, walk: Walk): readonly SignedPart[] => {
  // A multipart must not be encoded as a whole; as an attachment that Exchange calls multipart/signed it is.
  if (isEncoded(entity)) return walkEntity(decodedBody(entity, walk.budget), walk)
  // OpenSSL looks at the outermost entity alone. Lists and gateways wrap what was signed, and the signature still tells
  // whose the certificate is, which is all that is asked here.
  const { parts } = partsOf(entity, walk.budget)
  return parts.flatMap((part) => attempt(() => walkEntity(part, walk), walk.problems).flat())
}

const walkForwarded = (entity: Entity, walk: Walk): readonly SignedPart[] =>
  walk.forwarded ? walkMessage(decodedBody(entity, walk.budget), walk) : []

const walkEntity = (bytes: Uint8Array, outer: Walk): readonly SignedPart[] => {
  const walk = { ...outer, depth: outer.depth + 1 }
  if (walk.depth > limits.nesting) throw new ReadProblem('tooLarge')
  const entity = readEntity(bytes, walk.budget)
  const { value } = entity.type
  if (value === 'message/rfc822' || value === 'message/global') return walkForwarded(entity, walk)
  if (isContainer(entity)) return walkContainer(entity, walk)
  if (!value.startsWith('multipart/')) return []
  return value === 'multipart/signed' && !isEncoded(entity) ? clearSigned(entity, walk) : walkParts(entity, walk)
}

const walkMessage = (bytes: Uint8Array, walk: Walk): readonly SignedPart[] => {
  const entity = readEntity(bytes, walk.budget)
  return walkEntity(bytes, { ...walk, from: sendersOf(entity), date: dateOf(entity.headers.get('date')?.[0]) })
}

/**
 * What of a message is signed, or encrypted.
 * @param forwarded whether messages attached to it count, too
 * @throws ReadProblem unsigned, damaged, tooLarge
 */
export const signedParts = (
  message: Uint8Array,
  forwarded: boolean,
  budget: Budget,
  problems: ReadProblem[],
): readonly SignedPart[] => {
  const found = walkMessage(message, { from: [], date: null, depth: 0, forwarded, budget, problems })
  if (found.length === 0 && problems.length === 0) throw new ReadProblem('unsigned')
  return found
}
