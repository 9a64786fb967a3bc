/** The `protocol` module, and the loopback server by which Chromium reaches its handlers. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { CustomScheme } from 'electron'
import type { SchemeHandler } from './schemes.ts'
import { isReady, schemes } from './state.ts'
import { NotImplemented, strict } from './strict.ts'

const builtIn = ['http', 'https', 'file', 'data', 'blob', 'about']

export const protocol = strict('Protocol', {
  registerSchemesAsPrivileged(list: CustomScheme[]) {
    if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of list) if (privileges?.standard) schemes.register(scheme)
  },
  handle(scheme: string, handler: SchemeHandler) {
    if (!isReady()) throw new Error('protocol.handle: the app is not ready')
    if (schemes.handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`)
    if (!schemes.isStandard(scheme)) throw new NotImplemented(`protocol.handle of '${scheme}', no standard scheme,`)
    schemes.handlers.set(scheme, handler)
  },
  unhandle: (scheme: string) => void schemes.handlers.delete(scheme),
  isProtocolHandled: (scheme: string) => schemes.handlers.has(scheme) || builtIn.includes(scheme),
})

const asRequest = (url: string, incoming: IncomingMessage): Request => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers))
    if (name !== 'host' && name !== 'connection') headers.set(name, schemes.fromChromium(String(value)))
  const method = incoming.method ?? 'GET'
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  const body = Readable.toWeb(incoming) as unknown as BodyInit
  return new Request(url, { method, headers, body, duplex: 'half' } as RequestInit)
}

const answer = (response: Response, outgoing: ServerResponse): void => {
  const headers = Object.fromEntries(response.headers)
  // Of another hop: the body here is decoded and of unknown length.
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) delete headers[name]
  headers['cache-control'] ??= 'no-store'
  outgoing.writeHead(response.status === 0 ? 500 : response.status, headers)
  if (response.body === null) outgoing.end()
  else
    Readable.fromWeb(response.body as ReadableStream)
      .on('error', () => outgoing.destroy())
      .pipe(outgoing)
}

const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  const host = (incoming.headers.host ?? '').replace(/:80$/, '')
  const url = schemes.fromChromium(`http://${host}${incoming.url}`)
  const handler = schemes.handlers.get(url.slice(0, url.indexOf(':')))
  if (!handler) {
    outgoing.writeHead(404).end(`electron-host: no protocol.handle for ${url}`)
    return
  }
  try {
    answer(await handler(asRequest(url, incoming)), outgoing)
  } catch (error) {
    console.error(`Error in protocol handler for ${url}:`, error)
    outgoing.destroy()
  }
}

/** Gives the port on 127.0.0.1. */
export const serveSchemes = async (): Promise<number> => {
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return (server.address() as AddressInfo).port
}
