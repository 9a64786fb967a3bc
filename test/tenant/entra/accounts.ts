import { guid } from '../model/ids.ts'
import { hash } from '../model/random.ts'

/** Template ids of the directory roles, the same in every tenant. Source: Microsoft Entra, "built-in roles". */
const roleTemplates = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
} as const
type DirectoryRole = keyof typeof roleTemplates

const accountKeys = ['globalAdministrator', 'applicationAdministrator', 'user', 'stranger'] as const
type AccountKey = (typeof accountKeys)[number]

/** Somebody who can sign in. They are no users of the directory's lists, so that those keep their numbers. */
export interface Account {
  readonly key: AccountKey
  /** What the button on the sign-in page says. */
  readonly label: string
  readonly id: string
  readonly name: string
  readonly userPrincipalName: string
  readonly tenantId: string
  readonly role: DirectoryRole | null
}

/** Another tenant, known by little more than its administrator. */
export interface OtherTenant {
  readonly tenantId: string
  readonly displayName: string
  readonly domain: string
}

export const otherTenant = (seed: number): OtherTenant => ({
  tenantId: guid(hash(seed, 0x07e4), seed),
  displayName: 'Spedition Südwind OHG',
  domain: 'suedwind.example',
})

export const makeAccounts = (
  seed: number,
  own: Pick<OtherTenant, 'tenantId' | 'domain'>,
  other: OtherTenant,
): readonly Account[] => {
  const account = (
    key: AccountKey,
    label: string,
    name: string,
    role: DirectoryRole | null,
    home: Pick<OtherTenant, 'tenantId' | 'domain'> = own,
  ): Account => ({
    key,
    label,
    id: guid(hash(seed, 0xacc0, accountKeys.indexOf(key)), seed),
    name,
    userPrincipalName: `${name.toLowerCase().replace(' ', '.')}@${home.domain}`,
    tenantId: home.tenantId,
    role,
  })
  return [
    account('globalAdministrator', 'Global administrator', 'Gesa Adler', 'Global Administrator'),
    account('applicationAdministrator', 'Application administrator', 'Aylin Demir', 'Application Administrator'),
    account('user', 'Ordinary user', 'Otto Normal', null),
    account('stranger', 'Administrator of another tenant', 'Stefan Fremd', 'Global Administrator', other),
  ]
}

export const isAdministrator = ({ role }: Account): boolean => role === 'Global Administrator'

/** The claim `wids`. The last one stands for membership in the tenant. */
export const roleIdsOf = ({ role }: Account): readonly string[] => [
  ...(role === null ? [] : [roleTemplates[role]]),
  'b79fbf4d-3ef9-4689-8143-76b194e85509',
]
