import type { Feature } from '../../domain/features.ts'
import type { SetupStep } from '../../domain/setup.ts'

interface FeatureWords {
  readonly name: string
  /** What the permission allows, in plain words. */
  readonly allows: string
  /** What stops without it. */
  readonly without: string
}

const features: Readonly<Record<Feature, FeatureWords>> = {
  usersAndGroups: {
    name: 'Users and groups',
    allows: 'Reads every profile and who is in which group. Changes nothing.',
    without: 'Nothing can be read, so it is always included.',
  },
  groupNotifications: {
    name: 'Change notifications for groups',
    allows: 'Reads every group, its conversations and files included. Changes nothing.',
    without: 'Changes of groups wait for the schedule.',
  },
  smimeFromMail: {
    name: 'S/MIME certificates from signed mail',
    allows: 'Reads the mail in every mailbox of the tenant. Exchange can limit it to chosen mailboxes.',
    without: 'No certificates are found in mail.',
  },
  expiryFromEntra: {
    name: 'Expiry of secrets, read from Entra',
    allows: 'Reads every app registration and when its secrets end, never the secrets.',
    without: 'The expiry of a secret is typed in by hand.',
  },
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
  titleAnother: 'Connect another tenant',
  another: ({ tenant }: { readonly tenant: string }) => `${tenant} stays connected`,
  anotherWhy:
    'A tenant that you set up here comes beside it, and is shown once it has signed in. Cancel leaves everything as it is.',
  fromSettings: 'No tenant is connected',
  fromSettingsWhy:
    'The wizard leads through it step by step: it makes the app registration, or takes one that exists. Whoever has all values at hand enters them below.',
  step: ({ step, of }: { readonly step: string; readonly of: string }) => `step ${step} of ${of}`,
  stepsLabel: 'Steps',
  states: { done: 'done', now: 'now', todo: 'to come' },
  stages: {
    choose: 'Choose a way',
    signIn: 'Sign in',
    review: 'Review permissions',
    setup: 'Set up',
    registration: 'Registration',
    consent: 'Consent',
    credential: 'Credential and test',
    done: 'Done',
  },
  back: 'Back',
  cancel: 'Cancel',
  next: 'Next',
  ways: {
    label: 'Way',
    create: 'Create the registration for me (recommended)',
    createWhy:
      'One sign-in as administrator, in your browser. Tenantry makes the app registration and a certificate on this computer, and grants only what you choose. It never sees your password, and forgets the sign-in afterwards.',
    own: 'I have an app registration',
    ownWhy: 'You need its client id. You give consent in the browser; then you add a certificate or a client secret.',
  },
  need: 'You need',
  needWhat: 'Global Administrator or Privileged Role Administrator',
  takes: 'Takes',
  takesWhat: { create: 'about 2 minutes', own: 'about 5 minutes, with the portal open beside it' },
  changes: 'Changes in Entra',
  changesWhat: {
    create: 'one app registration, one enterprise application',
    own: 'consent for the registration; nothing else',
  },
  advanced: 'Advanced: cloud and sign-in client',
  cloud: 'Cloud',
  bootstrap: {
    label: 'Sign-in client',
    usual: ({ name }: { readonly name: string }) => `${name} (default)`,
    own: 'Another client',
    clientId: 'Client id of the sign-in client',
    use: 'Use this client',
    used: 'Used from now on',
    /** A client of Microsoft's own. */
    known: ({ name }: { readonly name: string }) =>
      `The browser shows “${name}”, a public client of Microsoft that every tenant knows. Microsoft does not document its use by other programs, and some tenants block it; then enter a client of your own under Advanced, or use an app registration of your own.`,
    custom: ({ client, redirect, scopes }: Readonly<Record<'client' | 'redirect' | 'scopes', string>>) =>
      `The browser shows the name of your own client ${client}. It has to be a public client with ${redirect} under Mobile and desktop applications and the delegated permissions ${scopes}; the administrator who signs in consents to them.`,
  },
  features,
  columns: { feature: 'For', permission: 'Permission', allows: 'What it allows', without: 'Without it' },
  permissions: 'Permissions',
  certificate: 'Certificate: key size and validity',
  keyBits: 'Key size',
  bits: ({ bits }: { readonly bits: string }) => `RSA ${bits}`,
  months: 'Validity',
  validity: ({ months }: { readonly months: string }) => `${months} months`,
  signIn: 'Open browser and sign in',
  waiting: 'Waiting for the sign-in in the browser, five minutes at most',
  stopWaiting: 'Stop waiting',
  refused: 'The sign-in did not succeed',
  granted: ({ count, tenant }: { readonly count: string; readonly tenant: string }) =>
    `${count} permissions will be granted for ${tenant}`,
  grantedWhy: ({ user }: { readonly user: string }) =>
    `Signed in as ${user}. You can take any of them back in Entra at any time.`,
  makes: ({ name }: { readonly name: string }) =>
    `An app registration “${name}” will be created, with a certificate made on this computer.`,
  mayNot: 'This account may not grant permissions',
  mayNotWhy:
    'Setting up would stop at the permissions. Sign in as Global Administrator or Privileged Role Administrator.',
  create: 'Grant and set up',
  other: 'Sign in as somebody else',
  stepColumn: 'Step',
  stateColumn: 'State',
  steps,
  stepStates: { ok: 'Done', run: 'Under way', wait: 'Waiting', error: 'Failed', now: 'Next', todo: 'To come' },
  key: ({ bits, until }: { readonly bits: string; readonly until: string }) => `RSA ${bits}, valid to ${until}`,
  attempt: ({ attempt, at }: { readonly attempt: string; readonly at: string | undefined }) =>
    at === undefined ? `try ${attempt}` : `try ${attempt}, the next at ${at}`,
  progress: ({ step, of, name }: Readonly<Record<'step' | 'of' | 'name', string>>) => `Step ${step} of ${of}: ${name}`,
  leave: 'This page can be left; setting up goes on.',
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
  doneWhy: 'The first sync has started by itself. You can leave this page.',
  synced: ({ users, groups }: { readonly users: string; readonly groups: string }) =>
    `The first sync is complete: ${users} users, ${groups} groups.`,
  tested: 'Passed: signed in, and read the tenant’s name, a user and a group',
  notGranted: ({ roles }: { readonly roles: string }) => `${roles} is not granted`,
  notGrantedWhy: 'Grant it in the portal, then test the connection again in Settings.',
  expiryAsked: 'Not known; enter the day in Settings',
  filled: 'What was filled in',
  fields: {
    tenantId: 'Tenant id',
    clientId: 'Client id',
    scope: 'Scope',
    mode: 'Auth mode',
    key: 'Private key',
    expires: 'Expires',
    test: 'Test',
    roles: 'Granted',
  },
  modes: {
    certificate: ({ mark, until }: { readonly mark: string; readonly until: string }) =>
      `Certificate ${mark}, valid to ${until}`,
    secret: ({ mark }: { readonly mark: string }) => `Client secret ${mark}`,
  },
  secret: 'Client secret',
  keptWhere: 'In the system keychain of this computer',
  overview: 'Show overview',
  connectAnother: 'Connect another tenant',
  failed: 'The set-up could not be read',
}

export type ConnectText = typeof connect
