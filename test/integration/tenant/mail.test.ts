import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { askOpenssl } from '../../certificates/openssl.ts'
import { Workshop } from '../../certificates/workshop.ts'
import { type MailFate, mailFates } from '../../tenant/mail/fates.ts'
import { startTenant, type Tenant } from '../../tenant/start.ts'
import { Client } from './client.ts'

let tenant: Tenant
let client: Client
const workshop = new Workshop()

beforeAll(async () => {
  tenant = await startTenant({ users: 900, groups: 5, memberships: 10, roles: ['User.Read.All', 'Mail.Read'] })
  client = new Client(tenant)
  await client.signIn()
})
afterAll(async () => {
  workshop.close()
  await client.close()
  await tenant.close()
})
beforeEach(() => tenant.controls.mail.resetTraffic())

const somebody = (fate: MailFate) => {
  const [found] = tenant.controls.mail.find(fate)
  if (found === undefined) throw new Error(`Nobody is ${fate}`)
  return found
}
const signedOnly =
  "singleValueExtendedProperties/any(ep: ep/id eq 'String 0x001A' and startswith(ep/value,'IPM.Note.SMIME'))"
const sentItems = (id: string) => `/users/${id}/mailFolders/sentitems/messages`
const listOf = async (id: string, filter = signedOnly) => {
  const { body, text, status } = await client.graph(
    `${sentItems(id)}?$filter=${encodeURIComponent(filter)}&$select=id,subject,from,sentDateTime`,
  )
  expect(status, text).toBe(200)
  return body.value
}
const newest = async (id: string) => {
  const [first] = await listOf(id)
  const { text, headers } = await client.graph(`/users/${id}/messages/${first.id}/$value`)
  expect(headers.get('content-type')).toBe('text/plain')
  return text
}
const verify = (mime: string | Uint8Array, ...more: readonly string[]) =>
  askOpenssl([
    ...['cms', '-verify', '-in', workshop.file('eml', mime), '-no-CApath', '-no-CAstore'],
    ...['-CAfile', workshop.file('pem', tenant.mailRootPem), '-purpose', 'smimesign', ...more],
  ])
const expectError = async (path: string, status: number, code: string) => {
  const reply = await client.graph(path)
  expect([reply.status, reply.body.error?.code], reply.text.slice(0, 300)).toEqual([status, code])
}

