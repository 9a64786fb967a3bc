import { X509Certificate } from 'node:crypto'
import type { Certificate } from 'electron'

/**
 * Whether a server's chain ends at an extra root and names the host. Only for development against a simulated cloud:
 * in a packaged run there is no extra root, and Chromium's own verdict stands.
 */
export const isIssuedByExtraRoot = (chain: Certificate, host: string, rootPem: string, now: Date): boolean => {
  const root = new X509Certificate(rootPem)
  const leaf = new X509Certificate(chain.data)
  if (leaf.checkHost(host) === undefined) return false
  const isCurrent = (certificate: X509Certificate) => certificate.validFromDate <= now && now <= certificate.validToDate
  const seen = new Set<string>()
  let at: Certificate | undefined = chain
  for (let current = leaf; isCurrent(current) && !seen.has(current.fingerprint256); ) {
    if (current.checkIssued(root) && current.verify(root.publicKey)) return isCurrent(root)
    seen.add(current.fingerprint256)
    at = at?.issuerCert
    if (at === undefined) return false
    const issuer = new X509Certificate(at.data)
    if (!current.checkIssued(issuer) || !current.verify(issuer.publicKey)) return false
    current = issuer
  }
  return false
}
