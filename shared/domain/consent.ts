/**
 * What an own app registration has to list under Mobile and desktop applications, so that consent comes back here. Entra
 * does not look at the port of `http://localhost`, but at the path and its case.
 */
export const consentRedirect = 'http://localhost/consent'

/** Where the administrator says consent was given. A hint: anyone could have sent it; a token proves it. */
export interface ConsentHint {
  readonly tenantId: string
  readonly clientId: string
  readonly scope: string
}
