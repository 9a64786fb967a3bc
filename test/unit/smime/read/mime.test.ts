import { describe, expect, it } from 'vitest'
import { Budget, limits } from '../../../../electron/smime/read/budget.ts'
import { headerValue, isEntity, partsOf, readEntity } from '../../../../electron/smime/read/mime.ts'
import { canonical, decodedBody } from '../../../../electron/smime/read/transfer.ts'

const bytes = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'), 'utf8')
const entity = (...lines: readonly string[]) => readEntity(bytes(...lines), new Budget())
const text = (part: Uint8Array | undefined): string => Buffer.from(part ?? []).toString('latin1')
const boundary = 'Content-Type: multipart/mixed; boundary="b"'

describe('a header', () => {
  it('is unfolded, and every line of one name is kept in order', () => {
    const { headers } = entity('From: a@x.test', 'Subject: one', '  two', 'from : b@x.test', '', 'body')
    expect(headers.get('from')).toEqual(['a@x.test', 'b@x.test'])
    expect(headers.get('subject')).toEqual(['one  two'])
  })

  it('gives its parameters, quoted or not, and those cut in pieces', () => {
    const { value, parameters } = headerValue(
      'Multipart/Signed; micalg=sha-256; protocol="application/pkcs7-signature"; boundary="a \\"b\\" c"; name*0=smi; name*1=me.p7m',
    )
    expect(value).toBe('multipart/signed')
    expect(Object.fromEntries(parameters)).toEqual({
      micalg: 'sha-256',
      protocol: 'application/pkcs7-signature',
      boundary: 'a "b" c',
      name: 'smime.p7m',
    })
  })

  it('ends at its length, wherever the empty line is', () => {
    expect(() => entity(`X: ${'x'.repeat(limits.headers)}`, '', 'body')).toThrow('tooLarge')
  })

  it('tells a message from other text', () => {
    const is = (...lines: readonly string[]) => isEntity(bytes(...lines), new Budget())
    expect(is('MIME-Version: 1.0', '', 'x')).toBe(true)
    expect(is('Received: by x', 'From: a@x.test', '', 'x')).toBe(true)
    expect(is('Certificate:', '    Data:', '-----BEGIN CERTIFICATE-----')).toBe(false)
    expect(is('MIIB', '')).toBe(false)
  })
})

describe('a multipart', () => {
  it('gives its parts byte for byte, without the end of line that belongs to the delimiter', () => {
    const { parts, whole } = partsOf(
      entity(boundary, '', 'preamble', '--b', 'A: 1', '', 'one', '', '--b  ', 'two\nlines', '--b--', 'epilogue', '--b'),
      new Budget(),
    )
    expect(parts.map(text)).toEqual(['A: 1\r\n\r\none\r\n', 'two\nlines'])
    expect(whole).toBe(true)
  })

  it('does not take a longer boundary that begins alike, nor one within a line, for its own', () => {
    const { parts } = partsOf(entity(boundary, '', '--b', 'x --b', '--bc', 'y', '--b--'), new Budget())
    expect(parts.map(text)).toEqual(['x --b\r\n--bc\r\ny'])
  })

  it('says when its end is missing', () => {
    expect(partsOf(entity(boundary, '', '--b', 'x'), new Budget()).whole).toBe(false)
  })

  it('ends at its number of parts', () => {
    const many = Array.from({ length: limits.parts + 2 }, () => '--b\r\n')
    expect(() => partsOf(entity(boundary, '', ...many), new Budget())).toThrow('tooLarge')
  })
})

describe('a body', () => {
  it('is decoded by what its header says', () => {
    const decoded = (encoding: string, ...lines: readonly string[]) =>
      text(decodedBody(entity(`Content-Transfer-Encoding: ${encoding}`, '', ...lines), new Budget()))
    expect(decoded('BASE64', 'aGVs', 'bG8=')).toBe('hello')
    expect(decoded('quoted-printable', 'h=65l=', 'lo  ', 'w=3D=zz')).toBe('hello\r\nw==zz')
    expect(decoded('8bit', 'as=20it')).toBe('as=20it')
  })

  it('is signed with CRLF, whatever a store made of its ends of lines', () => {
    const whole = canonical(Buffer.from('\na\r\nb\n\nc\r'), new Budget())
    expect(text(whole)).toBe('\r\na\r\nb\r\n\r\nc\r')
  })
})
