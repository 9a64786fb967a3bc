import forge from 'node-forge'
import { AppError } from '../../../shared/ipc/errors.ts'

/** Windows and OpenSSL write two thousand, Java ten thousand. Each costs time in which nothing else happens here. */
const most = 1_000_000

const { Class, Type } = forge.asn1

const isOctets = (node: forge.asn1.Asn1 | undefined): boolean =>
  node !== undefined && node.tagClass === Class.UNIVERSAL && node.type === Type.OCTETSTRING
const isNumber = (node: forge.asn1.Asn1 | undefined): node is forge.asn1.Asn1 & { readonly value: string } =>
  node?.tagClass === Class.UNIVERSAL && node.type === Type.INTEGER && typeof node.value === 'string'

/**
 * Refuses a file that would have a key derived for minutes: wherever a salt is followed by a count (the parameters of
 * PBES1 and PBKDF2), and in the integrity code's part. @throws AppError credential_unreadable
 */
export const checkIterations = (node: forge.asn1.Asn1, depth = 0): void => {
  if (depth > 20) return
  if (!Array.isArray(node.value)) {
    if (isOctets(node)) for (const inner of within(node.value)) checkIterations(inner, depth + 1)
    return
  }
  for (const [index, count] of node.value.entries()) {
    const before = node.value[index - 1]
    if (isOctets(before) && isNumber(count) && toNumber(count.value) > most) throw new AppError('credential_unreadable')
    checkIterations(count, depth + 1)
  }
}

const toNumber = (bytes: string): number => Number(BigInt(`0x${Buffer.from(bytes, 'binary').toString('hex') || '0'}`))

/** What an OCTET STRING holds where that is ASN.1 again; encrypted content is not. */
const within = (bytes: string): forge.asn1.Asn1[] => {
  if (!bytes.startsWith('\x30')) return []
  try {
    return [forge.asn1.fromDer(forge.util.createBuffer(bytes), false)]
  } catch {
    return []
  }
}
