import { Lookups } from '../../../electron/smime/lookups.ts'
import { MailboxGate } from '../../../electron/smime/mailbox-gate.ts'
import { usualSettings } from '../../../electron/smime/settings-file.ts'
import { LdapSource } from '../../../electron/smime/sources/ldap.ts'
import { ProfileSource } from '../../../electron/smime/sources/profile.ts'
import { SignedMailSource } from '../../../electron/smime/sources/signed-mail.ts'
import type { CertificateSource } from '../../../shared/domain/certificates.ts'
import { FakeJudge } from '../../fakes/fake-judge.ts'
import { type Asked, desk } from '../graph/graph-desk.ts'

interface Answer {
  readonly status?: number
  readonly body?: unknown
  readonly code?: string
}

/** What a scripted Graph answers by path; a path of nobody's is a 404. */
export type Answers = (path: string) => Answer

const bodyOf = ({ status = 200, body, code }: Answer): unknown =>
  status < 400 ? body : { error: { code: code ?? 'x', message: 'm' } }

const respond = (answer: Answer): Response => {
  const { status = 200, body } = answer
  if (typeof body === 'string') return new Response(body, { status, headers: { 'content-type': 'text/plain' } })
  return Response.json(bodyOf(answer), { status })
}

/** Lookups over a scripted Graph and a judge that takes words for certificates. */
export const lookupDesk = (answers: Answers, roles: readonly string[] = ['User.Read.All', 'Mail.Read']) => {
  const requests: string[] = []
  const answer = async ({ url, body }: Asked): Promise<Response> => {
    const path = decodeURIComponent(url.replace('https://graph.microsoft.com/v1.0', ''))
    requests.push(path)
    if (path !== '/$batch') return respond(answers(path))
    const { requests: inner } = JSON.parse(body) as { requests: { id: string; url: string }[] }
    const responses = inner.map(({ id, url: within }) => {
      const one = answers(decodeURIComponent(within))
      return { id, status: one.status ?? 200, headers: {}, body: bodyOf(one) }
    })
    return Response.json({ responses })
  }
  const { graph, clock, tokens, ...rest } = desk([answer])
  tokens.roles = roles
  const judge = new FakeJudge()
  const gate = new MailboxGate()
  const settings: { order: { source: CertificateSource; on: boolean }[]; scan: number } = {
    order: [...usualSettings.sources],
    scan: 50,
  }
  const lookups = new Lookups({
    graph: async () => graph,
    judge,
    gate,
    sources: {
      profile: new ProfileSource(),
      signedMail: new SignedMailSource({ gate, scan: () => settings.scan }),
      ldap: new LdapSource({ access: async () => null, authorities: () => [] }),
    },
    order: () => settings.order,
    roots: () => [],
    clock,
  })
  return { lookups, judge, graph, clock, tokens, requests, settings, ...rest }
}

export const user = { id: '7', displayName: 'Anna Berg', mail: 'anna@nordwind.example', proxyAddresses: [] }
export const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** A user as most are: no attributes in this tenant, so many signed messages of these contents, the newest first. */
export const withMail =
  (...contents: readonly string[]): Answers =>
  (path) => {
    const opened = /messages\/m(\d+)\/\$value$/.exec(path)
    if (opened !== null) return { body: contents[Number(opened[1])] }
    if (path.includes('/mailFolders/')) {
      const value = contents.map((_, index) => ({ id: `m${index}`, sentDateTime: `2026-02-${28 - index}T00:00:00Z` }))
      return { body: { value: value.toReversed() } }
    }
    return path.includes('userCertificate') ? { status: 400, code: 'BadRequest' } : { body: user }
  }
