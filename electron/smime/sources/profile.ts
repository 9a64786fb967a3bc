import type { Material } from '../material.ts'
import { type Asked, answerTo, type Delivery, delivery, refusalOf, type Source } from './source.ts'

const attributes = ['userSMIMECertificate', 'userCertificate'] as const
const needs = ['User.Read.All']

/**
 * What the directory publishes of a user: PKCS#7 in userSMIMECertificate, a certificate in userCertificate, each once or
 * several times. No documented Graph has these attributes; where a tenant's does not know them it says so with a 400, or
 * leaves them out of its answer, and is not asked again in this session.
 */
export class ProfileSource implements Source {
  readonly source = 'profile'
  #isUnknown = false

  first(userId: string): Readonly<Record<string, string>> {
    if (this.#isUnknown) return {}
    return { attributes: `users/${encodeURIComponent(userId)}?$select=${attributes.join(',')}` }
  }

  async find({ answers, judge }: Asked): Promise<Delivery> {
    if (!answers.has('attributes')) return delivery('notAvailable', 'attributesUnknown')
    const answer = answerTo(answers, 'attributes')
    const refusal = answer.status < 400 ? null : refusalOf(answer, needs)
    if (refusal?.code === 'permission_missing') {
      const { code, params } = refusal
      return delivery('notPermitted', 'roleMissing', { params: { role: needs.join() }, error: { code, params } })
    }
    if (answer.status === 400) return this.#unknown()
    if (refusal !== null) throw refusal
    const body = (answer.body ?? {}) as Readonly<Record<string, unknown>>
    if (!attributes.some((name) => Object.hasOwn(body, name))) return this.#unknown()
    const material = attributes.flatMap((name) => valuesOf(body[name]))
    if (material.length === 0) return delivery('none', 'attributesEmpty')
    return delivery('found', 'attributes', { judgement: await judge(material) })
  }

  #unknown(): Delivery {
    this.#isUnknown = true
    return delivery('notAvailable', 'attributesUnknown')
  }
}

/** Told apart by content: what is meant to be PKCS#7 is a bare certificate in some directories, and the other way round. */
const valuesOf = (value: unknown): Material[] =>
  [value].flat().flatMap((one) => {
    if (typeof one !== 'string' || one === '') return []
    return [{ source: 'profile', kind: 'any', bytes: Buffer.from(one, 'base64'), messageAt: null }] as const
  })
