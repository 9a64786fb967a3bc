import { describe, expect, it } from 'vitest'
import type { CertificateLookup } from '../../../shared/domain/certificates.ts'
import { type Answers, base64, lookupDesk, user, withMail } from './lookup-desk.ts'

const never = new AbortController().signal
const said = ({ sources }: CertificateLookup) => sources.map(({ source, reason }) => `${source} ${reason}`)
const lookUp = async (answers: Answers, roles?: readonly string[]) => {
  const desk = lookupDesk(answers, roles)
  return { ...desk, lookup: (await desk.lookups.one('7', never)).lookup }
}
const withProfile =
  (values: Readonly<Record<string, unknown>>, mail: Answers = withMail()): Answers =>
  (path) =>
    path.includes('userCertificate') ? { body: values } : mail(path)

describe('a lookup', () => {
  it('costs two round trips where the newest signed message brings a certificate', async () => {
    const { lookup, requests } = await lookUp(withMail('encrypt', 'none'))
    expect(requests).toEqual(['/$batch', '/users/7/messages/m0/$value'])
    expect(lookup).toMatchObject({ roundTrips: 2, verdict: 'encrypt', user: { addresses: ['anna@nordwind.example'] } })
    expect(said(lookup)).toEqual(['profile attributesUnknown', 'signedMail newestSignedMail', 'ldap switchedOff'])
    expect(lookup.sources[1]).toMatchObject({ params: { at: '2026-02-28T00:00:00Z' }, certificates: 1 })
  })

  it('costs one where the profile has it, and asks no other source', async () => {
    const { lookup, requests } = await lookUp(withProfile({ userCertificate: [base64('encrypt')] }))
    expect(requests).toEqual(['/$batch'])
    expect(said(lookup)).toEqual(['profile attributes', 'signedMail foundBefore', 'ldap switchedOff'])
  })

  it('goes on to the next source where nothing of it can encrypt, and shows the best of both first', async () => {
    const profile = { userCertificate: [base64('none old'), base64('verify sign')], userSMIMECertificate: null }
    const { lookup } = await lookUp(withProfile(profile, withMail('encrypt new')))
    expect(lookup.certificates.map(({ use, source }) => `${use} ${source}`)).toEqual([
      'encrypt signedMail',
      'verify profile',
      'none profile',
    ])
    expect(lookup.verdict).toBe('encrypt')
  })

  it('shows a certificate once that several sources have', async () => {
    const { lookup } = await lookUp(withProfile({ userCertificate: base64('none same') }, withMail('none same')))
    expect(lookup.certificates).toHaveLength(1)
    expect(lookup.sources.map(({ certificates }) => certificates)).toEqual([1, 1, 0])
  })

  it('judges against every mail address of the user, each once, and no other proxy', async () => {
    const proxyAddresses = ['SMTP:Anna@nordwind.example', 'smtp:a.berg@nordwind.example', 'X500:/o=x', 'sip:anna@x']
    const mail = withMail('encrypt')
    const { lookup, judge } = await lookUp((path) =>
      path.includes('proxyAddresses') ? { body: { ...user, proxyAddresses } } : mail(path),
    )
    expect(lookup.user.addresses).toEqual(['Anna@nordwind.example', 'a.berg@nordwind.example'])
    expect(judge.asked[0]?.addresses).toEqual(lookup.user.addresses)
  })

  it('asks in the order of the settings', async () => {
    const desk = lookupDesk(withProfile({ userCertificate: base64('encrypt') }, withMail('encrypt new')))
    desk.settings.order = [
      { source: 'signedMail', on: true },
      { source: 'ldap', on: true },
      { source: 'profile', on: false },
    ]
    const { lookup } = await desk.lookups.one('7', never)
    expect(said(lookup)).toEqual(['signedMail newestSignedMail', 'ldap foundBefore', 'profile switchedOff'])
    expect(desk.lookups.together).toBe(10)
  })

  it('does not say that there is none where a source failed', async () => {
    const fails: Answers = (path) => (path.includes('/mailFolders/') ? { status: 500 } : withMail()(path))
    const { lookup } = await lookUp(fails)
    expect(lookup.sources[1]).toMatchObject({ answer: 'failed', reason: 'error', error: { code: 'graph_unavailable' } })
    expect(lookup.verdict).toBe('unknown')
  })

  it('fails for a user whom Graph does not know', async () => {
    const { lookups } = lookupDesk(() => ({ status: 404, code: 'Request_ResourceNotFound' }))
    await expect(lookups.one('7', never)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('ends when it is cancelled', async () => {
    const { lookups, judge } = lookupDesk(withMail('encrypt'))
    const stop = new AbortController()
    judge.before = async () => stop.abort()
    await expect(lookups.one('7', stop.signal)).rejects.toMatchObject({ code: 'cancelled' })
    expect(judge.asked).toHaveLength(1)
    await expect(lookups.one('7', stop.signal)).rejects.toMatchObject({ code: 'cancelled' })
    expect(judge.asked).toHaveLength(1)
  })

  it('asks about several users in one batch, and fails for each by itself', async () => {
    const desk = lookupDesk((path) => {
      if (path.startsWith('/users/2?$select=id')) return { status: 404 }
      return withMail('encrypt')(path)
    })
    const [one, two] = await Promise.allSettled(await desk.lookups.several(['1', '2'], never))
    expect(desk.requests.filter((path) => path === '/$batch')).toHaveLength(1)
    expect([one?.status, two?.status]).toEqual(['fulfilled', 'rejected'])
  })
})

describe('the profile', () => {
  it('is asked no more in a session whose Graph does not know the attributes', async () => {
    const { lookups, requests, ...desk } = lookupDesk(withMail('encrypt'))
    await lookups.one('7', never)
    const { lookup } = await lookups.one('7', never)
    expect(said(lookup)[0]).toBe('profile attributesUnknown')
    const batches = desk.asked.filter(({ url }) => url.endsWith('$batch'))
    expect(batches.map(({ body }) => body.includes('userCertificate'))).toEqual([true, false])
  })

  it('is not offered where Graph leaves the attributes out', async () => {
    const { lookup } = await lookUp(withProfile({ '@odata.context': 'x' }))
    expect(said(lookup)[0]).toBe('profile attributesUnknown')
  })

  it.each([[null], [[]], ['']])('holds none where they are %j', async (empty) => {
    const { lookup } = await lookUp(withProfile({ userCertificate: empty, userSMIMECertificate: [] }))
    expect(said(lookup)[0]).toBe('profile attributesEmpty')
    expect(lookup.verdict).toBe('none')
  })

  it('says what it could not read', async () => {
    const { lookup } = await lookUp(withProfile({ userCertificate: [base64('damaged')] }))
    expect(lookup).toMatchObject({ verdict: 'unusable', unread: [{ source: 'profile', problem: 'damaged' }] })
  })
})

describe('signed mail', () => {
  const refusing = (status: number, code: string): Answers => {
    return (path) => (path.includes('/mailFolders/') ? { status, code } : withMail()(path))
  }

  it('opens older messages until one brings a certificate', async () => {
    const { lookup } = await lookUp(withMail('unsigned', 'encrypt', 'encrypt'))
    expect(lookup).toMatchObject({ verdict: 'encrypt', roundTrips: 3, unread: [{ problem: 'unsigned' }] })
  })

  it('opens a few at most, and says how many', async () => {
    const { lookup, requests } = await lookUp(withMail(...Array.from({ length: 9 }, () => 'unsigned')))
    expect(requests).toHaveLength(5)
    expect(lookup.sources[1]).toMatchObject({ reason: 'signedWithoutCertificate', params: { messages: '4' } })
    expect(lookup.verdict).toBe('none')
  })

  it('opens those that are certain to be signed before further ones that may be encrypted', async () => {
    const value = Array.from({ length: 9 }, (_, at) => ({
      id: `m${at}`,
      sentDateTime: `2026-02-0${9 - at}T00:00:00Z`,
      singleValueExtendedProperties: [
        { id: 'String 0x001A', value: `IPM.Note.SMIME${at === 8 ? '.MultipartSigned' : ''}` },
      ],
    }))
    const mail = withMail('unsigned', 'unsigned', 'unsigned', 'x', 'x', 'x', 'x', 'x', 'encrypt')
    const { lookup, requests } = await lookUp((path) =>
      path.includes('/mailFolders/') ? { body: { value } } : mail(path),
    )
    expect(requests.slice(1)).toEqual(['m0', 'm1', 'm8'].map((id) => `/users/7/messages/${id}/$value`))
    expect(lookup.verdict).toBe('encrypt')
  })

  it('takes no message that is larger than a file may be', async () => {
    const { lookup } = await lookUp(withMail('x'.repeat(10_000_001), 'encrypt'))
    expect(lookup).toMatchObject({ verdict: 'encrypt', unread: [{ source: 'signedMail', problem: 'tooLarge' }] })
  })

  it('passes over a message that was deleted meanwhile', async () => {
    const mail = withMail('encrypt', 'encrypt')
    const { lookup } = await lookUp((path) => (path.includes('/m0/') ? { status: 404 } : mail(path)))
    expect(lookup).toMatchObject({ verdict: 'encrypt', roundTrips: 3 })
  })

  it('looks through the newest where Graph refuses to find signed ones, and does so at once from then on', async () => {
    const messageClass = (value: string) => [{ id: 'String 0x001A', value }]
    const value = [
      { id: 'm1', sentDateTime: '2026-02-02T00:00:00Z', singleValueExtendedProperties: messageClass('IPM.Note') },
      {
        id: 'm0',
        sentDateTime: '2026-02-01T00:00:00Z',
        singleValueExtendedProperties: messageClass('IPM.Note.SMIME.MultipartSigned'),
      },
      { id: 'm2', sentDateTime: '2026-01-01T00:00:00Z' },
    ]
    const { lookups, requests } = lookupDesk((path) => {
      if (path.includes('/mailFolders/') && !path.includes('any(')) return { body: { value } }
      return path.includes('any(') ? { status: 400, code: 'InefficientFilter' } : withMail('encrypt')(path)
    })
    expect((await lookups.one('7', never)).lookup).toMatchObject({ verdict: 'encrypt', roundTrips: 3 })
    expect((await lookups.one('7', never)).lookup).toMatchObject({ verdict: 'encrypt', roundTrips: 2 })
    expect(requests.filter((path) => path.endsWith('/m0/$value'))).toHaveLength(2)
    value.splice(1, 1)
    expect((await lookups.one('7', never)).lookup.sources[1]).toMatchObject({
      reason: 'noSignedMailAmong',
      params: { messages: '2' },
    })
  })

  it('fails where the filter is refused and no message is to be looked through', async () => {
    const desk = lookupDesk(refusing(400, 'ErrorInvalidUrlQueryFilter'))
    desk.settings.scan = 0
    for (const time of [1, 2]) {
      const { lookup } = await desk.lookups.one('7', never)
      expect([time, lookup.sources[1]?.reason, lookup.verdict]).toEqual([time, 'error', 'unknown'])
    }
  })

  it.each([
    ['roleMissing', ['User.Read.All'], 'permission_missing'],
    ['accessPolicy', ['User.Read.All', 'Mail.Read'], 'graph_refused'],
  ])('tells %s by the roles of the token', async (reason, roles, code) => {
    const { lookup } = await lookUp(refusing(403, 'ErrorAccessDenied'), roles)
    expect(lookup.sources[1]).toMatchObject({ answer: 'notPermitted', reason, error: { code } })
    expect(lookup.verdict).toBe('unknown')
  })

  it('is not there for a user without a mailbox, who then has none', async () => {
    const { lookup } = await lookUp(refusing(404, 'MailboxNotEnabledForRESTAPI'))
    expect(lookup.sources[1]).toMatchObject({ answer: 'notAvailable', reason: 'noMailbox', error: null })
    expect(lookup.verdict).toBe('none')
  })
})
