import type { AddressInfo } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import type { ServerCertificate } from '../tenant/server/certificates.ts'

export interface LdapEntry {
  readonly dn: string
  /** By name, as the directory writes it. */
  readonly attributes: Readonly<Record<string, readonly (string | Uint8Array)[]>>
}

interface Tlv {
  readonly tag: number
  readonly value: Buffer
  readonly end: number
}

/** Codes of RFC 4511. */
const codes = { success: 0, noSuchObject: 32, invalidCredentials: 49, insufficientAccess: 50 } as const

/** A directory server as far as a lookup asks it (RFC 4511): simple bind and search, over TLS. */
export class LdapServer {
  entries: readonly LdapEntry[] = []
  account: { readonly dn: string; readonly password: string } | null = null
  readonly baseDn = 'DC=nordwind,DC=example'
  /** Each search's filter, as people write it. */
  readonly filters: string[] = []
  readonly binds: string[] = []
  /** Nothing is answered while it is silent. */
  isSilent = false
  readonly #server

  constructor({ certificatePem, keyPem }: ServerCertificate) {
    this.#server = createServer({ cert: certificatePem, key: keyPem }, (socket) => this.#serve(socket))
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `ldaps://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #serve(socket: TLSSocket): void {
    let rest = Buffer.alloc(0)
    let isBound = this.account === null
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => {
      rest = Buffer.concat([rest, data])
      for (let message = tlv(rest); message !== null; message = tlv(rest)) {
        rest = rest.subarray(message.end)
        const [id, operation] = parts(message.value)
        if (id === undefined || operation === undefined || operation.tag === 0x42) {
          socket.end()
          return
        }
        if (this.isSilent) return
        if (operation.tag === 0x60) isBound = this.#bind(operation)
        const reply = (content: Buffer) => socket.write(der(0x30, der(0x02, id.value), content))
        if (operation.tag === 0x60) reply(result(0x61, isBound ? codes.success : codes.invalidCredentials))
        else if (operation.tag === 0x63) for (const part of this.#search(operation, isBound)) reply(part)
      }
    })
  }

  #bind({ value }: Tlv): boolean {
    const [, dn, password] = parts(value)
    this.binds.push(`${dn?.value}`)
    return (
      this.account === null || (`${dn?.value}` === this.account.dn && `${password?.value}` === this.account.password)
    )
  }

  #search({ value }: Tlv, isBound: boolean): Buffer[] {
    const [base, , , , , , filter] = parts(value)
    if (!isBound) return [result(0x65, codes.insufficientAccess)]
    if (`${base?.value}` !== this.baseDn || filter === undefined) return [result(0x65, codes.noSuchObject)]
    this.filters.push(written(filter))
    const found = this.entries.filter((entry) => matches(filter, entry))
    return [...found.map(entryOf), result(0x65, codes.success)]
  }
}

const valuesOf = ({ attributes }: LdapEntry, name: string): readonly (string | Uint8Array)[] =>
  Object.entries(attributes)
    .filter(([known]) => known.toLowerCase().split(';')[0] === name.toLowerCase())
    .flatMap(([, values]) => values)

const matches = ({ tag, value }: Tlv, entry: LdapEntry): boolean => {
  if (tag === 0xa0) return parts(value).every((one) => matches(one, entry))
  if (tag === 0xa1) return parts(value).some((one) => matches(one, entry))
  if (tag === 0x87) return valuesOf(entry, `${value}`).length > 0
  const [name, wanted] = parts(value)
  return valuesOf(entry, `${name?.value}`).some((one) => String(one).toLowerCase() === `${wanted?.value}`.toLowerCase())
}

const written = ({ tag, value }: Tlv): string => {
  if (tag === 0x87) return `(${value}=*)`
  if (tag === 0xa3)
    return `(${parts(value)
      .map((one) => one.value.toString())
      .join('=')})`
  return `(${tag === 0xa0 ? '&' : '|'}${parts(value).map(written).join('')})`
}

const entryOf = ({ dn, attributes }: LdapEntry): Buffer => {
  const list = Object.entries(attributes).map(([name, values]) =>
    der(0x30, der(0x04, name), der(0x31, ...values.map((value) => der(0x04, value)))),
  )
  return der(0x64, der(0x04, dn), der(0x30, ...list))
}

const result = (tag: number, code: number): Buffer => der(tag, der(0x0a, Buffer.from([code])), der(0x04), der(0x04))

const der = (tag: number, ...contents: readonly (string | Uint8Array)[]): Buffer => {
  const content = Buffer.concat(contents.map((one) => Buffer.from(one)))
  const size = Buffer.alloc(4)
  size.writeUInt32BE(content.length)
  return Buffer.concat([Buffer.from([tag, 0x84]), size, content])
}

/** Null while it is not whole. */
const tlv = (bytes: Buffer, from = 0): Tlv | null => {
  const [tag, first] = [bytes[from], bytes[from + 1]]
  if (tag === undefined || first === undefined) return null
  const more = first < 0x80 ? 0 : first & 0x7f
  if (bytes.length < from + 2 + more) return null
  const length = more === 0 ? first : bytes.readUIntBE(from + 2, more)
  const start = from + 2 + more
  return bytes.length < start + length
    ? null
    : { tag, value: bytes.subarray(start, start + length), end: start + length }
}

const parts = (bytes: Buffer): Tlv[] => {
  const all: Tlv[] = []
  for (let at = 0, one = tlv(bytes); one !== null; one = tlv(bytes, at)) {
    all.push(one)
    at = one.end
  }
  return all
}
