import type { Application, Assignment, ServicePrincipal } from '../applications/application.ts'
import type { KeyCredential, PasswordCredential } from '../applications/credentials.ts'
import { graphAppId, graphRoles, graphScopes, userConsentScopes } from '../applications/graph-permissions.ts'
import type { Bag } from './collection.ts'

const isoTime = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`

/** `key` comes only when it was selected for one object. Source: Graph, "keyCredential resource type". */
export const keyView = (key: KeyCredential, withKey: boolean): Bag => ({
  customKeyIdentifier: key.customKeyIdentifier,
  displayName: key.displayName,
  endDateTime: isoTime(key.endDateTime),
  key: withKey ? Buffer.from(key.der).toString('base64') : null,
  keyId: key.keyId,
  startDateTime: isoTime(key.startDateTime),
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
})

/** `secretText` comes only with the answer that makes it; `hint` is its first three characters. Source: Graph, "passwordCredential resource type". */
export const passwordView = (password: PasswordCredential, withSecret = false): Bag => ({
  customKeyIdentifier: null,
  displayName: password.displayName,
  endDateTime: isoTime(password.endDateTime),
  hint: password.value.slice(0, 3),
  keyId: password.keyId,
  secretText: withSecret ? password.value : null,
  startDateTime: isoTime(password.startDateTime),
})

export const applicationView = (application: Application, domain: string, withKeys = false): Bag => ({
  ...application.properties,
  id: application.id,
  appId: application.appId,
  createdDateTime: isoTime(application.createdDateTime),
  deletedDateTime: application.deletedAt === null ? null : isoTime(application.deletedAt),
  publisherDomain: domain,
  api: {
    acceptMappedClaims: null,
    knownClientApplications: [],
    oauth2PermissionScopes: [],
    preAuthorizedApplications: [],
    requestedAccessTokenVersion: null,
  },
  info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
  web: {
    homePageUrl: null,
    implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    logoutUrl: null,
    redirectUriSettings: [],
    ...application.properties.web,
  },
  keyCredentials: application.keys.map((key) => keyView(key, withKeys)),
  passwordCredentials: application.passwords.map((password) => passwordView(password)),
})

export const principalView = (principal: ServicePrincipal): Bag => ({
  id: principal.id,
  deletedDateTime: principal.deletedAt === null ? null : isoTime(principal.deletedAt),
  accountEnabled: principal.accountEnabled,
  appId: principal.appId,
  appDisplayName: principal.displayName,
  appOwnerOrganizationId: principal.ownerTenantId,
  appRoleAssignmentRequired: false,
  displayName: principal.displayName,
  servicePrincipalNames: [principal.appId],
  servicePrincipalType: 'Application',
  signInAudience: principal.appId === graphAppId ? 'AzureADMultipleOrgs' : null,
  appRoles: principal.appId === graphAppId ? graphRoles.map(roleView) : [],
  oauth2PermissionScopes: principal.appId === graphAppId ? graphScopes.map(scopeView) : [],
})

const roleView = ({ id, value, displayName }: (typeof graphRoles)[number]) => ({
  allowedMemberTypes: ['Application'],
  description: displayName,
  displayName,
  id,
  isEnabled: true,
  origin: 'Application',
  value,
})

const scopeView = ({ id, value, displayName }: (typeof graphScopes)[number]) => ({
  adminConsentDescription: displayName,
  adminConsentDisplayName: displayName,
  id,
  isEnabled: true,
  type: userConsentScopes.has(value) ? 'User' : 'Admin',
  userConsentDescription: displayName,
  userConsentDisplayName: displayName,
  value,
})

export const assignmentView = (
  assignment: Assignment,
  names: { readonly principal: string; readonly resource: string },
): Bag => ({
  id: assignment.id,
  deletedDateTime: null,
  appRoleId: assignment.appRoleId,
  createdDateTime: isoTime(assignment.createdDateTime),
  principalDisplayName: names.principal,
  principalId: assignment.principalId,
  principalType: 'ServicePrincipal',
  resourceDisplayName: names.resource,
  resourceId: assignment.resourceId,
})
