/** Directory objects as Graph v1.0 names their properties. A property that is absent here is null (or an empty collection) in Graph's answer. */

export interface License {
  readonly disabledPlans: readonly string[]
  readonly skuId: string
}

export interface UserRecord {
  readonly id: string
  readonly accountEnabled: boolean
  readonly assignedLicenses: readonly License[]
  readonly businessPhones: readonly string[]
  readonly city: string | null
  readonly companyName: string | null
  readonly country: string | null
  readonly createdDateTime: string
  readonly department: string | null
  readonly displayName: string
  readonly employeeId: string | null
  readonly givenName: string | null
  readonly jobTitle: string | null
  readonly mail: string | null
  readonly mailNickname: string
  readonly mobilePhone: string | null
  readonly officeLocation: string | null
  readonly onPremisesSyncEnabled: boolean | null
  readonly otherMails: readonly string[]
  readonly postalCode: string | null
  readonly preferredLanguage: string | null
  readonly proxyAddresses: readonly string[]
  readonly streetAddress: string | null
  readonly surname: string | null
  readonly usageLocation: string | null
  readonly userPrincipalName: string
  readonly userType: 'Member' | 'Guest'
}

export interface GroupRecord {
  readonly id: string
  readonly createdDateTime: string
  readonly description: string | null
  readonly displayName: string
  readonly groupTypes: readonly string[]
  readonly isAssignableToRole: boolean | null
  readonly mail: string | null
  readonly mailEnabled: boolean
  readonly mailNickname: string
  readonly membershipRule: string | null
  readonly membershipRuleProcessingState: string | null
  readonly onPremisesSyncEnabled: boolean | null
  readonly proxyAddresses: readonly string[]
  readonly renewedDateTime: string
  readonly securityEnabled: boolean
  readonly visibility: string | null
}

/** A member that is neither user nor group. */
export interface OtherRecord {
  readonly id: string
  readonly displayName: string
  readonly [property: string]: unknown
}

export type AnyRecord = UserRecord | GroupRecord | OtherRecord

/** Security or Microsoft 365: what is synchronised. The rest are distribution lists. */
export const qualifies = (group: Pick<GroupRecord, 'groupTypes' | 'securityEnabled'>): boolean =>
  group.securityEnabled || group.groupTypes.includes('Unified')
