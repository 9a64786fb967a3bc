/** The last net before the log: nothing of ours puts these there, so a hit means a fault elsewhere. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g, '[PEM]'],
  [/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, '[token]'],
  [/\b(bearer)\s+[\w.~+/=-]{8,}/gi, '$1 [token]'],
  [
    /\b(client_secret|client_assertion|access_token|refresh_token|password|passphrase|secret)("?\s*[:=]\s*"?)[^\s"&,}]+/gi,
    '$1$2[secret]',
  ],
  [/[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '[address]'],
]

export const redact = (text: string): string =>
  patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text)
