import { describe, expect, it } from 'vitest'
import { recordWords } from '../../../../renderer/features/audit/record-words.ts'
import { formatOf } from '../../../../renderer/lib/format.ts'
import { explain } from '../../../../shared/text/explain.ts'
import { textOf } from '../../../../shared/text/text.ts'

const wordsIn = (language: 'en' | 'de', locale: string) => recordWords(textOf(language), formatOf(locale, ''), language)
const words = wordsIn('en', 'en-GB')
const german = wordsIn('de', 'de-DE')
const thumbprint = `9F3C12AB${'0'.repeat(48)}21B0CD34`
const succeeded = { outcome: 'succeeded', error: null } as const

describe('a record in words', () => {
  it('names its fields and values, in the language of the window', () => {
    expect([words.label('tenantId'), words.value('cloud', 'usGovL4')]).toEqual(['Tenant id', 'US Government L4'])
    expect([german.label('roles'), german.value('state', 'paused')]).toEqual(['Berechtigungen', 'Angehalten'])
    expect(words.value('features', ['usersAndGroups', 'smimeFromMail'])).toBe(
      'Users and groups, S/MIME certificates from signed mail',
    )
    expect([words.value('removedFromRegistration', true), german.value('isDefault', false)]).toEqual(['Yes', 'Nein'])
    expect(german.value('records', 12_418)).toBe('12.418')
  })

  it('writes moments as the window does, and a missing value as one', () => {
    expect(words.value('secretExpiresAt', '2026-11-23T09:12:00.000Z')).toMatch(/^23 Nov 2026, \d\d:\d\d$/)
    for (const blank of [null, '', []]) expect(words.value('secretExpiresAt', blank)).toBe('blank')
  })

  it('leaves a name that it does not know as it is', () => {
    expect([words.label('toString'), words.value('state', 'constructor')]).toEqual(['toString', 'constructor'])
  })

  it('names what a lookup of certificates came to', () => {
    expect([words.value('verdict', 'encrypt'), words.value('source', 'signedMail')]).toEqual([
      'Can be encrypted to',
      'Signed mail',
    ])
    expect(german.value('certificateSources', ['profile', 'ldap'])).not.toContain('profile')
    expect([german.label('verdict'), words.value('ended', 'stopped')]).toEqual(['Urteil', 'It was stopped'])
  })

  it.each(['changes', 'usersAsOf', 'groupsAsOf', 'smimeCertificate', 'certificateBoard'])(
    'names what an export held: %s',
    (what) => {
      expect(words.value('what', what)).not.toBe(what)
      expect(german.value('what', what)).not.toBe(words.value('what', what))
    },
  )

  it('says in one line what is new, what is gone, and what a list gained and lost', () => {
    const before = { theme: 'light', roles: ['User.Read.All', 'Mail.Read'], credentialThumbprint: thumbprint }
    const after = { theme: 'dark', roles: ['User.Read.All', 'Group.Read.All'] }
    expect(words.detail({ ...succeeded, before, after })).toBe(
      'Certificate fingerprint: − 9F3C12AB…21B0CD34; Permissions: − Mail.Read; Permissions: + Group.Read.All; Appearance: Dark',
    )
  })

  it('says of a failure why, in a sentence', () => {
    const error = { code: 'secret_wrong', params: {} } as const
    const record = { outcome: 'refused', error, before: null, after: null } as const
    expect(words.detail(record)).toBe(explain(error, 'en').message)
    expect(german.detail(record)).toBe(explain(error, 'de').message)
  })

  it('says beside the account what gave the order where it was no person', () => {
    const actor = { osUser: 'NORDWIND\\h.müller', host: null }
    expect(words.who({ ...actor, trigger: 'person' })).toBe('NORDWIND\\h.müller')
    expect(words.who({ ...actor, trigger: 'program' })).toBe('NORDWIND\\h.müller (the program)')
  })
})
