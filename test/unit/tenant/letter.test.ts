import { describe, expect, it } from 'vitest'
import { compileMailFilter } from '../../tenant/graph/mail-filter.ts'
import { MailGate } from '../../tenant/mail/gate.ts'
import { type Letter, letterOf } from '../../tenant/mail/letter.ts'

const mime = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))
const signed = (end = '\r\n') =>
  Buffer.from(
    [
      'From: "A <b>" <a@nordwind.example>',
      'Subject: Long',
      '\tand folded',
      'Date: Sun, 01 Nov 2026 10:00:00 +0000',
      'Content-Type: multipart/signed;',
      ' boundary="x"',
      '',
      '--x',
    ].join(end),
  )

describe('a message that comes from outside', () => {
  it.each(['\r\n', '\n'])('is shown by its headers, folded or not (%j)', (end) => {
    const letter = letterOf(signed(end), {})
    expect(letter).toMatchObject({
      folder: 'sentitems',
      from: 'a@nordwind.example',
      subject: 'Long and folded',
      at: new Date('2026-11-01T10:00:00Z'),
      messageClass: 'IPM.Note.SMIME.MultipartSigned',
    })
    expect(Buffer.from(letter.content().attachment?.bytes ?? []).toString()).toBe(
      'Content-Type: multipart/signed; boundary="x"\r\n\r\n--x',
    )
  })

  it('has what is in its only part as the attachment when it is opaque', () => {
    const opaque = letterOf(
      mime('Content-Type: application/x-pkcs7-mime; name=a\nContent-Transfer-Encoding: base64\n\nAQID\nBA==\n'),
      {},
    )
    expect(opaque.messageClass).toBe('IPM.Note.SMIME')
    expect([...(opaque.content().attachment?.bytes ?? [])]).toEqual([1, 2, 3, 4])
    expect(letterOf(mime('Subject: x\n\nHello'), {}).content().attachment).toBeNull()
  })
})

describe('a filter of messages', () => {
  const letter = { ...letterOf(signed(), {}) } satisfies Letter
  const byClass = (value: string) => `singleValueExtendedProperties/any(p: p/id eq 'String 0x1A' and ${value})`

  it.each([
    ['hasAttachments eq true and sentDateTime ge 2026-11-01T00:00:00Z', true],
    ['sentDateTime lt 2026-11-01T10:00:00Z', false],
    ['sentDateTime le 2026-11-01T10:00:00Z', true],
    [byClass("p/value eq 'IPM.Note.SMIME.MultipartSigned'"), true],
    [byClass("p/value eq 'IPM.Note and more'"), false],
    [`isRead eq true and ${byClass("startswith(p/value,'ipm.note.smime')")}`, true],
    ['isDraft eq true', false],
  ])('%s', (text, matches) => {
    expect(compileMailFilter(text).matches(letter)).toBe(matches)
  })

  it.each([
    ['(sentDateTime ge 2026-11-01T00:00:00Z', 'ErrorInvalidUrlQueryFilter'],
    [byClass("q/value eq 'x'"), 'ErrorInvalidUrlQueryFilter'],
    ["subject eq 'x'", 'NotImplemented'],
  ])('%s is refused', (text, code) => {
    expect(() => compileMailFilter(text)).toThrow(expect.objectContaining({ code }))
  })
})

describe('the limit of requests to a mailbox', () => {
  it('counts each application and mailbox by itself, and lets go of what was answered once', () => {
    const gate = new MailGate()
    const four = Array.from({ length: 4 }, () => gate.enter('app', ['one']))
    expect(four.map((passage) => passage.refuses('one'))).toEqual([false, false, false, false])
    expect(gate.enter('app', ['two']).refuses('two')).toBe(false)
    expect(gate.enter('other', ['one']).refuses('one')).toBe(false)
    const fifth = gate.enter('app', ['one'])
    expect([fifth.refuses('one'), fifth.refuses('one')]).toEqual([true, false])
    fifth.leave()
    four[0]?.leave()
    four[0]?.leave()
    expect(gate.enter('app', ['one']).refuses('one')).toBe(false)
    expect(gate.enter('app', ['one']).refuses('one')).toBe(true)
    expect([gate.highest, gate.refused]).toEqual([{ one: 5, two: 1 }, 2])
  })

  it('lets a batch wait for itself', () => {
    const gate = new MailGate()
    const passage = gate.enter('app', Array<string>(9).fill('one'))
    expect([passage.rounds, passage.refuses('one'), gate.highest]).toEqual([3, false, { one: 4 }])
  })
})
