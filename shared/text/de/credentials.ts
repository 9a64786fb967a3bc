import type { CredentialsText } from '../en/credentials.ts'

export const credentials: CredentialsText = {
  title: 'Anmeldedaten',
  note: 'eine meldet an; beide können bleiben',
  addCertificate: 'Zertifikat hinzufügen…',
  addSecret: 'Clientschlüssel hinzufügen…',
  failed: 'Die Anmeldedaten konnten nicht gelesen werden',
  refused: 'Es wurde nichts geändert',
  columns: { mode: 'Art', state: 'Zustand', worth: 'Sicherheit', expires: 'Läuft ab' },
  kinds: { certificate: 'Zertifikat', secret: 'Geheimer Clientschlüssel' },
  active: 'Meldet jetzt an',
  pending: 'Neu, wird eingeführt',
  kept: 'Aufbewahrt, nicht benutzt',
  absent: 'Nicht vorhanden',
  worth: {
    certificate: 'Hoch; erneuert sich überlappend. Empfohlen',
    secret: 'Geringer; kopierbar, von Hand zu erneuern. Veraltet',
  },
  unknownEnd: 'Nicht bekannt',
  from: { certificate: 'aus dem Zertifikat', entra: 'aus Entra gelesen', typed: 'von Hand eingegeben' },
  use: 'Benutzen',
  renew: 'Erneuern…',
  more: ({ name }) => `Mehr zu ${name}`,
  exportCer: 'Als .cer exportieren…',
  exportPem: 'Als .pem exportieren…',
  readExpiry: 'Ablauf aus Entra lesen',
  typeExpiry: 'Ablauf eingeben…',
  remove: 'Entfernen',
  exported: ({ name }) => `${name} wurde geschrieben. Die Datei enthält nur den öffentlichen Teil.`,
  used: ({ name }) => `${name} meldet ab jetzt an. Die anderen Anmeldedaten bleiben daneben aufbewahrt.`,
  removed: ({ name }) =>
    `${name} wurde von diesem Computer entfernt. In Entra bleibt der Eintrag, bis ihn dort jemand löscht.`,
  expiry: {
    label: 'Läuft ab am',
    hint: 'Wie Entra es unter „Zertifikate & Geheimnisse“ zeigt.',
    save: 'Speichern',
    cancel: 'Abbrechen',
    wrong: 'Geben Sie einen Tag ein.',
    kept: 'Der Ablauf wurde gespeichert',
    read: 'Der Ablauf wurde aus Entra gelesen',
    several: ({ days }) =>
      `In Entra gibt es mehrere Clientschlüssel mit diesem Anfang. Sie laufen ab am ${days}. Geben Sie den richtigen Tag ein.`,
    notHere:
      'In Entra gibt es keinen Clientschlüssel mit diesem Anfang. Sehen Sie in der Registrierung nach, und geben Sie den Tag von Hand ein.',
    notPermitted:
      'Entra lässt diese Anwendung das nicht lesen: Application.Read.All ist nicht erteilt. Geben Sie den Tag von Hand ein.',
  },
  rotation: {
    title: 'Zertifikat erneuern',
    lead: 'Ein neues wird hier erstellt und in der Registrierung neben das alte gestellt. Erst wenn es anmeldet, tritt es an dessen Stelle.',
    start: 'Erstellen und umstellen',
    cancelForm: 'Abbrechen',
    steps: {
      made: 'Auf diesem Computer erstellt',
      added: 'Der App-Registrierung hinzugefügt',
      switched: 'Anmeldung mit dem neuen',
      removed: 'Altes entfernt',
    },
    of: ({ next, former }) => `${next} anstelle von ${former}`,
    attempt: ({ attempt, at }) =>
      at === undefined ? `Versuch ${attempt}` : `Versuch ${attempt} war zu früh, der nächste um ${at}`,
    cancel: 'Anhalten',
    stopped: 'Hier wurde angehalten. Die alten Anmeldedaten gelten weiter.',
    goOn: 'Fortsetzen',
    abandon: 'Das neue verwerfen',
    abandonSwitched: 'Zurück zum alten',
    uploadTitle: 'Das Zertifikat muss von Hand hochgeladen werden',
    uploadSteps:
      'Exportieren Sie es als .cer, öffnen Sie „Zertifikate & Geheimnisse“ der Registrierung, wählen Sie „Zertifikat hochladen“, und fahren Sie dann hier fort.',
    uploaded: 'Es ist hochgeladen, weiter',
    openCredentials: 'Zertifikate & Geheimnisse in Entra',
    waiting: 'Jetzt gelten beide. Entfernen Sie das alte, sobald jede Stelle umgestellt ist, die es mitbenutzt.',
    finish: 'Das alte entfernen',
    left: ({ count, names }) =>
      count === 1 ? `${names} steht noch in der App-Registrierung` : `${names} stehen noch in der App-Registrierung`,
    leftWhy: ({ count }) =>
      count === 1
        ? 'Auf diesem Computer wird es nicht mehr aufbewahrt, doch wer seinen Schlüssel kopiert hat, kann sich damit anmelden.'
        : 'Auf diesem Computer werden sie nicht mehr aufbewahrt, doch wer einen Schlüssel kopiert hat, kann sich damit anmelden.',
    removeLeft: 'Aus der Registrierung entfernen',
    leave: 'So lassen',
    done: ({ name }) => `${name} wurde entfernt, aus der Registrierung und von diesem Computer.`,
    gone: ({ name }) => `${name} wurde von diesem Computer entfernt`,
    byHand: ({ name }) =>
      `Aus der App-Registrierung ließ sich der Eintrag nicht entfernen. Öffnen Sie dort „Zertifikate & Geheimnisse“, und löschen Sie ${name}.`,
  },
}
