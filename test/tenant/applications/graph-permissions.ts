/** Microsoft Graph's application id, the same in every tenant. */
export const graphAppId = '00000003-0000-0000-c000-000000000000'

export interface GraphPermission {
  readonly id: string
  readonly value: string
  readonly displayName: string
}

const table = (text: string): readonly GraphPermission[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', value = '', ...words] = line.trim().split(' ')
      return { id, value, displayName: words.join(' ') }
    })

/** Graph's application roles that anything here asks for. Source: Microsoft's published list of Graph permissions. */
export const graphRoles = table(`
  df021288-bdef-4463-88db-98f22de89214 User.Read.All Read all users' full profiles
  741f803b-c850-494e-b5df-cde7c675a1ca User.ReadWrite.All Read and write all users' full profiles
  97235f07-e226-4f63-ace3-39588e11d3a1 User.ReadBasic.All Read all users' basic profiles
  5b567255-7703-4780-807c-7be8301ae99b Group.Read.All Read all groups
  62a82d76-70ea-41e2-9197-370581804d09 Group.ReadWrite.All Read and write all groups
  07d67222-3a10-4d3b-9ddc-b8aa43198a00 Group.ReadBasic.All Read basic properties of all groups
  98830695-27a2-44f7-8c18-0c3ebc9698f6 GroupMember.Read.All Read all group memberships
  dbaae8cf-10b5-4b86-a4a1-f871c94c6695 GroupMember.ReadWrite.All Read and write all group memberships
  8222c640-cae5-4860-8d11-b32cfad95e03 GroupMember.ReadBasic.All Read basic properties of all group memberships
  658aa5d8-239f-45c4-aa12-864f4fc7e490 Member.Read.Hidden Read all hidden memberships
  810c84a8-4a9e-49e6-bf7d-12d183f40d01 Mail.Read Read mail in all mailboxes
  693c5e45-0940-467d-9b8a-1022fb9d42ef Mail.ReadBasic.All Read basic mail in all mailboxes
  089fe4d0-434a-44c5-8827-41ba8a0b17f5 Contacts.Read Read contacts in all mailboxes
  40f97065-369a-49f4-947c-6a255697ae91 MailboxSettings.Read Read all user mailbox settings
  9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30 Application.Read.All Read all applications
  18a4783c-866b-4cc7-a460-3d5e5662c884 Application.ReadWrite.OwnedBy Manage apps that this app creates or owns
  1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9 Application.ReadWrite.All Read and write all applications
  06b708a9-e830-4db3-a914-8e69da51d44f AppRoleAssignment.ReadWrite.All Manage app permission grants and app role assignments
  7ab1d382-f21e-4acd-a863-ba3e13f7da61 Directory.Read.All Read directory data
  19dbc75e-c2e2-444c-a770-ec69d8559fc7 Directory.ReadWrite.All Read and write directory data
  498476ce-e0fe-48b0-b801-37ba7e2685c6 Organization.Read.All Read organization information
  292d869f-3427-49a8-9dab-8c70152b74e9 Organization.ReadWrite.All Read and write organization information
  b0afded3-3588-46d8-8b3d-9842eff778da AuditLog.Read.All Read all audit log data
  e1a88a34-94c4-4418-be12-c87b00e26bea OrgContact.Read.All Read organizational contacts
  7438b122-aefc-4978-80ed-43db9fcc7715 Device.Read.All Read all devices
  dbb9058a-0e50-45d7-ae91-66909b5d4664 Domain.Read.All Read domains
`)

/** Graph's delegated permissions. Source: the same list. */
export const graphScopes = table(`
  e1fe6dd8-ba31-4d61-89e7-88639da4683d User.Read Sign in and read user profile
  a154be20-db9c-4678-8ab7-66f6cc099a59 User.Read.All Read all users' full profiles
  5f8c59db-677d-491f-a6b8-5f174b11ec1d Group.Read.All Read all groups
  4e46008b-f24c-477d-8fff-7bb4ec7aafe0 Group.ReadWrite.All Read and write all groups
  bc024368-1153-4739-b217-4326f2e966d0 GroupMember.Read.All Read group memberships
  570282fd-fa5c-430d-a7fd-fc8dc98a9dca Mail.Read Read your mail
  c79f8feb-a9db-4090-85f9-90d820caa0eb Application.Read.All Read applications
  bdfbf15f-ee85-4955-8675-146e8e5296b5 Application.ReadWrite.All Read and write all applications
  84bccea3-f856-4a8a-967b-dbe0a3d53a64 AppRoleAssignment.ReadWrite.All Manage app permission grants and app role assignments
  41ce6ca6-6826-4807-84f1-1c82854f7ee5 DelegatedPermissionGrant.ReadWrite.All Manage all delegated permission grants
  0e263e50-5827-48a4-b97c-d940288653c7 Directory.AccessAsUser.All Access the directory as you
  06da0dbc-49e2-44d2-8312-53f166ab848a Directory.Read.All Read directory data
`)

/** Scopes that any user may consent to; all others want an administrator. */
export const userConsentScopes: ReadonlySet<string> = new Set(['User.Read', 'Mail.Read'])

const byValue = new Map(graphRoles.map((role) => [role.value, role]))
const byId = new Map(graphRoles.map((role) => [role.id, role]))

/** Throws RangeError for a role that this tenant's Graph does not have. */
export const roleNamed = (value: string): GraphPermission => {
  const role = byValue.get(value)
  if (role === undefined) throw new RangeError(`The simulated Graph has no application role '${value}'`)
  return role
}

export const roleWithId = (id: string): GraphPermission | null => byId.get(id.toLowerCase()) ?? null

export const scopeWithId = (id: string): GraphPermission | null =>
  graphScopes.find((scope) => scope.id === id.toLowerCase()) ?? null
