/** The native menu's own words; standard entries get theirs from the operating system. */
export const menu = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  settings: 'Settings…',
  syncNow: 'Sync now',
  palette: 'Search and commands…',
  back: 'Back',
  forward: 'Forward',
  shortcuts: 'Keyboard shortcuts',
  documentation: 'Microsoft’s documentation',
  chooseCredential: 'Choose certificate and key',
  saveCertificate: 'Save the certificate to upload',
  saveAudit: 'Export the signed audit',
  chooseRoot: 'Choose the certificate of an authority',
  saveSmime: 'Save the certificate',
  saveBoard: 'Save the list of the health board',
}

export type MenuText = typeof menu
