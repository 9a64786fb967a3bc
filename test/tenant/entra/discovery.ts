import { type Answer, json } from '../graph/answer.ts'
import type { EntraContext } from './context.ts'
import { isShared, tenantAt } from './tenants.ts'

/**
 * `/{tenant}/v2.0/.well-known/openid-configuration`, for `organizations` and `common` with a placeholder as issuer.
 * Throws EntraFailure for an unknown tenant.
 */
export const openIdConfiguration = ({ origin, state }: EntraContext, tenant: string): Answer => {
  const name = isShared(tenant) ? tenant.toLowerCase() : tenantAt(tenant, state).tenantId
  const base = `${origin}/${name}`
  return json({
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${origin}/${isShared(tenant) ? '{tenantid}' : name}/v2.0`,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'preferred_username', 'name', 'oid', 'tid'],
    tenant_region_scope: 'EU',
    cloud_instance_name: new URL(origin).host,
    msgraph_host: new URL(origin).host,
  })
}

/** `/common/discovery/instance`: this host is its own cloud. */
export const instanceDiscovery = ({ origin, state }: EntraContext): Answer => {
  const { host } = new URL(origin)
  return json({
    tenant_discovery_endpoint: `${origin}/${state.tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  })
}
