import { z } from 'zod'
import { type Answer, badRequest, type Call } from './answer.ts'

const maximum = 20

const inner = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
})
const outer = z.object({ requests: z.array(inner) })
type Inner = z.infer<typeof inner>

/** Answers one inner call, faults included. */
export type AnswerInner = (call: Call) => Answer

/**
 * `POST /$batch`. The outer answer is 200 whatever happens inside; answers come in another order than the requests.
 * Source: Graph, "Combine multiple HTTP requests using JSON batching".
 */
export const answerBatch = (call: Call, answerInner: AnswerInner): Answer => {
  const requests = requestsOf(call.body)
  const done = new Map<string, Answer>()
  for (const request of requests) {
    const failed = (request.dependsOn ?? []).some((id) => (done.get(id)?.status ?? 424) >= 400)
    done.set(request.id, failed ? failedDependency : answerInner(callOf(call, request)))
  }
  const responses = [...done].map(([id, answer]) => written(id, answer))
  const turn = Math.floor(responses.length / 2)
  const body = `{"responses":[${[...responses.slice(turn), ...responses.slice(0, turn)].join(',')}]}`
  return { status: 200, body }
}

const failedDependency: Answer = {
  status: 424,
  body: '{"error":{"code":"FailedDependency","message":"A request that this one depends on failed."}}',
}

const requestsOf = (body: string): readonly Inner[] => {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    throw badRequest('Invalid JSON in the batch payload.')
  }
  const checked = outer.safeParse(parsed)
  if (!checked.success) throw badRequest('Invalid batch payload format.')
  const { requests } = checked.data
  if (requests.length === 0) throw badRequest('The batch request must contain at least one request.')
  if (requests.length > maximum) {
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${maximum}.`)
  }
  if (new Set(requests.map(({ id }) => id.toLowerCase())).size < requests.length) {
    throw badRequest('Duplicate request ids are not allowed in a batch.')
  }
  for (const request of requests) {
    if (/^https?:/i.test(request.url)) throw badRequest(`Request url '${request.url}' must be relative.`)
    if (request.body !== undefined && !hasContentType(request)) {
      throw badRequest(`Request '${request.id}' has a body but no Content-Type header.`)
    }
  }
  return requests
}

const hasContentType = (request: Inner) =>
  Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'content-type')

const callOf = (call: Call, request: Inner): Call => {
  const [path = '', ...query] = request.url.split('?')
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return {
    method: request.method.toUpperCase(),
    path: `/v1.0/${safeDecode(path.replace(/^\//, ''))}`,
    query: query.join('?'),
    headers: { ...headers, authorization: call.headers['authorization'] },
    body: request.body === undefined ? '' : JSON.stringify(request.body),
  }
}

const safeDecode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const written = (id: string, answer: Answer): string => {
  const headers = { 'Content-Type': answer.type ?? 'application/json', 'Cache-Control': 'no-cache', ...answer.headers }
  // What is not JSON comes as base64. Source: the same page, "Batch response".
  const text = answer.bytes === undefined ? answer.body : JSON.stringify(Buffer.from(answer.bytes).toString('base64'))
  const body = text === null ? '' : `,"body":${text}`
  return `{"id":${JSON.stringify(id)},"status":${answer.status},"headers":${JSON.stringify(headers)}${body}}`
}
