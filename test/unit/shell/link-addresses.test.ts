import { describe, expect, it } from 'vitest'
import { addressOf } from '../../../electron/shell/link-addresses.ts'

const clientId = '7A51C2DE-8f0b-4e6c-9a17-c4b0d3e2f586'

describe('addressOf', () => {
  it('leads to the page of the registration in the portal of its cloud', () => {
    expect(addressOf('registrationCredentials', { cloud: 'global', clientId })).toBe(
      'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/7a51c2de-8f0b-4e6c-9a17-c4b0d3e2f586',
    )
    expect(addressOf('registrationOverview', { cloud: 'china', clientId })).toMatch(
      /^https:\/\/portal\.azure\.cn\/#view/,
    )
    expect(addressOf('tenantOverview', { cloud: 'usGovL4', clientId })).toMatch(/^https:\/\/portal\.azure\.us\/#view/)
  })

  it.each(['', 'x', `${clientId}/../evil`, `${clientId}?a=b`, `${clientId}\n`, 'https://evil.example/'])(
    'puts nothing into an address that is no GUID: %j',
    (wrong) => {
      expect(addressOf('registrationOverview', { cloud: 'global', clientId: wrong })).toBe(
        addressOf('appRegistrations'),
      )
    },
  )

  it('needs no connection for what is the same for everybody', () => {
    expect(addressOf('entraPortal')).toBe('https://entra.microsoft.com/')
    expect(addressOf('documentation', { cloud: 'china', clientId })).toMatch(/^https:\/\/learn\.microsoft\.com\//)
  })
})