describe('Sent Items', () => {
  it.each([
    ['usable', ''],
    ['expiring', ''],
    ['wrongAddress', ''],
    ['signingOnly', ''],
    ['weak', ''],
    ['expired', 'certificate has expired'],
    ['notYetValid', 'certificate is not yet valid'],
    ['selfSigned', 'self-signed certificate'],
    ['strangerIssuer', 'self-signed certificate in certificate chain'],
  ] as const)('have the signed mail of somebody whose certificate is %s, as openssl sees it', async (fate, problem) => {
    const mime = await newest(somebody(fate).id)
    expect(/Verify error: ?(.*)/.exec(verify(mime).text)?.[1] ?? '').toBe(problem)
    expect(verify(mime, '-noverify').ok).toBe(true)
  })

  it('have mail that was altered, encrypted, or came without its certificate', async () => {
    expect(verify(await newest(somebody('altered').id), '-noverify').text).toContain('content verify error')
    expect(await newest(somebody('encryptedOnly').id)).toContain('smime-type=enveloped-data')
    expect(verify(await newest(somebody('withoutCertificate').id), '-noverify').text).toContain(
      'signer certificate not found',
    )
    expect(await listOf(somebody('unsigned').id)).toEqual([])
    expect(await listOf(somebody('empty').id)).toEqual([])
  })

  it('say the address of whoever signed, unless that is what is wrong', async () => {
    const certificates = (id: string) => {
      const { certificate } = tenant.controls.mail.credentialOf(id)
      return new X509Certificate(certificate).subjectAltName
    }
    const { id, mail } = somebody('usable')
    expect(certificates(id)).toBe(`email:${mail}`)
    const other = somebody('wrongAddress')
    expect(certificates(other.id)).not.toContain(`email:${other.mail}`)
  })

  it('come newest first, page by page, and once each', async () => {
    const { id } = somebody('usable')
    const pages = await client.pages(`${sentItems(id)}?$top=2&$select=sentDateTime`)
    const all = pages.flatMap((page) => page.value)
    expect(pages[0].value).toHaveLength(2)
    expect(new Set(all.map((one) => one.id)).size).toBe(all.length)
    const dates = all.map((one) => one.sentDateTime)
    expect(dates).toEqual(dates.toSorted().toReversed())
    const other = await client.graph(`${sentItems(id)}?$orderby=sentDateTime&$top=1000&$select=sentDateTime`)
    expect(other.body.value.map((one: { id: string }) => one.id)).toEqual(all.map((one) => one.id).toReversed())
    expect((await client.graph(`/users/${id}/messages?$top=1000`)).body.value.length).toBe(all.length + 1)
  })

  it('are ordered by what they are filtered by, or refused', async () => {
    const { id } = somebody('usable')
    const ordered = (filter: string) =>
      client.graph(`${sentItems(id)}?$filter=${encodeURIComponent(filter)}&$orderby=sentDateTime desc`)
    expect((await ordered(signedOnly)).body.error.code).toBe('InefficientFilter')
    const { body } = await ordered(`sentDateTime ge 2000-01-01T00:00:00Z and ${signedOnly}`)
    expect(body.value.length).toBe((await listOf(id)).length)
  })

  it('show a message’s class only to those who ask for it', async () => {
    const { id } = somebody('usable')
    const expand = "singleValueExtendedProperties($filter=id eq 'String 0x001A')"
    const { body } = await client.graph(`${sentItems(id)}?$top=50&$expand=${encodeURIComponent(expand)}&$select=id`)
    const classes = body.value.map(
      (one: { singleValueExtendedProperties: readonly { value: string }[] }) =>
        one.singleValueExtendedProperties[0]?.value,
    )
    expect(classes.filter((name: string) => name.startsWith('IPM.Note.SMIME')).length).toBe((await listOf(id)).length)
    expect(classes).toContain('IPM.Note')
  })

  it('are not looked through by class in a tenant that refuses it', async () => {
    const { id } = somebody('usable')
    tenant.controls.set({ refusesClassFilter: true })
    await expectError(`${sentItems(id)}?$filter=${encodeURIComponent(signedOnly)}`, 400, 'ErrorInvalidUrlQueryFilter')
    expect((await client.graph(`${sentItems(id)}?$top=5`)).status).toBe(200)
    tenant.controls.set({ refusesClassFilter: false })
  })

  it('take what openssl made, with what is in it as an attachment', async () => {
    const { id } = somebody('empty')
    const key = workshop.key('p256')
    const signer = workshop.issue({ emails: ['x@nordwind.example'], key }, null)
    const content = workshop.file('txt', 'Hallo\r\n')
    for (const opaque of [false, true]) {
      const mime = askOpenssl([
        ...['cms', '-sign', '-in', content, '-signer', signer.file, '-inkey', key.file, '-from', 'x@nordwind.example'],
        ...['-subject', opaque ? 'opaque' : 'clear', ...(opaque ? ['-nodetach'] : [])],
      ]).out
      tenant.controls.mail.put({ user: id, mime })
      const [found] = (await listOf(id)).filter(
        (one: { subject: string }) => one.subject === (opaque ? 'opaque' : 'clear'),
      )
      const value = await client.bytes(`/v1.0/users/${id}/messages/${found.id}/$value`)
      expect(Buffer.from(value).equals(mime)).toBe(true)
      const { body } = await client.graph(`/users/${id}/messages/${found.id}/attachments`)
      expect([body.value.length, body.value[0].name]).toEqual([1, 'smime.p7m'])
      const bytes = await client.bytes(`/v1.0/users/${id}/messages/${found.id}/attachments/${body.value[0].id}/$value`)
      expect(Buffer.from(bytes).toString('base64')).toBe(body.value[0].contentBytes)
      const form = opaque ? ['-inform', 'DER'] : []
      expect(askOpenssl(['cms', '-verify', '-noverify', ...form], bytes).ok).toBe(true)
    }
    tenant.controls.mail.empty(id)
    expect(await listOf(id)).toEqual([])
  })

  it('give a message’s content inside a batch as base64', async () => {
    const { id } = somebody('usable')
    const [first] = await listOf(id)
    const url = `/users/${id}/messages/${first.id}/$value`
    const [answer] = (await client.batch([{ id: '1', method: 'GET', url }])).body.responses
    expect(answer.headers['Content-Type']).toBe('text/plain')
    expect(Buffer.from(answer.body, 'base64').toString()).toBe((await client.graph(url)).text)
  })
})

