import { abortError } from '../../electron/cloud/deadline.ts'
import type { Judge } from '../../electron/smime/judge.ts'
import type { Judgement, Judging } from '../../electron/smime/material.ts'
import type { CertificateUse, JudgedCertificate } from '../../shared/domain/certificates.ts'

export const judgedCertificate = (changed: Partial<JudgedCertificate> = {}): JudgedCertificate => ({
  sha256: 'a'.repeat(64),
  subject: 'CN=Anna Berg',
  issuer: 'CN=Nordwind CA',
  name: 'Anna Berg',
  serial: '01',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-03-01T12:00:00.000Z',
  key: { algorithm: 'RSA', bits: 2_048, curve: null },
  signatureAlgorithm: 'SHA-256 with RSA',
  addresses: ['anna@nordwind.example'],
  keyUsage: null,
  extendedKeyUsage: null,
  source: 'signedMail',
  messageAt: null,
  chain: [],
  checks: [],
  use: 'encrypt',
  because: [],
  ...changed,
})

/**
 * Judges by what the material says in plain words: `encrypt`, `verify` or `none` is a certificate of that use, `damaged`
 * one that cannot be read, anything else holds none.
 */
export class FakeJudge implements Judge {
  readonly asked: Judging[] = []
  isClosed = false
  /** Asked before each answer. */
  before: (judging: Judging) => Promise<void> = async () => undefined

  async judge(judging: Judging, signal: AbortSignal): Promise<Judgement> {
    this.asked.push(judging)
    await this.before(judging)
    if (signal.aborted) throw abortError(signal)
    const words = judging.material.map(({ source, bytes }) => ({ source, word: Buffer.from(bytes).toString() }))
    const certificates = words.flatMap(({ source, word }) => {
      const [use = '', name = use] = word.split(' ')
      if (!['encrypt', 'verify', 'none'].includes(use)) return []
      const sha256 = Buffer.from(name).toString('hex').padEnd(64, '0')
      return [
        judgedCertificate({ sha256, source, use: use as CertificateUse, because: use === 'none' ? ['expired'] : [] }),
      ]
    })
    const unread = words.flatMap(({ source, word }) =>
      word === 'damaged' || word === 'unsigned' ? [{ source, problem: word, params: {} } as const] : [],
    )
    const ders = Object.fromEntries(
      certificates.map(({ sha256 }) => [sha256, { der: Buffer.from(sha256, 'hex'), chain: [] }] as const),
    )
    return { certificates, unread, ders }
  }

  async close(): Promise<void> {
    this.isClosed = true
  }
}
