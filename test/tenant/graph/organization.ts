import type { OtherTenant } from '../entra/accounts.ts'
import { type Answer, type Call, json, notFound } from './answer.ts'
import type { GraphContext } from './context.ts'
import { checkSelect, parseQuery } from './query.ts'

/** `/organization` and `/organization/{id}`: the tenant itself. */
export const organization = (
  context: GraphContext,
  call: Call,
  id: string | null,
  state: OtherTenant = context.state,
): Answer => {
  const query = parseQuery(call.query, ['select', 'top', 'count'])
  if (query.select !== null) checkSelect('organization', query.select)
  if (id !== null && id !== state.tenantId) throw notFound(id)
  const whole: Readonly<Record<string, unknown>> = {
    id: state.tenantId,
    deletedDateTime: null,
    businessPhones: ['+49 40 5550-0'],
    city: 'Hamburg',
    country: null,
    countryLetterCode: 'DE',
    createdDateTime: '2014-03-03T09:00:00Z',
    defaultUsageLocation: 'DE',
    displayName: state.displayName,
    onPremisesSyncEnabled: true,
    postalCode: '20457',
    preferredLanguage: 'de',
    state: null,
    street: 'Am Sandtorkai 50',
    technicalNotificationMails: [`postmaster@${state.domain}`],
    tenantType: 'AAD',
    verifiedDomains: [
      {
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: true,
        isInitial: false,
        name: state.domain,
        type: 'Managed',
      },
      {
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: false,
        isInitial: true,
        name: `${state.domain.split('.')[0]}.onmicrosoft.example`,
        type: 'Managed',
      },
    ],
  }
  const shown =
    query.select === null ? whole : Object.fromEntries(query.select.map((name) => [name, whole[name] ?? null]))
  const metadata = `${context.origin}/v1.0/$metadata#organization`
  return id === null
    ? json({ '@odata.context': metadata, value: [shown] })
    : json({ '@odata.context': `${metadata}/$entity`, ...shown })
}
