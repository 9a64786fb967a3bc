import type { Client, Reply } from './client.ts'

interface Form {
  readonly action: string
  readonly fields: readonly (readonly [string, string])[]
  readonly buttons: readonly { readonly text: string; readonly field: readonly [string, string] | null }[]
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const plain = (html: string) => html.replace(/&([\w#]+);/g, (whole, name: string) => entities[name] ?? whole)

const attributes = (tag: string) =>
  new Map([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)]))

const formsOf = (html: string): readonly Form[] =>
  [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].map(([, tag = '', content = '']) => ({
    action: attributes(tag).get('action') ?? '',
    fields: [...content.matchAll(/<input([^>]*)>/g)].map(([, input = '']) => {
      const of = attributes(input)
      return [of.get('name') ?? '', of.get('value') ?? ''] as const
    }),
    buttons: [...content.matchAll(/<button([^>]*)>([^<]*)<\/button>/g)].map(([, button = '', text = '']) => {
      const of = attributes(button)
      const name = of.get('name')
      return { text: plain(text), field: name === undefined ? null : ([name, of.get('value') ?? ''] as const) }
    }),
  }))

/** One page after the other, as somebody at a browser would see them. Never follows a redirect to the application. */
export class Browser {
  readonly #client: Client
  #page: Reply = { status: 0, headers: new Headers(), text: '', body: null }

  constructor(client: Client) {
    this.#client = client
  }

  get status(): number {
    return this.#page.status
  }

  get title(): string {
    return plain(/<h1>(.*?)<\/h1>/s.exec(this.#page.text)?.[1] ?? '')
  }

  /** Of the page's body, without tags. */
  get text(): string {
    return plain(this.#page.text.replace(/^.*<main>/s, '').replace(/<[^>]*>/g, ' '))
  }

  get raw(): string {
    return this.#page.text
  }

  get buttons(): readonly string[] {
    return formsOf(this.#page.text).flatMap(({ buttons }) => buttons.map(({ text }) => text))
  }

  /** Permissions by the value that the consent page names. */
  get permissions(): readonly string[] {
    return [...this.#page.text.matchAll(/<li>.*?<small>(.*?)<\/small>/gs)].map(([, value = '']) => value)
  }

  /** Where the page leads: `Location` with the parameters of its query or fragment, or the form that posts itself. */
  get back(): { readonly url: string; readonly parameters: Readonly<Record<string, string>> } {
    const location = this.#page.headers.get('location')
    if (location !== null) {
      const { origin, pathname, search, hash } = new URL(location)
      const text = search === '' ? hash.slice(1) : search
      return { url: `${origin}${pathname}`, parameters: Object.fromEntries(new URLSearchParams(text)) }
    }
    const posting = this.#page.text.includes('document.forms[0].submit()')
    const [form] = formsOf(this.#page.text)
    if (!posting || form === undefined) throw new Error(`'${this.title}' does not lead back: ${this.text}`)
    return { url: form.action, parameters: Object.fromEntries(form.fields) }
  }

  get location(): string | null {
    return this.#page.headers.get('location')
  }

  async open(url: string): Promise<void> {
    this.#page = await this.#client.send(url, { redirect: 'manual' })
  }

  /** Presses the button with this text, after filling in what is given. */
  async press(text: string, filled: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const { action, fields, buttons } of formsOf(this.#page.text)) {
      const button = buttons.find((known) => known.text === text)
      if (button === undefined) continue
      const body = new URLSearchParams()
      for (const [name, value] of fields) body.append(name, filled[name] ?? value)
      if (button.field !== null) body.append(...button.field)
      this.#page = await this.#client.send(action, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
      })
      return
    }
    throw new Error(`No button '${text}' on '${this.title}': ${this.buttons.join(', ')}`)
  }
}
