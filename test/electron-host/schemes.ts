/**
 * Custom schemes, which Chromium knows nothing of: app://host/path is shown as http://host.app.localhost/path. Such an origin is
 * a secure context, needs no port (a resolver rule leads *.localhost:80 to protocol.ts) and so keeps its storage over restarts.
 */
export type SchemeHandler = (request: Request) => Response | Promise<Response>

export class CustomSchemes {
  readonly #standard = new Set<string>()
  readonly handlers = new Map<string, SchemeHandler>()

  register(scheme: string): void {
    this.#standard.add(scheme)
  }

  isStandard(scheme: string): boolean {
    return this.#standard.has(scheme)
  }

  toChromium(url: string): string {
    const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? []
    return this.isStandard(scheme.toLowerCase()) ? `http://${host}.${scheme.toLowerCase()}.localhost${rest}` : url
  }

  fromChromium(url: string): string {
    const [, host = '', scheme = '', rest = ''] =
      /^http:\/\/([^/?#:@]*)\.([a-z][a-z0-9+-]*)\.localhost((?:[/?#].*)?)$/is.exec(url) ?? []
    return this.isStandard(scheme.toLowerCase()) ? `${scheme.toLowerCase()}://${host}${rest}` : url
  }
}
