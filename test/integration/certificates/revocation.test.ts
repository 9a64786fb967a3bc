import { afterAll, describe, expect, it } from 'vitest'
import { askOpenssl } from '../../certificates/openssl.ts'
import { makePki } from '../../certificates/pki.ts'
import { answerOcsp, askOcsp, type Revoked, revocationList } from '../../certificates/revocation.ts'
import { Workshop } from '../../certificates/workshop.ts'

describe('what an authority says of revoked certificates', () => {
  const workshop = new Workshop()
  afterAll(() => workshop.close())
  const { intermediate: issuer, root } = makePki(workshop)
  const [good, bad] = ['good', 'bad'].map((name) => workshop.issue({ name, key: 'p256' }, issuer))
  if (good === undefined || bad === undefined) throw new Error('Nothing was made')
  const revoked: readonly Revoked[] = [
    { certificate: bad.der, at: new Date(Date.now() - 3_600_000), reason: 'keyCompromise' },
  ]
  const checked = (file: string, list: Buffer) =>
    askOpenssl([
      ...['verify', '-no-CApath', '-no-CAstore', '-CAfile', root.file, '-untrusted', issuer.file, '-crl_check'],
      ...['-CRLfile', workshop.file('crl', list), file],
    ]).text

  it('is a list that openssl takes, with those that are on it', () => {
    const list = revocationList(workshop, issuer, revoked)
    expect(checked(good.file, list)).toContain('OK')
    expect(checked(bad.file, list)).toContain('certificate revoked')
    const old = revocationList(workshop, issuer, [], { from: -9, until: -2 })
    expect(checked(good.file, old)).toContain('CRL has expired')
  })

  it('is an answer to a question about one, by the issuer or by whom it says may answer', () => {
    const delegate = workshop.issue(
      { name: 'Responder', key: 'p384', keyUsage: ['digitalSignature'], extendedKeyUsage: ['OCSPSigning'] },
      issuer,
    )
    for (const signer of [issuer, delegate]) {
      const said = [good, bad].map((certificate) => {
        const request = askOcsp(workshop, issuer, certificate)
        const answer = answerOcsp(workshop, request, { issuer, good: [good.der], revoked, signer })
        return askOpenssl([
          ...[
            'ocsp',
            '-no_nonce',
            '-issuer',
            issuer.file,
            '-cert',
            certificate.file,
            '-respin',
            workshop.file('der', answer),
          ],
          ...['-CAfile', root.file, '-verify_other', issuer.file],
        ]).text
      })
      expect(said[0]).toContain(': good')
      expect(said[1]).toContain(': revoked')
      expect(said[1]).toContain('Reason: keyCompromise')
      for (const text of said) expect(text).toContain('Response verify OK')
    }
  })
})