describe('special mail', () => {
  it('lies in the Sent Items of the first people, and openssl verifies each signature of it', async () => {
    const people = tenant.controls.mail.putSpecial()
    expect(people.length).toBe(14)
    const chain = new Map<string, boolean>()
    for (const { name, user } of people) {
      const message = `/v1.0/users/${user}/messages/${(await listOf(user))[0].id}`
      const { value } = (await client.graph(`${message.slice('/v1.0'.length)}/attachments`)).body
      // The command reads no binary within a message; what is attached is the same.
      const isBinary = name.includes('binary')
      const bytes = await client.bytes(isBinary ? `${message}/attachments/${value[0].id}/$value` : `${message}/$value`)
      const form = isBinary ? ['-inform', 'DER'] : []
      expect(verify(bytes, '-noverify', ...form).ok, name).toBe(true)
      chain.set(name, verify(bytes, ...form).ok)
    }
    expect([...chain].filter(([, trusted]) => !trusted).map(([name]) => name)).toEqual([
      'expired three days ago',
      'a root that nobody trusts',
    ])
  })
})

describe('a mailbox', () => {
  it('is refused as the real Graph refuses', async () => {
    const { id } = somebody('usable')
    await expectError(sentItems(somebody('noMailbox').id), 404, 'MailboxNotEnabledForRESTAPI')
    await expectError(sentItems('11111111-2222-4333-8444-555555555555'), 404, 'Request_ResourceNotFound')
    await expectError(`${sentItems(id)}?$top=1001`, 400, 'RequestBroker--ParseUri')
    await expectError(`${sentItems(id)}?$select=messageClass`, 400, 'RequestBroker--ParseUri')
    await expectError(`${sentItems(id)}?$filter=nonsense`, 400, 'ErrorInvalidUrlQueryFilter')
    await expectError(`/users/${id}/messages/xyz`, 400, 'ErrorInvalidIdMalformed')
    await expectError(`/users/${id}/messages/AAMkAGI2AAA=`, 404, 'ErrorItemNotFound')
    await expectError(`/users/${id}/mailFolders/nowhere/messages`, 404, 'ErrorItemNotFound')
  })

  it('needs Mail.Read, and an access policy that leaves it to the application', async () => {
    const { id } = somebody('usable')
    tenant.controls.set({ mailAccess: [somebody('expired').id] })
    await expectError(sentItems(id), 403, 'ErrorAccessDenied')
    expect((await client.graph(sentItems(somebody('expired').id))).status).toBe(200)
    tenant.controls.set({ mailAccess: null, roles: ['User.Read.All'] })
    await client.signIn()
    await expectError(sentItems(id), 403, 'ErrorAccessDenied')
    tenant.controls.set({ roles: ['User.Read.All', 'Mail.Read'] })
    await client.signIn()
  })

  it('takes four requests at once, and tells the most it has seen', async () => {
    const { id } = somebody('usable')
    tenant.controls.set({ latencyMs: 200 })
    const four = await Promise.all(Array.from({ length: 4 }, () => client.graph(`${sentItems(id)}?$top=1`)))
    expect(four.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(tenant.controls.mail.traffic).toEqual({ highest: { [id]: 4 }, refused: 0 })
    const six = await Promise.all(Array.from({ length: 6 }, () => client.graph(`${sentItems(id)}?$top=1`)))
    expect(six.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 429, 429])
    const refusal = six.find(({ status }) => status === 429)
    expect([refusal?.body.error.code, refusal?.headers.get('retry-after')]).toEqual(['ApplicationThrottled', '1'])
    expect(tenant.controls.mail.traffic).toEqual({ highest: { [id]: 6 }, refused: 2 })
    tenant.controls.set({ latencyMs: 0 })
  })

  it('lets four of a batch run at once, and refuses those beyond beside others', async () => {
    const { id } = somebody('usable')
    const inner = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ id: String(at), method: 'GET', url: `${sentItems(id)}?$top=1` }))
    const statuses = (reply: { body: { responses: readonly { status: number }[] } }) =>
      reply.body.responses.map(({ status }) => status).toSorted()
    expect(statuses(await client.batch(inner(10)))).toEqual(Array(10).fill(200))
    expect(tenant.controls.mail.traffic).toEqual({ highest: { [id]: 4 }, refused: 0 })
    tenant.controls.set({ latencyMs: 200 })
    const both = await Promise.all([client.batch(inner(3)), client.batch(inner(3))])
    expect(both.flatMap(statuses).toSorted()).toEqual([200, 200, 200, 200, 429, 429])
    tenant.controls.set({ latencyMs: 0 })
  })
})

