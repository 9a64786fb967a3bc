import type { OpenExternal } from '../../../electron/ports.ts'
import type { NodeFetch } from '../../fakes/node-fetch.ts'

export interface Visit {
  /** Who signs in: an account's key, or `cancel` on the sign-in page. */
  readonly account: string
  readonly decision?: 'accept' | 'cancel'
}

/** What a person's browser does: opens the address, fills in the pages, follows the way back. */
export class Browser {
  visit: Visit
  readonly opened: string[] = []
  /** Addresses on this computer that were followed, codes included. */
  readonly followed: string[] = []
  lastPage = ''
  readonly #line: NodeFetch

  constructor(line: NodeFetch, visit: Visit) {
    this.#line = line
    this.visit = visit
  }

  /** As the system's opener: resolves when the browser has the address, not when the person is done. */
  readonly open: OpenExternal = async (url) => {
    this.opened.push(url)
    void this.#browse(url)
  }

  async #browse(start: string): Promise<void> {
    let page = await this.#get(start)
    for (let step = 0; step < 5 && page !== null; step++) {
      const { url, html } = page
      this.lastPage = html
      const form = this.#fill(html)
      page = form === null ? null : await this.#post(new URL(form.action, url).href, form.fields)
    }
  }

  /** What the person presses on this page; null where there is nothing more to do. */
  #fill(html: string): { readonly action: string; readonly fields: Record<string, string> } | null {
    const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1]
    const flow = /name="flow" value="([^"]+)"/.exec(html)?.[1]
    if (action === undefined || flow === undefined) return null
    const { account, decision = 'accept' } = this.visit
    if (html.includes('name="decision"')) return { action, fields: { flow, decision } }
    return { action, fields: account === 'cancel' ? { flow, cancel: '1' } : { flow, account } }
  }

  #get(url: string) {
    return this.#follow(url, { method: 'GET' })
  }

  #post(url: string, fields: Record<string, string>) {
    return this.#follow(url, { method: 'POST', body: new URLSearchParams(fields) })
  }

  async #follow(url: string, init: RequestInit): Promise<{ readonly url: string; readonly html: string } | null> {
    if (url.startsWith('http://localhost:')) {
      this.followed.push(url)
      this.lastPage = await (await fetch(url)).text().catch(() => '')
      return null
    }
    const signal = new AbortController().signal
    const response = await this.#line.fetch(url, { ...init, redirect: 'manual', signal })
    const location = response.headers.get('location')
    if (location !== null) return this.#get(new URL(location, url).href)
    return { url, html: await response.text() }
  }
}
