import { createHmac, randomBytes } from 'node:crypto'

/** Skip and delta tokens: clients cannot read, change or make them. */
export class OpaqueTokens {
  readonly #key = randomBytes(32)

  seal(value: object): string {
    const text = Buffer.from(JSON.stringify(value)).toString('base64url')
    return `${this.#mark(text)}${text}`
  }

  /** Null when the token is not one of ours. */
  open(token: string): Readonly<Record<string, unknown>> | null {
    const text = token.slice(12)
    if (token.slice(0, 12) !== this.#mark(text)) return null
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Readonly<Record<string, unknown>>
  }

  #mark(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url').slice(0, 12)
  }
}