describe('certificates in the directory', () => {
  it('are no property that Graph knows of, unless the tenant offers them', async () => {
    const { id } = somebody('usable')
    const select = '$select=id,userCertificate,userSMIMECertificate'
    await expectError(`/users/${id}?${select}`, 400, 'BadRequest')
    tenant.controls.set({ offersCertificates: true })
    const { body } = await client.graph(`/users/${id}?${select}`)
    const der = Buffer.from(body.userCertificate[0], 'base64')
    expect(new X509Certificate(der).raw.equals(tenant.controls.mail.credentialOf(id).certificate)).toBe(true)
    const bundle = askOpenssl(
      ['pkcs7', '-inform', 'DER', '-print_certs', '-noout'],
      Buffer.from(body.userSMIMECertificate[0], 'base64'),
    )
    expect(bundle.text.match(/subject=/g)).toHaveLength(2)
    tenant.controls.mail.setAttributes({ user: id, userCertificate: ['AAAA'] })
    expect((await client.graph(`/users/${id}?${select}`)).body).toMatchObject({
      userCertificate: ['AAAA'],
      userSMIMECertificate: [],
    })
    const empty = await client.graph(`/users/${somebody('unsigned').id}?${select}`)
    expect(empty.body.userCertificate).toEqual([])
    tenant.controls.set({ offersCertificates: false })
  })

  it('are left out without a word where the tenant passes over what it does not know', async () => {
    tenant.controls.set({ ignoresCertificates: true })
    const { status, body } = await client.graph(`/users/${somebody('usable').id}?$select=mail,userCertificate`)
    expect([status, Object.keys(body)]).toEqual([200, ['@odata.context', 'mail']])
    tenant.controls.set({ ignoresCertificates: false })
  })

  it('are for addresses that people have besides their own', async () => {
    const { body } = await client.graph('/users?$select=mail,proxyAddresses&$top=200')
    const all: readonly string[] = body.value.flatMap(
      (user: { proxyAddresses: readonly string[] }) => user.proxyAddresses,
    )
    for (const start of ['SMTP:', 'smtp:', 'X500:']) expect(all.some((one) => one.startsWith(start))).toBe(true)
  })
})

it('everything that can become of a search happens to somebody', () => {
  expect(mailFates.filter((fate) => tenant.controls.mail.find(fate).length === 0)).toEqual([])
})
