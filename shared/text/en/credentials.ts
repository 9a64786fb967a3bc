export const credentials = {
  title: 'Credentials',
  note: 'one signs in; one of each kind can be kept',
  addCertificate: 'Add certificate…',
  addSecret: 'Add secret…',
  failed: 'The credentials could not be read',
  refused: 'Nothing was changed',
  columns: { mode: 'Mode', state: 'State', worth: 'Security', expires: 'Expires' },
  kinds: { certificate: 'Certificate', secret: 'Client secret' },
  active: 'Signing in with this now',
  pending: 'New, on its way in',
  kept: 'Kept, not used',
  absent: 'Not kept',
  worth: {
    certificate: 'High; renews with an overlap. Recommended',
    secret: 'Lower; can be copied, renewed by hand. Legacy',
  },
  unknownEnd: 'Not known',
  from: { certificate: 'from the certificate', entra: 'read from Entra', typed: 'entered by hand' },
  use: 'Use this',
  renew: 'Renew…',
  more: ({ name }: { readonly name: string }) => `More for ${name}`,
  exportCer: 'Export as .cer…',
  exportPem: 'Export as .pem…',
  readExpiry: 'Read expiry from Entra',
  typeExpiry: 'Enter expiry…',
  remove: 'Remove',
  exported: ({ name }: { readonly name: string }) => `${name} was written. It holds the public part only.`,
  used: ({ name }: { readonly name: string }) => `${name} signs in from now on. The other one stays beside it.`,
  removed: ({ name }: { readonly name: string }) =>
    `${name} was removed from this computer. In Entra it stays until somebody deletes it there.`,
  expiry: {
    label: 'Expires on',
    hint: 'As Entra shows it under Certificates & secrets.',
    save: 'Save',
    cancel: 'Cancel',
    wrong: 'Enter a day.',
    kept: 'The expiry was saved',
    read: 'The expiry was read from Entra',
    several: ({ days }: { readonly days: string }) =>
      `Entra holds several secrets with this beginning. They end on ${days}. Enter the right one.`,
    notHere: 'Entra holds no secret with this beginning. Look at the registration, and enter the day by hand.',
    notPermitted:
      'Entra does not let this application read it: Application.Read.All is not granted. Enter the day by hand.',
  },
  rotation: {
    title: 'Renew the certificate',
    lead: 'A new one is made here and added to the registration beside the old one. Only when it signs in does it take over.',
    start: 'Make it and switch',
    cancelForm: 'Cancel',
    steps: {
      made: 'Made on this computer',
      added: 'Added to the app registration',
      switched: 'Signs in with the new one',
      removed: 'Old one removed',
    },
    of: ({ next, former }: { readonly next: string; readonly former: string }) => `${next} in place of ${former}`,
    attempt: ({ attempt, at }: { readonly attempt: string; readonly at: string | undefined }) =>
      at === undefined ? `attempt ${attempt}` : `attempt ${attempt} was too early, next at ${at}`,
    cancel: 'Stop',
    stopped: 'It stopped here. The old one goes on signing in.',
    goOn: 'Go on',
    abandon: 'Give the new one up',
    abandonSwitched: 'Back to the old one',
    uploadTitle: 'The certificate has to be uploaded by hand',
    uploadSteps:
      'Export it as .cer, open Certificates & secrets of the registration, choose Upload certificate, then go on here.',
    uploaded: 'It is uploaded, go on',
    openCredentials: 'Certificates & secrets in Entra',
    waiting: 'Both are valid now. Remove the old one when every place that shares it has changed.',
    finish: 'Remove the old one',
    left: ({ count, names }: { readonly count: number; readonly names: string }) =>
      count === 1 ? `${names} is still in the app registration` : `${names} are still in the app registration`,
    leftWhy: ({ count }: { readonly count: number }): string =>
      count === 1
        ? 'It is no longer kept on this computer, but whoever has a copy of its key can sign in with it.'
        : 'They are no longer kept on this computer, but whoever has a copy of a key can sign in with it.',
    removeLeft: 'Remove from the registration',
    leave: 'Leave as it is',
    done: ({ name }: { readonly name: string }) => `${name} was removed, from the registration and from this computer.`,
    gone: ({ name }: { readonly name: string }) => `${name} was removed from this computer`,
    byHand: ({ name }: { readonly name: string }) =>
      `It could not be taken out of the app registration. Open Certificates & secrets there and delete ${name}.`,
  },
}

export type CredentialsText = typeof credentials
