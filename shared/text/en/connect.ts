import type { Feature } from '../../domain/features.ts'
import type { SetupStep } from '../../domain/setup.ts'

interface FeatureWords {
  readonly name: string
  /** What stops without it. */
  readonly without: string
}

const features: Readonly<Record<Feature, FeatureWords>> = {
  usersAndGroups: { name: 'Users and groups', without: 'Nothing can be read; always included' },
  groupNotifications: { name: 'Change notifications for groups', without: 'Changes of groups wait for the schedule' },
  smimeFromMail: { name: 'S/MIME certificates from signed mail', without: 'Certificates are not available from mail' },
  expiryFromEntra: { name: 'Expiry of secrets, read from Entra', without: 'The expiry is entered by hand' },
}

const steps: Readonly<Record<SetupStep, string>> = {
  keyPair: 'Make key and certificate on this computer',
  application: 'Create the app registration',
  certificate: 'Register the certificate',
  principal: 'Create the service principal',
  grants: 'Grant the permissions',
  replication: 'Wait until Microsoft’s servers agree',
  signIn: 'Sign in as the application and read the tenant',
  forget: 'Forget the administrator’s sign-in',
}

export const connect = {
  title: 'Connect with Microsoft',
  stages: { choose: 'What Tenantry may read', review: 'Look it over', setup: 'Set up', done: 'Connected' },
  lead: 'Tenantry makes an app registration of its own in your tenant. You sign in once in the browser as an administrator; Tenantry never sees your password and forgets the sign-in afterwards.',
  features,
  columns: { feature: 'Feature', permission: 'Permission', without: 'Without it' },
  options: 'Certificate and cloud',
  keyBits: 'Key size',
  bits: ({ bits }: { readonly bits: string }) => `RSA ${bits}`,
  months: 'Validity',
  validity: ({ months }: { readonly months: string }) => `${months} months`,
  cloud: 'Cloud',
  bootstrap: ({ name }: { readonly name: string }) =>
    `The browser shows “${name}”, a public client of Microsoft that is known in every tenant. Some tenants block it; then use an app registration of your own.`,
  signIn: 'Open browser and sign in',
  waiting: 'Waiting for the sign-in in the browser, five minutes at most',
  cancel: 'Cancel',
  own: 'I have an app registration',
  refused: 'The sign-in did not succeed',
  who: 'Signed in',
  tenant: 'Tenant',
  makes: 'Will be created',
  makesWhat: ({ name }: { readonly name: string }) => `App registration “${name}” with a certificate made here`,
  grants: 'Will be granted',
  mayNot: 'This account may not grant permissions',
  mayNotWhy:
    'Setting up would stop at the permissions. Sign in as Global Administrator or Privileged Role Administrator.',
  create: 'Create and connect',
  other: 'Sign in as somebody else',
  steps,
  attempt: ({ attempt, at }: { readonly attempt: string; readonly at: string | undefined }) =>
    at === undefined ? `try ${attempt}` : `try ${attempt}, the next at ${at}`,
  running: 'Setting up',
  stop: 'Stop',
  stopped: 'Setting up stopped',
  stoppedWhy: 'What was made so far is kept, and goes on from there.',
  made: 'Exists already',
  nothingMade: 'Nothing yet',
  goOn: 'Go on',
  remove: 'Remove what was made',
  removeSigned: 'Sign in and remove what was made',
  goOnSigned: 'Sign in and go on',
  notDone: 'It was not done',
  done: ({ tenant }: { readonly tenant: string }) => `${tenant} is connected`,
  doneWhy: 'The first sync starts by itself. Tenantry signs in with its own certificate from now on.',
  overview: 'Open overview',
  failed: 'The set-up could not be read',
}

export type ConnectText = typeof connect
