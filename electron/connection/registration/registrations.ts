import type {
  Application,
  AppRole,
  AppRoleAssignment,
  KeyCredential,
  ServicePrincipal,
} from '@microsoft/microsoft-graph-types'
import { consentRedirect } from '../../../shared/domain/consent.ts'
import { AppError, isAppError } from '../../../shared/ipc/errors.ts'
import type { CertificateCredential } from '../../cloud/credential.ts'
import type { Graph } from '../../graph/graph.ts'
import { derBase64, sha1Of } from '../credentials/certificate-parts.ts'

/** Microsoft Graph itself, the same id in every tenant and cloud. */
const graphAppId = '00000003-0000-0000-c000-000000000000'
const writes = { needs: ['Application.ReadWrite.All'] }
const reads = { needs: ['Application.Read.All'] }
const grants = { needs: ['AppRoleAssignment.ReadWrite.All'] }

export interface MadeApplication {
  readonly applicationId: string
  readonly clientId: string
  /** Of our certificate in the registration; null when it is not listed there. */
  readonly keyId: string | null
}

export interface GraphPrincipal {
  readonly id: string
  /** Ids of application roles by name. */
  readonly roles: ReadonlyMap<string, string>
}

/**
 * App registrations, their service principals and grants, by an administrator's token.
 * Sources: Microsoft Graph, "Create application", "Update application", "Create servicePrincipal", "Grant an
 * appRoleAssignment for a service principal", "Delete application".
 */
export class Registrations {
  readonly #graph: Graph

  constructor(graph: Graph) {
    this.#graph = graph
  }

  /** The one that bears the tag; by its name first, since that filter works without an index that lags. */
  async find(displayName: string, tag: string, thumb: CertificateCredential, signal: AbortSignal) {
    const name = encodeURIComponent(displayName.replaceAll("'", "''"))
    const path = `/applications?$filter=displayName eq '${name}'&$select=id,appId,tags,keyCredentials`
    const { value } = await this.#graph.get<{ readonly value: readonly Application[] }>(path, reads, signal)
    const found = value.find(({ tags }) => tags?.includes(tag))
    return found === undefined ? null : made(found, thumb)
  }

