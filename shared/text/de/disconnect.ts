import type { DisconnectText } from '../en/disconnect.ts'

interface Counted {
  readonly count: number
  readonly text: string
}

const users = ({ count, text }: Counted) => (count === 1 ? '1 Benutzer' : `${text} Benutzer`)
const groups = ({ count, text }: Counted) => (count === 1 ? '1 Gruppe' : `${text} Gruppen`)

export const disconnect: DisconnectText = {
  toggle: 'Diesen Mandanten abgleichen',
  title: ({ name }) => `${name} trennen?`,
  table: 'Was das Trennen bewirkt',
  columns: { what: 'Was', happens: 'Geschieht', detail: 'Im Einzelnen' },
  stops: 'Endet',
  leaves: 'Geht',
  stays: 'Bleibt',
  stay: 'Bleiben',
  sync: 'Abgleich',
  syncIdle: 'Aus dem Mandanten wird nichts mehr gelesen',
  syncRunning: 'Der laufende Lauf wird abgebrochen; der letzte Stand bleibt',
  leavesWhy: 'Schlüssel oder Geheimnis werden aus dem Schlüsselbund dieses Computers gelöscht',
  staysWhy: 'Im Schlüsselbund, damit ein Klick wieder verbindet',
  data: ({ people, teams }) => `${users(people)}, ${groups(teams)}`,
  dataWhy: ({ when }) => `Stand ${when}, hier lesbar, bis Sie die Daten entfernen`,
  audit: 'Audit',
  auditWhy: 'Auf diesem Computer, verschlüsselt',
  registration: 'App-Registrierung',
  registrationMade: 'Bei Microsoft. Tenantry hat sie angelegt und kann sie danach entfernen',
  registrationOwn: 'Bei Microsoft. Löschen Sie sie in Entra unter App-Registrierungen, wenn nichts anderes sie braucht',
  keep: 'Die Anmeldedaten für eine Pause behalten',
  cancel: 'Verbunden bleiben',
  confirm: 'Trennen',
  pause: 'Pausieren',
  failed: 'Was es bewirken würde, konnte nicht gelesen werden',
  refused: 'Es wurde nicht ausgeführt',
  paused: 'Pausiert',
  disconnected: 'Getrennt',
  since: {
    paused: ({ when }) => `Pausiert, Stand ${when}`,
    disconnected: ({ when }) => `Getrennt, Stand ${when}`,
  },
  pausedWhy: 'Es wird nichts abgeglichen. Die Anmeldedaten bleiben, und was gelesen wurde, bleibt lesbar.',
  disconnectedWhy:
    'Es wird nichts abgeglichen, und hier sind keine Anmeldedaten mehr. Was gelesen wurde, bleibt lesbar; Anmeldedaten für diesen Mandanten stellen die Verbindung wieder her.',
  noData: 'Getrennt, und es sind keine Daten vorhanden',
  noDataWhy:
    'Auf diesem Computer ist von diesem Mandanten nichts mehr. Nach dem Verbinden liest ein Abgleich alles neu.',
  unregisteredWhy:
    'Es wird nichts abgeglichen, und die App-Registrierung wurde aus Entra entfernt: Mit keinem Schlüssel oder Geheimnis dafür ist noch eine Anmeldung möglich. Was gelesen wurde, bleibt lesbar, bis Sie es unten entfernen. Um diesen Mandanten wieder abzugleichen, verbinden Sie ihn neu.',
  connectAnew: 'Neu verbinden…',
  reconnect: 'Wieder verbinden',
  reconnecting: 'Anmeldung mit dem behaltenen Zugang. Das endet spätestens nach einer Minute von selbst.',
  reconnectForm: 'Wieder verbinden…',
  leave: {
    title: 'Verlassen',
    note: 'synchronisierte Daten bleiben, bis Sie sie entfernen',
    disconnect: 'Trennen…',
    removeData: 'Synchronisierte Daten entfernen…',
    removeRegistration: 'Registrierung in Entra entfernen…',
  },
  removeData: {
    title: ({ name }) => `Daten von ${name} entfernen?`,
    what: 'Alle Benutzer, Gruppen und Mitgliedschaften dieses Mandanten verlassen diesen Computer, mit allen früheren Läufen. Zuerst wird ihr Schlüssel gelöscht, sodass keine Kopie der Datei mehr lesbar ist. Bei Microsoft ändert sich nichts, und das Audit bleibt.',
    cancel: 'Daten behalten',
    confirm: 'Daten entfernen',
    done: 'Die synchronisierten Daten wurden von diesem Computer entfernt',
  },
  removeRegistration: {
    title: 'Registrierung in Entra entfernen?',
    what: 'Ein Administrator meldet sich einmal im Browser an. Dann löscht Tenantry die App-Registrierung, die es angelegt hat; mit ihr kann sich nichts mehr anmelden. Entra bewahrt gelöschte Registrierungen 30 Tage auf.',
    cancel: 'Dort lassen',
    confirm: 'Anmelden und entfernen',
    waiting: 'Wartet auf die Anmeldung im Browser',
    done: 'Die Registrierung wurde aus Entra entfernt',
  },
}
