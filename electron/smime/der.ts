/** One value of DER: its first byte, what it holds, and all of it as it stood. */
export interface DerValue {
  readonly tag: number
  readonly content: Uint8Array
  readonly whole: Uint8Array
}

export const derTag = { integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, sequence: 0x30 } as const

const readLength = (bytes: Uint8Array, at: number): { readonly length: number; readonly start: number } => {
  const first = bytes[at]
  if (first === undefined) throw new Error('DER ends within a length')
  if (first < 0x80) return { length: first, start: at + 1 }
  const count = first & 0x7f
  // An indefinite length is BER; four bytes of length are more than any input may have.
  if (count === 0 || count > 4) throw new Error('DER has a length it must not have')
  let length = 0
  for (let index = 1; index <= count; index += 1) length = length * 256 + (bytes[at + index] ?? 0)
  return { length, start: at + 1 + count }
}

/** The value that begins at `at`. What is cut from a certificate here are its own bytes, never an encoding made anew. */
export const readDer = (bytes: Uint8Array, at = 0): DerValue => {
  const tag = bytes[at]
  if (tag === undefined) throw new Error('DER ends before a value')
  if ((tag & 0x1f) === 0x1f) throw new Error('DER has a tag of several bytes')
  const { length, start } = readLength(bytes, at + 1)
  if (start + length > bytes.length) throw new Error('DER ends within a value')
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) }
}

/** The values one after another within the content of a constructed one. */
export const derChildren = (content: Uint8Array): readonly DerValue[] => {
  const children: DerValue[] = []
  for (let at = 0; at < content.length; ) {
    const child = readDer(content, at)
    children.push(child)
    at += child.whole.length
  }
  return children
}

/** Dotted, of an object identifier's content. */
export const oidText = (content: Uint8Array): string => {
  const arcs: bigint[] = []
  let arc = 0n
  for (const byte of content) {
    arc = arc * 128n + BigInt(byte & 0x7f)
    if (byte & 0x80) continue
    arcs.push(arc)
    arc = 0n
  }
  const [first = 0n, ...rest] = arcs
  const top = first < 80n ? first / 40n : 2n
  return [top, first - top * 40n, ...rest].join('.')
}
