import type { Connection } from '../../shared/domain/connection.ts'
import type { LinkId } from '../../shared/ipc/app.ts'
import { clouds } from '../cloud/clouds.ts'

/** Whose pages are meant: of the connection as it is stored. */
export type LinkTarget = Pick<Connection, 'cloud' | 'clientId'>

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const blades = '#view/Microsoft_AAD_RegisteredApps'

/** Fixed, https, none from data. */
const fixed: Partial<Record<LinkId, string>> = {
  documentation: 'https://learn.microsoft.com/en-us/graph/auth-v2-service',
  adminConsentHelp: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/grant-admin-consent',
  entraErrorLookup: 'https://login.microsoftonline.com/error',
}

/** Pages within the portal of a cloud. */
const inPortal: Partial<Record<LinkId, string>> = {
  appRegistrations: `${blades}/ApplicationsListBlade`,
  tenantOverview: '#view/Microsoft_AAD_IAM/TenantOverview.ReactView',
}

/** Menus of one registration's page. */
const ofRegistration: Partial<Record<LinkId, string>> = {
  registrationOverview: 'Overview',
  registrationCredentials: 'Credentials',
  registrationPermissions: 'CallAnAPI',
}

/**
 * The address of a link; without a connection it is in the global cloud. The only part that is not fixed is a client id,
 * and one that is no GUID leads to the list of registrations instead.
 */
export const addressOf = (link: LinkId, target?: LinkTarget): string => {
  const known = fixed[link]
  if (known !== undefined) return known
  const portal = `${clouds[target?.cloud ?? 'global'].portal}/`
  const menu = ofRegistration[link]
  if (menu === undefined) return `${portal}${inPortal[link] ?? ''}`
  if (target === undefined || !guid.test(target.clientId)) return `${portal}${inPortal.appRegistrations}`
  return `${portal}${blades}/ApplicationMenuBlade/~/${menu}/appId/${target.clientId.toLowerCase()}`
}
