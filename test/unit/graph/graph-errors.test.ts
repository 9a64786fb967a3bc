import { describe, expect, it } from 'vitest'
import { graphError } from '../../../electron/graph/graph-errors.ts'

const refusal = (status: number, code: string) => ({
  status,
  body: { error: { code, message: 'no user someone@contoso.example', innerError: {} } },
  requestId: 'r1',
  clientRequestId: 'c1',
  date: 'Sun, 01 Mar 2026 12:00:00 GMT',
})

describe('graphError', () => {
  it.each([
    [400, 'Request_UnsupportedQuery', 'graph_refused'],
    [400, 'Request_BadRequest', 'graph_refused'],
    [400, 'syncStateNotFound', 'delta_expired'],
    [410, 'resyncRequired', 'delta_expired'],
    [410, 'Gone', 'delta_expired'],
    [410, 'resyncChangesApplyDifferences', 'delta_expired'],
    [401, 'InvalidAuthenticationToken', 'token_refused'],
    [403, 'Authorization_RequestDenied', 'permission_missing'],
    [403, 'ErrorAccessDenied', 'graph_refused'],
    [404, 'Request_ResourceNotFound', 'not_found'],
    [404, 'MailboxNotEnabledForRESTAPI', 'not_found'],
    [407, '', 'proxy_sign_in'],
    [409, 'conflict', 'graph_refused'],
    [429, 'TooManyRequests', 'throttled'],
    [429, 'activityLimitReached', 'throttled'],
    [509, '', 'throttled'],
    [500, 'InternalServerError', 'graph_unavailable'],
    [502, '', 'graph_unavailable'],
    [503, 'serviceNotAvailable', 'graph_unavailable'],
    [504, 'UnknownError', 'graph_unavailable'],
    [501, 'NotImplemented', 'graph_refused'],
  ])('explains HTTP %i %s as %s', (status, graphCode, code) => {
    const error = graphError(refusal(status, graphCode), 'graph.example', [])
    expect(error.code).toBe(code)
    expect(error.params).toMatchObject({
      status: String(status),
      requestId: 'r1',
      clientRequestId: 'c1',
      date: 'Sun, 01 Mar 2026 12:00:00 GMT',
    })
  })

  it('names the roles that the call needs, and only where a permission is missing', () => {
    const needs = ['User.Read.All', 'GroupMember.Read.All']
    expect(graphError(refusal(403, 'Authorization_RequestDenied'), 'h', needs).params['roles']).toBe(needs.join(', '))
    expect(graphError(refusal(404, 'x'), 'h', needs).params).not.toHaveProperty('roles')
  })

  it.each([undefined, null, 'x', 5, {}, { error: 'x' }, { error: { code: 5 } }])('bears the body %j', (body) => {
    const error = graphError({ ...refusal(403, ''), body, date: null }, 'h')
    expect(error).toMatchObject({ code: 'graph_refused' })
    expect(error.params).toEqual({ status: '403', requestId: 'r1', clientRequestId: 'c1' })
  })

  it('keeps Graph’s sentence, which can name people, out of what is shown and stored', () => {
    expect(JSON.stringify(graphError(refusal(400, 'x'), 'h'))).not.toContain('someone@')
  })
})
