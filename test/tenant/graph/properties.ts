/** Property names of Microsoft Graph v1.0's entity types, from its published metadata. `[]` marks a collection, which is empty rather than null. */
const lists = {
  user: [
    'id deletedDateTime aboutMe accountEnabled ageGroup assignedLicenses[] assignedPlans[]',
    'authorizationInfo birthday businessPhones[] city companyName consentProvidedForMinor country',
    'createdDateTime creationType customSecurityAttributes department deviceEnrollmentLimit displayName',
    'employeeHireDate employeeId employeeLeaveDateTime employeeOrgData employeeType externalUserState',
    'externalUserStateChangeDateTime faxNumber givenName hireDate identities[] identityParentId',
    'imAddresses[] interests[] isManagementRestricted isResourceAccount jobTitle',
    'lastPasswordChangeDateTime legalAgeGroupClassification licenseAssignmentStates[] mail',
    'mailboxSettings mailNickname mobilePhone mySite officeLocation onPremisesDistinguishedName',
    'onPremisesDomainName onPremisesExtensionAttributes onPremisesImmutableId onPremisesLastSyncDateTime',
    'onPremisesProvisioningErrors[] onPremisesSamAccountName onPremisesSecurityIdentifier',
    'onPremisesSyncEnabled onPremisesUserPrincipalName otherMails[] passwordPolicies passwordProfile',
    'pastProjects[] postalCode preferredDataLocation preferredLanguage preferredName print',
    'provisionedPlans[] proxyAddresses[] responsibilities[] schools[] securityIdentifier',
    'serviceProvisioningErrors[] showInAddressList signInActivity signInSessionsValidFromDateTime',
    'skills[] state streetAddress surname usageLocation userPrincipalName userType',
  ],
  group: [
    'id deletedDateTime accessType allowExternalSenders assignedLabels[] assignedLicenses[]',
    'autoSubscribeNewMembers classification createdDateTime description displayName expirationDateTime',
    'groupTypes[] hasMembersWithLicenseErrors hideFromAddressLists hideFromOutlookClients infoCatalogs[]',
    'isArchived isAssignableToRole isFavorite isManagementRestricted isSubscribedByMail',
    'licenseProcessingState mail mailEnabled mailNickname membershipRule membershipRuleProcessingState',
    'onPremisesDomainName onPremisesExtensionAttributes onPremisesLastSyncDateTime onPremisesNetBiosName',
    'onPremisesProvisioningErrors[] onPremisesSamAccountName onPremisesSecurityIdentifier',
    'onPremisesSyncEnabled organizationId preferredDataLocation preferredLanguage proxyAddresses[]',
    'renewedDateTime resourceBehaviorOptions[] resourceProvisioningOptions[] securityEnabled',
    'securityIdentifier serviceProvisioningErrors[] theme uniqueName unseenConversationsCount unseenCount',
    'unseenMessagesCount visibility welcomeMessageEnabled',
  ],
  device: [
    'id deletedDateTime accountEnabled alternativeSecurityIds[] approximateLastSignInDateTime',
    'complianceExpirationDateTime deviceCategory deviceId deviceMetadata deviceOwnership deviceVersion',
    'displayName enrollmentProfileName enrollmentType isCompliant isManaged isManagementRestricted',
    'isRooted managementType manufacturer mdmAppId model onPremisesLastSyncDateTime',
    'onPremisesSecurityIdentifier onPremisesSyncEnabled operatingSystem operatingSystemVersion',
    'physicalIds[] profileType registrationDateTime systemLabels[] trustType',
  ],
  orgContact: [
    'id deletedDateTime addresses[] companyName department displayName givenName jobTitle mail',
    'mailNickname onPremisesLastSyncDateTime onPremisesProvisioningErrors[] onPremisesSyncEnabled',
    'phones[] proxyAddresses[] serviceProvisioningErrors[] surname',
  ],
  servicePrincipal: [
    'id deletedDateTime accountEnabled addIns[] alternativeNames[] appDescription appDisplayName appId',
    'applicationTemplateId appOwnerOrganizationId appRoleAssignmentRequired appRoles[] createdByAppId',
    'customSecurityAttributes description disabledByMicrosoftStatus displayName homepage info isDisabled',
    'keyCredentials[] loginUrl logoutUrl notes notificationEmailAddresses[] oauth2PermissionScopes[]',
    'passwordCredentials[] preferredSingleSignOnMode preferredTokenSigningKeyThumbprint replyUrls[]',
    'resourceSpecificApplicationPermissions[] samlSingleSignOnSettings servicePrincipalNames[]',
    'servicePrincipalType signInAudience tags[] tokenEncryptionKeyId verifiedPublisher',
  ],
  application: [
    'id deletedDateTime addIns[] api appId applicationTemplateId appRoles[] authenticationBehaviors',
    'certification createdByAppId createdDateTime defaultRedirectUri description disabledByMicrosoftStatus',
    'displayName groupMembershipClaims identifierUris[] info isDeviceOnlyAuthSupported isDisabled',
    'isFallbackPublicClient keyCredentials[] logo managerApplications[] nativeAuthenticationApisEnabled',
    'notes oauth2RequirePostResponse optionalClaims parentalControlSettings passwordCredentials[]',
    'publicClient publisherDomain requestSignatureVerification requiredResourceAccess[] samlMetadataUrl',
    'serviceManagementReference servicePrincipalLockConfiguration signInAudience spa tags[]',
    'tokenEncryptionKeyId uniqueName verifiedPublisher web',
  ],
  appRoleAssignment: [
    'id deletedDateTime appRoleId createdDateTime principalDisplayName principalId principalType',
    'resourceDisplayName resourceId',
  ],
  organization: [
    'id deletedDateTime assignedPlans[] businessPhones[] city country countryLetterCode createdDateTime',
    'defaultUsageLocation displayName marketingNotificationEmails[] mobileDeviceManagementAuthority',
    'onPremisesLastSyncDateTime onPremisesSyncEnabled partnerTenantType postalCode preferredLanguage',
    'privacyProfile provisionedPlans[] securityComplianceNotificationMails[]',
    'securityComplianceNotificationPhones[] state street technicalNotificationMails[] tenantType',
    'verifiedDomains[]',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type EntityType = keyof typeof lists

export interface Property {
  readonly name: string
  readonly collection: boolean
}

const parse = (lines: readonly string[]): ReadonlyMap<string, Property> =>
  new Map(
    lines
      .flatMap((line) => line.split(' '))
      .map((word) => {
        const name = word.replace('[]', '')
        return [name, { name, collection: word.endsWith('[]') }] as const
      }),
  )

export const propertiesOf: Readonly<Record<EntityType, ReadonlyMap<string, Property>>> = {
  user: parse(lists.user),
  group: parse(lists.group),
  device: parse(lists.device),
  orgContact: parse(lists.orgContact),
  servicePrincipal: parse(lists.servicePrincipal),
  organization: parse(lists.organization),
  application: parse(lists.application),
  appRoleAssignment: parse(lists.appRoleAssignment),
}

/** Kept outside the directory's store: readable for one user, 501 in a list or delta. Source: Graph's page "List users". */
export const notInLists: ReadonlySet<string> = new Set(
  'aboutMe birthday hireDate interests mailboxSettings mySite pastProjects preferredName responsibilities schools skills'.split(
    ' ',
  ),
)

/** What comes without `$select`. Source: the same page and the group resource. */
export const defaultProperties: Readonly<Record<'user' | 'group', readonly string[]>> = {
  user: 'businessPhones displayName givenName jobTitle mail mobilePhone officeLocation preferredLanguage surname userPrincipalName id'.split(
    ' ',
  ),
  group:
    'id deletedDateTime classification createdDateTime description displayName expirationDateTime groupTypes isAssignableToRole mail mailEnabled mailNickname membershipRule membershipRuleProcessingState onPremisesLastSyncDateTime onPremisesSamAccountName onPremisesSyncEnabled preferredLanguage proxyAddresses renewedDateTime securityEnabled uniqueName visibility'.split(
      ' ',
    ),
}

/** Collections of binaries that some tenants' Graph has of users; no metadata names them. */
export const certificateProperties: ReadonlySet<string> = new Set(['userCertificate', 'userSMIMECertificate'])

/** What User.ReadBasic.All shows; the rest is null. Source: Graph's permissions reference. */
export const basicUserProperties: ReadonlySet<string> = new Set(
  'id displayName givenName surname mail userPrincipalName userType businessPhones'.split(' '),
)
