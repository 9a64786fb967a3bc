/**
 * A licensed user with a mail address, as Graph v1.0 describes it. Names and limits: Microsoft Graph's user resource.
 * A value that Entra does not hold is null, never an empty string; `businessPhones` is a collection and may be empty.
 */
export interface User {
  readonly id: string
  readonly displayName: string | null
  readonly mail: string
  readonly userPrincipalName: string
  readonly mobilePhone: string | null
  readonly jobTitle: string | null
  readonly department: string | null
  readonly officeLocation: string | null
  readonly companyName: string | null
  readonly city: string | null
  readonly country: string | null
  readonly postalCode: string | null
  readonly streetAddress: string | null
  readonly businessPhones: readonly string[]
  readonly accountEnabled: boolean
  readonly userType: string | null
  /** skuId of each assigned licence. */
  readonly assignedLicenses: readonly string[]
}

/** The 13 attributes that templates may use: the placeholder's name and Graph's, in the order they are shown. */
export const userAttributes = [
  { placeholder: 'display_name', property: 'displayName' },
  { placeholder: 'mail', property: 'mail' },
  { placeholder: 'upn', property: 'userPrincipalName' },
  { placeholder: 'mobile', property: 'mobilePhone' },
  { placeholder: 'job_title', property: 'jobTitle' },
  { placeholder: 'department', property: 'department' },
  { placeholder: 'office_location', property: 'officeLocation' },
  { placeholder: 'company_name', property: 'companyName' },
  { placeholder: 'city', property: 'city' },
  { placeholder: 'country', property: 'country' },
  { placeholder: 'postal_code', property: 'postalCode' },
  { placeholder: 'street_address', property: 'streetAddress' },
  { placeholder: 'business_phone', property: 'businessPhones' },
] as const

/** What the pages show, sort and filter by. */
export const shownProperties = [
  ...userAttributes.map(({ property }) => property),
  'accountEnabled',
  'userType',
] as const

/** What is read of a user, kept and compared, besides the id. */
export const keptProperties = [...shownProperties, 'assignedLicenses'] as const
