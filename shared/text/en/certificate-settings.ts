interface Named {
  readonly name: string
}

/** Settings, Certificate sources. */
export const certificateSettings = {
  noTenant: 'Where the certificates of a tenant are looked for is set here once it is connected.',
  connect: 'Connect a tenant',
  failed: 'The certificate settings could not be read',
  refused: 'The change was not kept',
  sources: {
    title: 'Sources',
    note: 'asked in this order; a source is left out once one before it has delivered',
    columns: { source: 'Source', state: 'State', what: 'What it asks' },
    what: {
      profile: 'Microsoft Graph, for the attributes userSMIMECertificate and userCertificate of the user',
      signedMail: 'Microsoft Graph, for the newest signed messages in the user’s Sent Items; needs Mail.Read',
      ldap: 'The server below, for the same attributes of the user’s entry',
    },
    on: 'On',
    off: 'Off',
    switch: ({ name }: Named) => `Ask ${name}`,
    up: ({ name }: Named) => `Move ${name} up`,
    down: ({ name }: Named) => `Move ${name} down`,
    moved: ({ name, place }: Named & { readonly place: string }) => `${name} is now number ${place}`,
  },
  scan: {
    title: 'Signed mail',
    label: 'Messages to scan',
    hint: 'Where Microsoft does not find signed messages by their class, so many of the newest in Sent Items are looked at. 0 to 200; 0 leaves it out.',
    problem: 'A whole number from 0 to 200.',
    save: 'Keep',
  },
  ldap: {
    title: 'LDAP server',
    note: 'your own Active Directory; off until it is switched on above',
    url: 'Address',
    urlHint: 'ldaps://host or ldaps://host:636. Only encrypted connections are made.',
    urlProblem: 'An address that begins with ldaps://.',
    baseDn: 'Search base',
    baseDnHint: 'As in DC=example,DC=com.',
    bindDn: 'Signs in as',
    bindDnHint: 'The name of an account that may read. Left empty, nobody signs in.',
    password: 'Password',
    passwordKept: 'A password is in the keychain. Left empty, it stays.',
    passwordNone: 'It goes to the operating system’s keychain.',
    remove: 'Remove the password',
    removed: 'The password is gone from the keychain',
    save: 'Keep the server',
    saved: 'The server is kept',
  },
  revocation: {
    title: 'Revocation',
    label: 'Ask whether a certificate is revoked',
    hint: 'Contacts the addresses that certificates themselves name (CRL and OCSP), over http or https, anywhere on the internet. Their operators see that somebody checks the certificate. Off, nothing of this happens.',
  },
  roots: {
    title: 'Trusted roots',
    note: 'beside those of the operating system',
    none: 'Only the operating system’s roots are trusted.',
    columns: { subject: 'Root', fingerprint: 'SHA-256', ends: 'Ends' },
    add: 'Add a root…',
    remove: 'Remove',
    removeOf: ({ name }: Named) => `Remove ${name}`,
    removeTitle: ({ name }: Named) => `Trust ${name} no longer?`,
    removeWhy: 'Certificates that end at this root count as not trusted from the next lookup on. The audit records it.',
    keep: 'Keep it',
    added: 'The root is trusted now',
  },
}

export type CertificateSettingsText = typeof certificateSettings
