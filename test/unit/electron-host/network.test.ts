import { X509Certificate } from 'node:crypto'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { VerifyRequest } from '../../electron-host/certificates.ts'
import { Network } from '../../electron-host/network.ts'
import { type Authority, authority } from './authority.ts'

const servers: Server[] = []
const networks: Network[] = []
let root: Authority

beforeAll(async () => {
  root = await authority()
})
afterEach(async () => {
  await Promise.all(networks.splice(0).map((network) => network.closeAllConnections()))
  for (const server of servers.splice(0)) server.close()
})

const listen = async <S extends Server>(server: S): Promise<number> => {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
const http = async (answer: RequestListener) => `http://127.0.0.1:${await listen(createHttpServer(answer))}`
const https = async (host = 'localhost', days?: number, answer: RequestListener = (_, out) => out.end('fine')) =>
  `https://localhost:${await listen(createServer(await root.issue(host, days), answer))}`
const tcp = async (hear: (socket: Socket) => void) => `http://127.0.0.1:${await listen(createTcpServer(hear))}`
const network = () => {
  const made = new Network(new Map())
  networks.push(made)
  return made
}

describe('certificates', () => {
  it('refuses an unknown authority by name, without sending the request', async () => {
    let requests = 0
    const url = await https('localhost', 2, (_, out) => {
      requests++
      out.end()
    })
    await expect(network().fetch(url)).rejects.toThrow(/^net::ERR_CERT_AUTHORITY_INVALID$/)
    expect(requests).toBe(0)
  })

  it('asks the procedure once a connection, with the chain as Electron shows it', async () => {
    const own = network()
    const asked: VerifyRequest[] = []
    own.setVerifyProc((request, answer) => {
      asked.push(request)
      answer(0)
    })
    const url = await https()
    for (let i = 0; i < 3; i++) expect(await (await own.fetch(url)).text()).toBe('fine')
    expect(asked).toHaveLength(1)
    const [{ certificate, ...request }] = asked as [VerifyRequest]
    expect(request).toMatchObject({ hostname: 'localhost', errorCode: -202, isIssuedByKnownRoot: false })
    expect(request.verificationResult).toBe('net::ERR_CERT_AUTHORITY_INVALID')
    const leaf = new X509Certificate(certificate.data)
    const above = new X509Certificate(certificate.issuerCert.data)
    expect(leaf.checkIssued(above) && leaf.verify(above.publicKey)).toBe(true)
    expect(certificate.issuerCert.issuerCert).toBeUndefined()
    expect(above.raw).toEqual(new X509Certificate(root.pem).raw)
    expect(certificate).toMatchObject({ subjectName: 'localhost', issuerName: 'Test Root', serialNumber: '0A0B' })
    expect(certificate.subject).toMatchObject({ country: 'DE', organizations: ['Test'] })
    expect(certificate.validStart * 1000).toBe(leaf.validFromDate.getTime())
    expect(certificate.validExpiry * 1000).toBe(leaf.validToDate.getTime())
    const digest = Buffer.from(certificate.fingerprint.replace('sha256/', ''), 'base64').toString('hex')
    expect(digest).toBe(leaf.fingerprint256.replaceAll(':', '').toLowerCase())
  })

  it('takes -3 as its own verdict and anything else as a refusal', async () => {
    const url = await https()
    for (const [answer, message] of [
      [-3, 'net::ERR_CERT_AUTHORITY_INVALID'],
      [-2, 'net::ERR_FAILED'],
    ] as const) {
      const own = network()
      own.setVerifyProc((_, reply) => reply(answer))
      await expect(own.fetch(url)).rejects.toThrow(message)
    }
  })

  it('keeps sessions apart, and forgets a procedure with its connections', async () => {
    const url = await https()
    const [trusting, other] = [network(), network()]
    trusting.setVerifyProc((_, reply) => reply(0))
    expect((await trusting.fetch(url)).status).toBe(200)
    await expect(other.fetch(url)).rejects.toThrow('net::ERR_CERT_AUTHORITY_INVALID')
    trusting.setVerifyProc(null)
    await expect(trusting.fetch(url)).rejects.toThrow('net::ERR_CERT_AUTHORITY_INVALID')
  })
})

describe('failures have the names of Chromium', () => {
  const failure = (url: string, init?: RequestInit) => expect(network().fetch(url, init)).rejects

  it('when nobody listens', async () => {
    const url = await tcp(() => {})
    await new Promise((resolve) => servers.pop()?.close(resolve))
    await failure(url).toThrow(/^net::ERR_CONNECTION_REFUSED$/)
  })
  it('when the name does not exist', async () => {
    await failure('http://nothing.invalid/').toThrow(/^net::ERR_NAME_NOT_RESOLVED$/)
  })
  it('when the connection is reset', async () => {
    await failure(await tcp((socket) => socket.once('data', () => socket.resetAndDestroy()))).toThrow(
      /^net::ERR_CONNECTION_RESET$/,
    )
  })
  it('when the connection is closed without an answer', async () => {
    await failure(await tcp((socket) => socket.once('data', () => socket.end()))).toThrow(/^net::ERR_EMPTY_RESPONSE$/)
  })
  it('when the answer is not HTTP, or not TLS', async () => {
    const url = await tcp((socket) => socket.once('data', () => socket.end('nonsense\r\n\r\n')))
    await failure(url).toThrow(/^net::ERR_INVALID_HTTP_RESPONSE$/)
    await failure(url.replace('http:', 'https:')).toThrow(/^net::ERR_SSL_PROTOCOL_ERROR$/)
  })
  it('when a redirect is not wanted', async () => {
    const url = await http((_, out) => out.writeHead(302, { location: '/' }).end())
    await failure(url, { redirect: 'error' }).toThrow("redirect policy was 'error'")
  })
  it('when the body ends too early', async () => {
    const short = await http((_, out) =>
      out.writeHead(200, { 'content-length': 10 }).write('12345', () => out.destroy()),
    )
    const response = await network().fetch(short)
    await expect(response.text()).rejects.toThrow(/^net::ERR_CONTENT_LENGTH_MISMATCH$/)
  })
})

describe('streams', () => {
  it('gives the first bytes before the last are there', async () => {
    let finish = () => {}
    const url = await http((_, out) => {
      out.write('first')
      finish = () => out.end('last')
    })
    const reader = (await network().fetch(url)).body!.getReader()
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('first')
    finish()
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('last')
    expect((await reader.read()).done).toBe(true)
  })

  it('uses one connection for requests after each other', async () => {
    const ports = new Set<number | undefined>()
    const url = await http(({ socket }, out) => {
      ports.add(socket.remotePort)
      out.end('x')
    })
    const own = network()
    for (let i = 0; i < 3; i++) await (await own.fetch(url)).text()
    expect(ports.size).toBe(1)
  })

  it.each(['before the answer', 'within the body'])('aborts %s down to the socket', async (moment) => {
    const abort = new AbortController()
    let arrived = () => {}
    const hasArrived = new Promise<void>((resolve) => {
      arrived = resolve
    })
    let closed: Promise<unknown> = Promise.resolve()
    const url = await http(({ socket }, out) => {
      closed = new Promise((resolve) => socket.once('close', resolve))
      if (moment === 'within the body') out.write('first')
      arrived()
    })
    const read = network()
      .fetch(url, { signal: abort.signal })
      .then((response) => response.text())
    const outcome = expect(read).rejects.toMatchObject({ name: 'AbortError', message: 'The operation was aborted.' })
    await hasArrived
    abort.abort(new Error('another reason'))
    await outcome
    await closed
  })
})
