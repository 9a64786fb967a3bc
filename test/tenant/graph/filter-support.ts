/** Which property may be filtered by which operator. Source: annotations of Microsoft Graph v1.0's resources. */
const operators = {
  user: {
    'eq ne not in':
      'accountEnabled ageGroup consentProvidedForMinor creationType externalUserState externalUserStateChangeDateTime id onPremisesSyncEnabled passwordProfile showInAddressList userType',
    'eq not $count': 'assignedLicenses',
    'eq not': 'assignedPlans',
    'eq not startswith': 'businessPhones',
    'eq ne not ge le in startswith':
      'city companyName country department displayName employeeId employeeType faxNumber givenName jobTitle mailNickname mobilePhone officeLocation onPremisesSamAccountName onPremisesUserPrincipalName postalCode preferredLanguage state streetAddress surname usageLocation',
    'eq ne not ge le in':
      'createdDateTime deletedDateTime employeeHireDate employeeOrgData onPremisesImmutableId onPremisesLastSyncDateTime',
    eq: 'identities',
    'eq not ge le startswith': 'imAddresses',
    'eq ne not ge le in startswith endswith': 'mail userPrincipalName',
    'eq not ge le in': 'onPremisesExtensionAttributes',
    'eq not ge le': 'onPremisesProvisioningErrors provisionedPlans',
    'eq not ge le in startswith endswith': 'otherMails',
    'ne not': 'passwordPolicies',
    'eq not ge le startswith endswith': 'proxyAddresses',
  },
  group: {
    'eq not $count': 'assignedLicenses',
    'eq ne not ge le startswith': 'classification description membershipRule',
    'eq ne not ge le in': 'createdDateTime expirationDateTime onPremisesLastSyncDateTime renewedDateTime',
    'eq ne not ge le in startswith': 'displayName mail mailNickname onPremisesSamAccountName preferredLanguage',
    'eq not': 'groupTypes onPremisesProvisioningErrors resourceProvisioningOptions',
    eq: 'hasMembersWithLicenseErrors onPremisesSecurityIdentifier hideFromOutlookClients',
    'eq ne not in': 'id membershipRuleProcessingState onPremisesSyncEnabled securityEnabled',
    'eq ne not': 'isAssignableToRole mailEnabled',
    'eq not ge le startswith': 'proxyAddresses',
    'eq ne not startswith': 'uniqueName',
  },
  application: {
    'eq ne not in': 'appId id',
    'eq ne not ge le in startswith': 'displayName',
    'eq ne not ge le in': 'createdDateTime',
    'eq not ge le startswith': 'identifierUris',
    'eq ne not': 'signInAudience',
  },
  servicePrincipal: {
    'eq ne not in': 'appId id accountEnabled servicePrincipalType',
    'eq ne not ge le in startswith': 'displayName',
    'eq not ge le startswith': 'servicePrincipalNames',
    'eq ne not': 'appOwnerOrganizationId',
  },
  appRoleAssignment: {},
} as const

type Operators = ReadonlyMap<string, ReadonlySet<string>>

const parse = (rows: Readonly<Record<string, string>>): Operators =>
  new Map(
    Object.entries(rows).flatMap(([allowed, properties]) =>
      properties.split(' ').map((property) => [property, new Set(allowed.split(' '))] as const),
    ),
  )

export type Filterable = keyof typeof operators

export const operatorsOf: Readonly<Record<Filterable, Operators>> = {
  user: parse(operators.user),
  group: parse(operators.group),
  application: parse(operators.application),
  servicePrincipal: parse(operators.servicePrincipal),
  appRoleAssignment: parse(operators.appRoleAssignment),
}
