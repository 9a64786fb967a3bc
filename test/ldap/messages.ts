import { bodyOf, children, integer, octets, sequence, set, tlv } from '../certificates/der.ts'
import type { LdapFilter } from './directory.ts'

/** LDAP's messages, as far as a search needs them (RFC 4511). */
export type LdapRequest =
  | { readonly kind: 'bind'; readonly id: number; readonly dn: string; readonly password: string }
  | { readonly kind: 'unbind' | 'abandon' | 'other'; readonly id: number }
  | {
      readonly kind: 'search'
      readonly id: number
      readonly base: string
      readonly scope: 'base' | 'one' | 'sub'
      readonly sizeLimit: number
      readonly filter: LdapFilter
      readonly attributes: readonly string[]
    }

const resultCodes = {
  success: 0,
  operationsError: 1,
  protocolError: 2,
  sizeLimitExceeded: 4,
  noSuchObject: 32,
  invalidCredentials: 49,
  insufficientAccessRights: 50,
  busy: 51,
} as const
export type ResultCode = keyof typeof resultCodes

/** The whole messages at the beginning of what has come, and what is left of it. */
export const whole = (bytes: Uint8Array): { messages: readonly Uint8Array[]; rest: Uint8Array } => {
  const messages: Uint8Array[] = []
  let at = 0
  while (bytes.length - at >= 6) {
    const { end } = bodyOf(bytes, at)
    if (end > bytes.length) break
    messages.push(bytes.subarray(at, end))
    at = end
  }
  return { messages, rest: bytes.subarray(at) }
}

const body = (element: Uint8Array | undefined): Uint8Array => {
  if (element === undefined) throw new RangeError('An LDAP message lacks a part')
  const { start, end } = bodyOf(element, 0)
  return element.subarray(start, end)
}
const text = (element: Uint8Array | undefined): string => Buffer.from(body(element)).toString()
const number = (element: Uint8Array | undefined): number => body(element).reduce((sum, byte) => sum * 256 + byte, 0)

export const requestOf = (message: Uint8Array): LdapRequest => {
  const [first, operation = Buffer.alloc(1)] = children(message)
  const id = number(first)
  switch (operation[0]) {
    case 0x60: {
      const [, dn, password] = children(operation)
      return { kind: 'bind', id, dn: text(dn), password: text(password) }
    }
    case 0x42:
      return { kind: 'unbind', id }
    case 0x50:
      return { kind: 'abandon', id }
    case 0x63:
      return { kind: 'search', id, ...searchOf(operation) }
    default:
      return { kind: 'other', id }
  }
}

const searchOf = (operation: Uint8Array) => {
  const [base, scope, , sizeLimit, , , filter, attributes] = children(operation)
  const scopes = ['base', 'one', 'sub'] as const
  return {
    base: text(base),
    scope: scopes[number(scope)] ?? 'sub',
    sizeLimit: number(sizeLimit),
    filter: filterOf(filter ?? Buffer.alloc(0)),
    attributes: children(attributes ?? Buffer.alloc(0)).map(text),
  }
}

const filterOf = (element: Uint8Array): LdapFilter => {
  switch (element[0]) {
    case 0xa0:
    case 0xa1:
      return { kind: element[0] === 0xa0 ? 'and' : 'or', parts: children(element).map(filterOf) }
    case 0xa2:
      return { kind: 'not', part: filterOf(body(element)) }
    case 0xa3: {
      const [attribute, value] = children(element)
      return { kind: 'equal', attribute: text(attribute), value: text(value) }
    }
    case 0x87:
      return { kind: 'present', attribute: text(element) }
    default:
      throw new RangeError(`The simulated directory does not know the filter ${element[0]}`)
  }
}

const message = (id: number, operation: Uint8Array): Buffer => sequence(integer(id), operation)

export const resultMessage = (id: number, of: 'bind' | 'search' | 'extended', code: ResultCode, said = ''): Buffer => {
  const tag = { bind: 0x61, search: 0x65, extended: 0x78 }[of]
  const status = tlv(0x0a, Buffer.from([resultCodes[code]]))
  return message(id, tlv(tag, status, octets(Buffer.alloc(0)), octets(Buffer.from(said))))
}

export const entryMessage = (
  id: number,
  dn: string,
  attributes: readonly (readonly [string, readonly (string | Uint8Array)[]])[],
): Buffer => {
  const written = attributes.map(([name, values]) =>
    sequence(octets(Buffer.from(name)), set(...values.map((value) => octets(Buffer.from(value))))),
  )
  return message(id, tlv(0x64, octets(Buffer.from(dn)), sequence(...written)))
}
