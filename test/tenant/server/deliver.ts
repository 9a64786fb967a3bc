import type { ServerResponse } from 'node:http'
import type { Answer } from '../graph/answer.ts'
import type { Fault, StatusFault } from './faults.ts'

/** Faults that change how an answer is written, not what it says. */
export type WireFault = Exclude<Fault, { kind: 'latency' | 'status' }>

const usualCodes: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  404: 'Request_ResourceNotFound',
  410: 'resyncRequired',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'serviceNotAvailable',
  504: 'GatewayTimeout',
}

export const codeOf = (fault: StatusFault): string => fault.code ?? usualCodes[fault.status] ?? 'UnknownError'

export const headersOf = (fault: StatusFault, now: Date): Readonly<Record<string, string>> => {
  if (fault.retryAfter === undefined) return fault.headers ?? {}
  const until = new Date(now.getTime() + fault.retryAfter * 1000)
  const value = fault.retryAfterForm === 'date' ? until.toUTCString() : String(fault.retryAfter)
  return { 'Retry-After': value, ...fault.headers }
}

/** Writes the answer, spoilt as the fault says. Resolves when everything was handed to the socket or the connection ended. */
export const deliver = async (response: ServerResponse, answer: Answer, wire: WireFault | undefined): Promise<void> => {
  if (wire?.kind === 'hang') return
  if (wire?.kind === 'reset') {
    response.socket?.destroy()
    return
  }
  const whole = Buffer.from(answer.bytes ?? answer.body ?? '')
  const body = wire?.kind === 'invalidJson' ? whole.subarray(0, Math.floor(whole.length / 2)) : whole
  response.writeHead(answer.status, {
    ...(answer.body === null && answer.bytes === undefined ? {} : { 'Content-Type': answer.type ?? jsonType }),
    'Content-Length': body.byteLength,
    ...answer.headers,
  })
  if (wire?.kind === 'truncate') {
    response.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => response.socket?.destroy())
    return
  }
  if (wire?.kind === 'drip') return drip(response, body, wire.bytesPerSecond)
  response.end(body)
}

const jsonType =
  'application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8'

/** Twenty pieces a second, or one byte at a time when that is still too fast. */
const drip = async (response: ServerResponse, body: Buffer, bytesPerSecond: number): Promise<void> => {
  const piece = Math.max(1, Math.round(bytesPerSecond / 20))
  const pause = (piece / bytesPerSecond) * 1000
  for (let at = 0; at < body.byteLength && !response.destroyed; at += piece) {
    response.write(body.subarray(at, at + piece))
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  response.end()
}
