import type { CorpusItem } from './item.ts'
import { askOpenssl } from './openssl.ts'
import { pemOf } from './pem.ts'
import type { Workshop } from './workshop.ts'

export interface OracleAnswer {
  readonly ok: boolean
  /** X509_V_ERR_*, the first that openssl names; null without. */
  readonly error: number | null
  /** How far from the certificate it lies, 0 being the certificate itself. */
  readonly depth: number | null
  /** All that it wrote. */
  readonly text: string
}

const answer = ({ ok, text }: { ok: boolean; text: string }): OracleAnswer => {
  const [, error, depth] = /error (\d+) at (\d+) depth/.exec(text) ?? []
  return {
    ok,
    error: error === undefined ? null : Number(error),
    depth: depth === undefined ? null : Number(depth),
    text,
  }
}

/** What is trusted, and nothing of the machine's. */
const trust = (workshop: Workshop, roots: readonly Uint8Array[], at: Date): readonly string[] => [
  ...['-no-CApath', '-no-CAstore'],
  ...(roots.length === 0 ? ['-no-CAfile'] : ['-CAfile', workshop.file('pem', roots.map(pemOf).join(''))]),
  ...['-attime', String(Math.floor(at.getTime() / 1_000))],
]

/** `openssl verify` of the certificate an item is about, for signing or for encryption. */
export const verifyByOpenssl = (
  workshop: Workshop,
  item: CorpusItem,
  purpose: 'smimesign' | 'smimeencrypt',
  more: readonly string[] = [],
): OracleAnswer => {
  if (item.certificate === null || item.kind === 'message')
    throw new RangeError(`openssl verify takes a certificate, and its issuers, which a message holds: ${item.name}`)
  return answer(
    askOpenssl([
      ...['verify', '-purpose', purpose, ...trust(workshop, item.roots, item.at), ...more],
      ...(item.companions.length === 0
        ? []
        : ['-untrusted', workshop.file('pem', item.companions.map(pemOf).join(''))]),
      workshop.file('pem', pemOf(item.certificate)),
    ]),
  )
}

/**
 * `openssl cms -verify` of a message. `chain: false` looks at the signature alone. The command knows no issuers that are
 * merely known; among the trusted ones they are the same, because a chain has to end with a root all the same.
 */
export const verifyMessageByOpenssl = (
  workshop: Workshop,
  item: CorpusItem,
  { chain = true }: { readonly chain?: boolean } = {},
): OracleAnswer =>
  answer(
    askOpenssl([
      ...['cms', '-verify', '-inform', 'SMIME', '-in', workshop.file('eml', item.bytes), '-out', workshop.path('txt')],
      ...['-purpose', 'smimesign', ...trust(workshop, [...item.roots, ...item.companions], item.at)],
      ...(chain ? [] : ['-noverify']),
    ]),
  )