  async create(
    given: {
      readonly displayName: string
      readonly tag: string
      readonly roleIds: readonly string[]
      readonly certificate: CertificateCredential
    },
    signal: AbortSignal,
  ): Promise<MadeApplication> {
    const body = {
      displayName: given.displayName,
      signInAudience: 'AzureADMyOrg',
      tags: ['Tenantry', given.tag],
      notes: 'Made by Tenantry, which signs in with the certificate to read this directory.',
      publicClient: { redirectUris: [consentRedirect] },
      requiredResourceAccess: requiredAccess(given.roleIds),
      keyCredentials: [keyCredential(given.certificate)],
    }
    return made(await this.#graph.send<Application>('POST', '/applications', body, writes, signal), given.certificate)
  }

  async read(applicationId: string, certificate: CertificateCredential, signal: AbortSignal): Promise<MadeApplication> {
    return made(await this.#application(applicationId, signal), certificate)
  }

  /** Adds the certificate to those there are; a PATCH replaces the whole list. */
  async addCertificate(applicationId: string, certificate: CertificateCredential, signal: AbortSignal): Promise<void> {
    const { keyCredentials = [] } = await this.#application(applicationId, signal)
    const body = { keyCredentials: [...keyCredentials.map(kept), keyCredential(certificate)] }
    await this.#graph.send('PATCH', `/applications/${applicationId}`, body, writes, signal)
  }

  /** What consent asks for, should somebody give it again. */
  async setRequired(applicationId: string, roleIds: readonly string[], signal: AbortSignal): Promise<void> {
    const body = { requiredResourceAccess: requiredAccess(roleIds) }
    await this.#graph.send('PATCH', `/applications/${applicationId}`, body, writes, signal)
  }

  /** The application's service principal; null while there is none, or none that has come around. */
  async principal(clientId: string, signal: AbortSignal): Promise<string | null> {
    return absent(async () => {
      const path = `/servicePrincipals(appId='${clientId}')?$select=id`
      return (await this.#graph.get<ServicePrincipal>(path, reads, signal)).id ?? null
    })
  }

  async createPrincipal(clientId: string, signal: AbortSignal): Promise<string> {
    const path = '/servicePrincipals'
    const { id } = await this.#graph.send<ServicePrincipal>('POST', path, { appId: clientId }, writes, signal)
    return needed(id)
  }

  /** Roles are looked up by name, because the ids need not be the same in every cloud. */
  async graphPrincipal(signal: AbortSignal): Promise<GraphPrincipal> {
    const path = `/servicePrincipals(appId='${graphAppId}')?$select=id,appRoles`
    const { id, appRoles } = await this.#graph.get<ServicePrincipal>(path, reads, signal)
    const own = (appRoles ?? []).filter(({ allowedMemberTypes }) => allowedMemberTypes?.includes('Application') ?? true)
    const entries = own.flatMap(({ value, id: roleId }: AppRole) => (value && roleId ? [[value, roleId] as const] : []))
    return { id: needed(id), roles: new Map(entries) }
  }

  /** Grants of one resource that the principal holds: assignment ids by role id. */
  async granted(principalId: string, resourceId: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const path = `/servicePrincipals/${principalId}/appRoleAssignments`
    const found = new Map<string, string>()
    for await (const { value } of this.#graph.list<AppRoleAssignment>(path, { ...reads, top: null }, signal)) {
      for (const { id, appRoleId, resourceId: of } of value)
        if (id && appRoleId && of === resourceId) found.set(appRoleId, id)
    }
    return found
  }

  async grant(principalId: string, resourceId: string, appRoleId: string, signal: AbortSignal): Promise<void> {
    const path = `/servicePrincipals/${principalId}/appRoleAssignments`
    await this.#graph.send('POST', path, { principalId, resourceId, appRoleId }, grants, signal)
  }

  async withdraw(principalId: string, assignmentId: string, signal: AbortSignal): Promise<void> {
    const path = `/servicePrincipals/${principalId}/appRoleAssignments/${assignmentId}`
    await absent(() => this.#graph.send<null>('DELETE', path, undefined, grants, signal))
  }

  /** Both go to Entra's deleted items, from where an administrator can bring them back for thirty days. */
  async remove(applicationId: string | null, principalId: string | null, signal: AbortSignal): Promise<void> {
    const paths = [
      ...(principalId === null ? [] : [`/servicePrincipals/${principalId}`]),
      ...(applicationId === null ? [] : [`/applications/${applicationId}`]),
    ]
    for (const path of paths) await absent(() => this.#graph.send<null>('DELETE', path, undefined, writes, signal))
  }

  #application(id: string, signal: AbortSignal): Promise<Application> {
    return this.#graph.get<Application>(`/applications/${id}?$select=id,appId,keyCredentials`, reads, signal)
  }
}

const requiredAccess = (roleIds: readonly string[]) => [
  { resourceAppId: graphAppId, resourceAccess: roleIds.map((id) => ({ id, type: 'Role' })) },
]

/** Source: Microsoft Graph, "keyCredential resource type". */
export const keyCredential = (certificate: CertificateCredential) => ({
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
  key: derBase64(certificate),
})

/** A key as it is sent along to stay: its secretless fields as they came. */
const kept = ({
  customKeyIdentifier,
  displayName,
  endDateTime,
  keyId,
  startDateTime,
  type,
  usage,
  key,
}: KeyCredential) => ({
  customKeyIdentifier,
  displayName,
  endDateTime,
  keyId,
  startDateTime,
  type,
  usage,
  key: key ?? null,
})

/** Entra gives a certificate's SHA-1 as its identifier, in base64 or, in older entries, in hex. */
export const keyIdOf = (
  keys: readonly KeyCredential[] | undefined,
  certificate: Pick<CertificateCredential, 'certificatePem'>,
): string | null => {
  const sha1 = sha1Of(certificate)
  const names = [sha1.toString('base64'), sha1.toString('hex').toUpperCase()]
  const found = keys?.find(({ customKeyIdentifier }) => names.includes(String(customKeyIdentifier)))
  return found?.keyId ?? null
}

const made = ({ id, appId, keyCredentials }: Application, certificate: CertificateCredential): MadeApplication => ({
  applicationId: needed(id),
  clientId: needed(appId),
  keyId: keyIdOf(keyCredentials, certificate),
})

const needed = (id: string | null | undefined): string => {
  if (typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id)) return id.toLowerCase()
  throw new AppError('answer_unreadable')
}

/** Null for what is not there. */
const absent = async <Value>(task: () => Promise<Value>): Promise<Value | null> => {
  try {
    return await task()
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null
    throw error
  }
}
