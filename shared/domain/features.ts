/** What an administrator can switch on, in the order in which it is shown. */
export const features = ['usersAndGroups', 'groupNotifications', 'smimeFromMail', 'expiryFromEntra'] as const
export type Feature = (typeof features)[number]

/** The application roles of Microsoft Graph that a feature needs, by name. Source: "Microsoft Graph permissions reference". */
export const featureRoles: Readonly<Record<Feature, readonly string[]>> = {
  usersAndGroups: ['User.Read.All', 'GroupMember.Read.All'],
  groupNotifications: ['Group.Read.All'],
  smimeFromMail: ['Mail.Read'],
  expiryFromEntra: ['Application.Read.All'],
}

/** Without it there is nothing to show, so it cannot be left out. */
export const alwaysOn: Feature = 'usersAndGroups'

/** Exactly the roles that the chosen features need, each once, in a fixed order. */
export const rolesFor = (chosen: readonly Feature[]): string[] => {
  const wanted = features.filter((feature) => feature === alwaysOn || chosen.includes(feature))
  return [...new Set(wanted.flatMap((feature) => featureRoles[feature]))]
}

/** Wider roles that give what a narrower one gives. */
const wider: Readonly<Record<string, readonly string[]>> = {
  'User.Read.All': ['User.ReadWrite.All', 'Directory.Read.All'],
  'GroupMember.Read.All': ['Group.Read.All', 'Directory.Read.All'],
  'Group.Read.All': ['Group.ReadWrite.All', 'Directory.Read.All'],
  'Mail.Read': ['Mail.ReadWrite'],
  'Application.Read.All': ['Application.ReadWrite.All', 'Directory.Read.All'],
}

/** Roles of a feature that none of the granted ones gives; empty when it works. */
export const missingFor = (feature: Feature, granted: readonly string[]): string[] =>
  featureRoles[feature].filter((role) => ![role, ...(wider[role] ?? [])].some((one) => granted.includes(one)))

/** What works with the granted roles. */
export const featuresWith = (granted: readonly string[]): Feature[] =>
  features.filter((feature) => missingFor(feature, granted).length === 0)
