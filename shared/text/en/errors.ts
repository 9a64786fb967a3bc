import type { ErrorCode } from '../../ipc/errors.ts'

/** What happened and why, then what to do. `{name}` is filled from the error's params. */
export interface ErrorText {
  readonly message: string
  readonly remedy?: string
}

export const errors: Readonly<Record<ErrorCode, ErrorText>> = {
  validation: {
    message: '{field} is not in the expected form: {problem}.',
    remedy: 'Correct the field and try again.',
  },
  route_not_found: {
    message: 'The window asked for something this version does not know ({route}).',
    remedy: 'Restart Tenantry. If it stays, install the newest version.',
  },
  forbidden_sender: {
    message: 'A request came from outside Tenantry’s own window and was refused.',
    remedy: 'Restart Tenantry.',
  },
  internal: {
    message: 'Tenantry met a fault of its own.',
    remedy: 'Try again. If it stays, send the reference and the log to support.',
  },
  cancelled: { message: 'Cancelled. Nothing was changed.' },
  not_found: {
    message: 'This {what} is not in the last snapshot.',
    remedy: 'It may have been removed by a sync. Search for it again.',
  },
  not_connected: { message: 'No tenant is connected.', remedy: 'Connect one under Settings, Integrations, Entra ID.' },
  connection_absent: {
    message: 'This connection is not in the list any more.',
    remedy: 'Choose another one, or connect the tenant again under Settings, Integrations, Entra ID.',
  },
  disconnected: {
    message: 'This tenant is disconnected, so nothing is asked of it.',
    remedy: 'Reconnect it under Settings, Integrations, Entra ID. What was synchronised stays readable.',
  },
  not_synchronised: { message: 'Nothing has been synchronised yet.', remedy: 'Start a sync.' },
  credential_unreadable: {
    message: 'This is neither a client secret nor a certificate with its key (PEM or PFX).',
    remedy: 'Paste the secret’s value, or choose a .pfx or .pem file that holds the certificate and the private key.',
  },
  credential_key_missing: {
    message: 'The certificate came without its private key.',
    remedy: 'Add the private key: one .pem file with both, or choose both files.',
  },
  credential_certificate_missing: {
    message: 'The private key came without its certificate.',
    remedy: 'Add the certificate: one .pem file with both, or choose both files.',
  },
  credential_mismatch: {
    message: 'The private key does not belong to the certificate {thumbprint}.',
    remedy: 'Choose the key that the certificate was made with.',
  },
  credential_passphrase_missing: { message: 'The private key is encrypted.', remedy: 'Enter its passphrase.' },
  credential_passphrase_wrong: {
    message: 'The passphrase does not open the private key.',
    remedy: 'Enter the passphrase that the key was encrypted with.',
  },
  credential_expired: {
    message: 'The certificate {thumbprint} expired on {notAfter}.',
    remedy: 'Make a new one, upload it to the app registration and choose it here.',
  },
  credential_not_yet_valid: {
    message: 'The certificate {thumbprint} is valid only from {notBefore}.',
    remedy: 'Check this computer’s clock, or choose another certificate.',
  },
  credential_key_unsupported: {
    message: 'Entra does not accept this key: {problem}.',
    remedy: 'Use an RSA key of 2,048 bits or more.',
  },
  file_unreadable: {
    message: 'The file {name} could not be read: {problem}.',
    remedy: 'Check that it exists, is smaller than 1 MB and may be read.',
  },
  tenant_not_found: {
    message: 'Entra knows no tenant {tenant} ({aadsts}).',
    remedy: 'Check the tenant id or domain, and the cloud.',
  },
  application_not_found: {
    message: 'The application {client} does not exist in this tenant ({aadsts}).',
    remedy: 'Check client id and tenant id. If both are right, an administrator of this tenant has not consented yet.',
  },
  application_disabled: {
    message: 'The application is disabled in this tenant ({aadsts}).',
    remedy: 'In the Entra admin center, open Enterprise applications and enable it for sign-in.',
  },
  secret_wrong: {
    message: 'Entra refused the client secret ({aadsts}).',
    remedy: 'Paste the secret’s value, not its id, and look for cut-off characters.',
  },
  secret_expired: {
    message: 'Entra refused the client secret because it has expired ({aadsts}).',
    remedy: 'Create a new secret in the app registration and enter it, or go over to a certificate.',
  },
  certificate_refused: {
    message: 'Entra does not accept this certificate for the application ({aadsts}).',
    remedy: 'Upload the public certificate to the app registration and compare the thumbprint {thumbprint}.',
  },
  clock_skew: {
    message:
      'Entra refused the sign-in because of its time: this computer’s clock is off by {seconds} seconds ({aadsts}).',
    remedy: 'Set the clock of this computer, then try again.',
  },
  consent_missing: {
    message: 'The application has no permission in this tenant ({aadsts}).',
    remedy: 'An administrator has to add the Graph permissions and grant consent.',
  },
  conditional_access: {
    message: 'A Conditional Access policy blocks the application ({aadsts}).',
    remedy: 'Ask for an exclusion of this application or sign in from a permitted network.',
  },
  wrong_cloud: {
    message: 'The tenant is in another Microsoft cloud ({aadsts}).',
    remedy: 'Choose the right cloud and try again.',
  },
  sign_in_refused: {
    message: 'Entra refused the sign-in ({aadsts}).',
    remedy: 'Look the code up with Microsoft; the correlation id is under Copy details.',
  },
  sign_in_unavailable: {
    message: 'Entra’s sign-in service does not answer properly at the moment (HTTP {status}).',
    remedy: 'Try again in a few minutes.',
  },
  browser_unavailable: {
    message: 'The browser could not be opened.',
    remedy: 'Set a default browser in the system’s settings and try again.',
  },
  loopback_unavailable: {
    message: 'This computer does not let Tenantry wait for the browser’s answer ({problem}).',
    remedy: 'Allow Tenantry to listen on localhost in the security software, then try again.',
  },
  browser_unanswered: {
    message: 'The browser gave no answer within {minutes} minutes.',
    remedy:
      'If the page asked for an administrator’s approval, sign in as Global Administrator or Privileged Role Administrator. If it named AADSTS50011, add {redirect} to the app registration under Mobile and desktop applications. Then try again.',
  },
  consent_declined: {
    message: 'Consent was declined in the browser ({aadsts}). Nothing was granted.',
    remedy: 'Start again and accept, or ask a Global Administrator or Privileged Role Administrator to do it.',
  },
  consent_other_tenant: {
    message: 'Consent was given in the tenant {tenant}, not in {expected}.',
    remedy:
      'Sign in with an account of the right tenant, in a private browser window if need be, or take the other tenant.',
  },
  wrong_account: {
    message: 'The account that signed in does not belong to this tenant ({aadsts}).',
    remedy: 'Sign in with an account of the tenant, in a private browser window if need be.',
  },
  bootstrap_refused: {
    message: 'The tenant does not let the sign-in client {client} set up app registrations ({aadsts}).',
    remedy: 'Enter another sign-in client under Advanced, or choose ‘I have an app registration’.',
  },
  admin_signed_out: {
    message: 'The administrator’s sign-in is over.',
    remedy: 'Sign in again. What was set up so far is kept, and goes on from there.',
  },
  admin_role_missing: {
    message: 'The account that signed in may not do this: {what}.',
    remedy: 'Sign in as Global Administrator or Privileged Role Administrator. What was set up so far is kept.',
  },
  setup_running: { message: 'A set-up is under way already.', remedy: 'Wait for its end, or cancel it.' },
  setup_absent: { message: 'There is no set-up to go on with.', remedy: 'Start a new one.' },
  role_unknown: {
    message: 'Microsoft Graph in this cloud has no permission {roles}.',
    remedy: 'Leave out the feature that needs it.',
  },
  replication_slow: {
    message: 'Microsoft does not know the new registration everywhere yet ({roles}).',
    remedy: 'Nothing is lost. Wait some minutes, then go on with the set-up.',
  },
  credential_absent: { message: 'This credential is no longer kept.', remedy: 'Open the list of credentials again.' },
  credential_in_use: {
    message: 'Tenantry signs in with this credential now.',
    remedy: 'Change to another one first, then remove this one.',
  },
  rotation_running: {
    message: 'A new certificate is being brought in already.',
    remedy: 'Go on with it, or give it up first.',
  },
  rotation_absent: { message: 'No new certificate is being brought in.', remedy: 'Start with a new one.' },
  rotation_needs_upload: {
    message: 'Tenantry cannot add the new certificate to the app registration by itself.',
    remedy:
      'Export its public part, upload it in the Entra admin center under App registrations, Certificates & secrets, then go on here.',
  },
  rotation_not_accepted: {
    message: 'Entra does not accept the new certificate {thumbprint} yet ({aadsts}). The former one stays in use.',
    remedy: 'Wait some minutes and go on, or compare the thumbprint with the app registration’s list.',
  },
  rotation_removal_by_hand: {
    message: 'Tenantry cannot remove the former certificate {thumbprint} from the app registration by itself.',
    remedy: 'Delete it in the Entra admin center under App registrations, Certificates & secrets.',
  },
  permission_missing: {
    message: 'The permission {roles} is missing.',
    remedy:
      'Add it to the app registration as an application permission and grant admin consent. It can take a few minutes to arrive.',
  },
  token_refused: {
    message: 'Graph did not accept the access token ({graphCode}).',
    remedy: 'Try again. If it stays, test the connection under Settings.',
  },
  throttled: {
    message: 'Microsoft Graph asked to slow down and kept doing so ({graphCode}).',
    remedy: 'Nothing was lost. Try again in some minutes.',
  },
  graph_unavailable: {
    message: 'Microsoft Graph is not available at the moment (HTTP {status}).',
    remedy: 'Nothing was lost. Try again in some minutes.',
  },
  graph_refused: {
    message: 'Microsoft Graph refused a request (HTTP {status}, {graphCode}).',
    remedy: 'The request id under Copy details helps Microsoft’s support.',
  },
  certificate_gone: {
    message: 'The certificate is not in memory any more.',
    remedy: 'Certificates are kept for some minutes only. Look the user up again.',
  },
  root_unfit: {
    message: 'The file {name} holds no certificate of an authority.',
    remedy: 'Choose the certificate of the root or intermediate authority itself, as .cer, .crt or .pem.',
  },
  ldap_refused: {
    message: 'The directory server {host} refused the search (LDAP code {ldapCode}).',
    remedy: 'Check the base DN, and that this account may read the certificates.',
  },
  answer_unreadable: {
    message: 'An answer of Microsoft Graph was cut short or not JSON.',
    remedy: 'Try again. If it stays, a proxy may be altering the traffic.',
  },
  delta_expired: {
    message: 'Microsoft Graph has forgotten where the last sync ended.',
    remedy: 'A full sync starts by itself.',
  },
  host_not_found: {
    message: 'The name {host} could not be resolved.',
    remedy: 'Check the network connection and the name server.',
  },
  connection_refused: { message: '{host} does not accept the connection.', remedy: 'Check firewall and proxy.' },
  connection_lost: { message: 'The connection to {host} broke off.', remedy: 'Check the network, then try again.' },
  network_unavailable: {
    message: 'This computer is offline.',
    remedy: 'Connect it to the network. The last snapshot stays readable.',
  },
  tls_untrusted: {
    message: 'The certificate of {host} is not trusted by this computer.',
    remedy: 'A proxy may be reading the traffic: have its root certificate installed in the operating system’s store.',
  },
  proxy_sign_in: {
    message: 'The proxy asks for a sign-in before it lets the request to {host} through.',
    remedy: 'Sign in to the proxy or ask for an exception.',
  },
  timeout: { message: '{host} did not answer in time.', remedy: 'Check the network, then try again.' },
  keychain_unavailable: {
    message: 'This computer offers no keychain, so the credential cannot be kept safely.',
    remedy:
      'Start the operating system’s key store (on Linux a Secret Service such as gnome-keyring), then try again. Tenantry never writes secrets to a file.',
  },
  keychain_locked: { message: 'The keychain is locked.', remedy: 'Unlock it, then try again.' },
  keychain_failed: {
    message: 'The keychain did not keep what was given to it.',
    remedy: 'Check the operating system’s key store, then try again. Nothing was changed.',
  },
  secret_damaged: {
    message: 'An entry of Tenantry in the keychain is incomplete.',
    remedy: 'Enter the credential again.',
  },
  file_unwritable: {
    message: '{file} could not be written ({problem}).',
    remedy: 'Choose another folder, or close the program that has the file open.',
  },
  export_overtaken: {
    message: 'A sync was published while the export was being written.',
    remedy: 'Export again: a file never mixes two snapshots.',
  },
  export_too_long: {
    message: 'An Excel sheet holds no more than {most} rows.',
    remedy: 'Narrow the list by a filter, or export as CSV.',
  },
  disk_full: { message: 'The disk is full.', remedy: 'Free some space and try again. The last snapshot is unchanged.' },
  disk_failed: {
    message: 'Tenantry’s files could not be written or read ({problem}).',
    remedy: 'Check the rights of the profile folder and the disk.',
  },
  directory_damaged: {
    message: 'The synchronised data was damaged and has been set aside as {file}.',
    remedy: 'A sync reads it anew.',
  },
  directory_foreign: {
    message: 'The synchronised data could not be opened with this computer’s key and has been set aside as {file}.',
    remedy: 'A sync reads it anew.',
  },
  directory_newer: {
    message: 'The synchronised data was written by a newer Tenantry (version {version}).',
    remedy: 'Install that version or a newer one.',
  },
  audit_unavailable: {
    message: 'Nothing was changed, because the audit cannot record it ({problem}).',
    remedy: 'Check keychain, disk and the rights of the profile folder under Audit, then try again.',
  },
  audit_newer: {
    message: 'The audit was written by a newer Tenantry (version {version}).',
    remedy: 'Install that version or a newer one. Until then nothing can be changed.',
  },
  audit_unreadable: {
    message: 'A part of the audit file cannot be read.',
    remedy: 'Verify the audit: it names the first record concerned. Look for a failing disk.',
  },
  audit_damaged: {
    message: 'The audit file was damaged. It was set aside as {file}, and the audit began anew.',
    remedy: 'Keep that file. Look for a failing disk, and compare with the last signed export.',
  },
  audit_foreign: {
    message:
      'The audit file could not be opened with this computer’s key. It was set aside as {file}, and the audit began anew.',
    remedy: 'Keep that file. Find out whether the profile or the keychain was copied or restored.',
  },
  audit_missing: {
    message: 'The audit file is gone; the keychain knows of {expected} records. The audit began anew.',
    remedy: 'Look for the file in a backup, and compare with the last signed export.',
  },
  audit_truncated: {
    message: 'The audit file holds {found} records; the keychain knows of {expected}. The last ones are missing.',
    remedy: 'Find out whether an older profile was restored, and compare with the last signed export.',
  },
  audit_unacknowledged: {
    message: 'The audit file holds {found} records; the keychain knows only of {expected}.',
    remedy:
      'Find out whether an older keychain was restored. The records after {expected} were perhaps not written by Tenantry.',
  },
  audit_replaced: {
    message: 'The audit file is not the one whose end the keychain keeps ({found} records found, {expected} expected).',
    remedy: 'Find out who replaced it, and compare with the last signed export.',
  },
  audit_altered: {
    message: 'The last record of the audit, {found}, is not what was written.',
    remedy: 'Find out who altered the file, and compare with the last signed export.',
  },
  audit_head_missing: {
    message: 'The keychain does not know where the audit ended, so nobody can say whether its {found} records are all.',
    remedy: 'Compare with the last signed export.',
  },
  record_not_found: {
    message: 'The audit has no record {sequence}.',
    remedy: 'Look at the list again.',
  },
  command_wrong: {
    message: 'Not understood: {problem}.',
    remedy: 'tenantry help lists the commands and their options.',
  },
  command_running: {
    message: 'A command is under way on this profile: tenantry {name}.',
    remedy: 'Try again when it has ended. A scheduled task may have begun it.',
  },
  profile_in_use: {
    message: 'Tenantry is open on this profile or stays beside the clock, and keeps the data up to date by itself.',
    remedy: 'Quit it to use the command line: where its window is closed, by its menu beside the clock.',
  },
  sync_running: { message: 'A sync is running already.', remedy: 'Wait for it or cancel it.' },
  sync_held: {
    message: 'A sync is held by the guard and waits for an answer.',
    remedy: 'Apply its removals or keep everything on the Sync page first.',
  },
  sync_unfinished: {
    message:
      'A sync was interrupted, and the next one goes on with what it had read. A sync of one user or group would drop that.',
    remedy: 'Let the next sync of the tenant end first, or start it on the Sync page.',
  },
  sync_incomplete: {
    message: 'The tenant could not be read completely: {problem}. Nothing was removed; the last snapshot stays.',
    remedy: 'Try again. The run’s requests tell what failed.',
  },
}
