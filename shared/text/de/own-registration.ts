import type { OwnRegistrationText } from '../en/own-registration.ts'

export const ownRegistration: OwnRegistrationText = {
  lead: 'Einzutragen ist, was die App-Registrierung angibt; darunter steht, was sie für Tenantry braucht. Noch wird nichts gesendet.',
  ids: 'Die App-Registrierung',
  tenant: 'Mandanten-ID oder Domäne',
  tenantHint: 'Darf leer bleiben: die Zustimmung sagt sie. Eine Registrierung nur für diesen Mandanten braucht sie.',
  needs: 'Was die Registrierung braucht',
  portal: 'App-Registrierungen in Entra',
  redirect: 'Umleitungs-URI',
  redirectWhere:
    'Unter „Authentifizierung“, „Mobilgerät- und Desktopanwendungen“. Das Portal nimmt sie, wie sie hier steht.',
  copyRedirect: 'Umleitungs-URI kopieren',
  permissions: 'Berechtigungen',
  permissionsWhere:
    'Unter „API-Berechtigungen“, „Microsoft Graph“, als Anwendungsberechtigungen. Die Zustimmung fragt genau nach dem, was dort steht.',
  copyPermissions: 'Berechtigungen kopieren',
  nextConsent: 'Weiter: Zustimmung',
  consentLead: ({ client }) =>
    `Ihr Browser öffnet Microsofts Seite für ${client}. Dort als globaler Administrator oder Administrator für privilegierte Rollen anmelden und annehmen, was die Registrierung aufzählt.`,
  ask: 'Im Browser um Zustimmung bitten',
  again: 'Noch einmal versuchen',
  given: 'Die Zustimmung gibt es schon',
  givenWhy: 'Hat ein Administrator im Portal oder früher hier zugestimmt, geht es ohne den Browser weiter.',
  waiting: 'Wartet auf die Zustimmung im Browser, höchstens fünf Minuten',
  stopWaiting: 'Nicht mehr warten',
  stopped: 'Es wird nicht mehr gewartet',
  stoppedWhy:
    'Hier hat sich nichts geändert. Wurde im Browser trotzdem zugestimmt, dann „Die Zustimmung gibt es schon“ wählen.',
  accepted: ({ tenant }) => `Die Zustimmung wurde im Mandanten ${tenant} erteilt`,
  acceptedWhy: 'So sagt es der Browser. Die Prüfung im nächsten Schritt beweist es, bevor etwas gespeichert wird.',
  refused: {
    consent_declined: 'Die Zustimmung wurde nicht erteilt',
    consent_other_tenant: 'Die Zustimmung wurde in einem anderen Mandanten erteilt',
    browser_unanswered: 'Aus dem Browser kam keine Antwort',
    wrong_account: 'Das Konto gehört zu einem anderen Mandanten',
    other: 'Die Bitte um Zustimmung gelang nicht',
  },
  useTenant: 'Diesen Mandanten nehmen',
  never: 'Wenn der Browser nicht zurückkommt',
  neverWhy:
    'Manche Seiten von Microsoft enden, ohne es Tenantry zu sagen. Dann nicht mehr warten und es noch einmal versuchen.',
  says: 'Auf der Seite steht',
  cure: 'Was hilft',
  pages: {
    approval: {
      says: '„Administratorgenehmigung erforderlich“',
      cure: 'Das Konto darf nicht zustimmen. Als globaler Administrator oder Administrator für privilegierte Rollen anmelden.',
    },
    redirect: {
      says: 'AADSTS50011',
      cure: ({ redirect }) =>
        `${redirect} bei der Registrierung unter „Mobilgerät- und Desktopanwendungen“ eintragen; wird das abgelehnt, unter „Web“.`,
    },
    application: {
      says: 'AADSTS700016',
      cure: 'Diese Client-ID ist dort nicht bekannt. Zurückgehen, sie vergleichen, und die Cloud auch.',
    },
    single: {
      says: 'AADSTS50194',
      cure: 'Die Registrierung gilt nur für einen Mandanten. Zurückgehen und diesen Mandanten eintragen.',
    },
    empty: {
      says: 'AADSTS650056',
      cure: 'Die Registrierung zählt keine Berechtigungen auf. Zurückgehen und die gezeigten dort eintragen.',
    },
    state: {
      says: '„Darauf hat Tenantry nicht gewartet“',
      cure: 'Die Antwort gehört zu einem anderen Versuch und zählt nicht. Den Tab schließen und im neuesten weitermachen.',
    },
  },
  nextCredential: 'Weiter: Zugang',
  credentialLead:
    'Zu wählen ist, womit Tenantry sich künftig anmeldet. Gespeichert wird nur, wenn die Prüfung gelingt.',
  values: 'Eingetragen',
  tenantId: 'Mandanten-ID',
  clientId: 'Client-ID',
  scope: 'Bereich',
  cloud: 'Cloud',
  copy: ({ name }) => `${name} kopieren`,
  credential: 'Zugang',
  sources: { make: 'Hier ein Zertifikat erzeugen', files: 'Dateien wählen', paste: 'Einfügen' },
  make: 'Zertifikat erzeugen',
  makeAnother: 'Ein anderes erzeugen',
  making: 'Das Schlüsselpaar entsteht',
  notMade: 'Das Zertifikat wurde nicht erzeugt',
  notExported: 'Das Zertifikat wurde nicht exportiert',
  upload: 'Jetzt seinen öffentlichen Teil hochladen',
  uploadWhy:
    'Exportieren, dann im Portal die Registrierung öffnen: „Zertifikate und Geheimnisse“, „Zertifikate“, „Zertifikat hochladen“. Der private Schlüssel bleibt auf diesem Rechner.',
  exportCer: '.cer exportieren',
  exportPem: '.pem exportieren',
  exported: ({ name }) => `${name} wurde geschrieben`,
  makeFirst: 'Zuerst ein Zertifikat erzeugen.',
  mode: 'Anmeldeart',
  modes: {
    certificate: 'Zertifikat, am Zugang erkannt',
    secret: 'Geheimer Clientschlüssel, am Zugang erkannt',
    none: 'Folgt aus dem Zugang',
  },
  test: 'Prüfen und speichern',
  askAgain: 'Noch einmal um Zustimmung bitten',
}
