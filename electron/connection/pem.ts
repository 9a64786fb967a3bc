/** One block between BEGIN and END, written anew as the strict parsers of OpenSSL and BoringSSL want it. */
export interface PemBlock {
  readonly label: string
  readonly pem: string
}

/** RFC 1421 headers that stand before the body of a legacy encrypted key. */
const procType = /Proc-Type:\s*4\s*,\s*ENCRYPTED/i
const dekInfo = /DEK-Info:\s*([A-Za-z0-9-]+)\s*,\s*([0-9A-Fa-f]+)/i

const rewrite = (label: string, inside: string): string => {
  const dek = dekInfo.exec(inside)
  const encrypted = procType.test(inside) && dek !== null
  const body = inside.replace(procType, '').replace(dekInfo, '').replace(/\s+/g, '')
  const lines = body.match(/.{1,64}/g) ?? []
  const headers = encrypted ? ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${dek[1]},${dek[2]}`, ''] : []
  return [`-----BEGIN ${label}-----`, ...headers, ...lines, `-----END ${label}-----`, ''].join('\n')
}

/**
 * All PEM blocks of a text in their order. Anything around them is skipped; lost or doubled line breaks, CRLF, and line
 * breaks written as `\n` (a key out of a JSON or .env file) are put right.
 */
export const pemBlocks = (text: string): PemBlock[] => {
  const plain = text.replaceAll('\\r', '').replaceAll('\\n', '\n')
  const pattern = /-----BEGIN ([A-Z0-9 ]+?)-----([\s\S]*?)-----END \1-----/g
  return [...plain.matchAll(pattern)].map(([, label = '', inside = '']) => ({ label, pem: rewrite(label, inside) }))
}

const byteOrderMarks = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

/** Windows PowerShell writes UTF-16 when told nothing, so a byte order mark decides. */
export const textOf = (bytes: Uint8Array): string => {
  const known = byteOrderMarks.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte))
  return new TextDecoder(known?.encoding ?? 'utf-8').decode(bytes)
}
