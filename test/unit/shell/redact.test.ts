import { describe, expect, it } from 'vitest'
import { redact } from '../../../electron/shell/redact.ts'

describe('redact', () => {
  it.each([
    ['a token', 'got eyJhbGciOiJQUzI1NiJ9.eyJhdWQiOiJodHRwcyJ9.c2lnbmF0dXJl now', 'eyJ'],
    ['a bearer header', 'Authorization: Bearer abcdefghijklmnop', 'abcdefghijklmnop'],
    ['a form field', 'client_id=1&client_secret=q7~Secret.Value&scope=x', 'q7~Secret'],
    ['a JSON field', '{"client_secret":"q7~Secret.Value"}', 'q7~Secret'],
    ['a private key', 'key -----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY----- end', 'MIIEvQ'],
    ['a private key cut short', '-----BEGIN RSA PRIVATE KEY-----\nMIIEvQ', 'MIIEvQ'],
    ['a mail address', 'for jürgen.groß@nordwind.example done', 'jürgen'],
  ])('removes %s', (_what, text, secret) => {
    expect(redact(text)).not.toContain(secret)
  })

  it('leaves identifiers and codes alone', () => {
    const line = 'ipc.refused {"route":"sync.start","code":"throttled","reference":"1f0c2d3e"}'
    expect(redact(line)).toBe(line)
  })
})
