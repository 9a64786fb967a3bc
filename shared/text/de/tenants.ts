import type { TenantsText } from '../en/tenants.ts'

const users = ({ count, text }: { readonly count: number; readonly text: string }) =>
  count === 1 ? '1 Benutzer' : `${text} Benutzer`
const groups = ({ count, text }: { readonly count: number; readonly text: string }) =>
  count === 1 ? '1 Gruppe' : `${text} Gruppen`

export const tenants: TenantsText = {
  title: 'Mandanten',
  note: 'einer wird gezeigt; jeder hat eigene Daten und einen eigenen Zugang',
  add: 'Mandanten hinzufügen',
  more: 'Weitere Mandanten',
  moreNote: 'jeder mit eigenen Daten und eigenem Zugang',
  menu: ({ name }) => `Mandant: ${name}`,
  manage: 'Mandanten verwalten',
  switchTo: ({ name }) => `Zu ${name} wechseln`,
  switch: 'Wechseln',
  notSwitched: 'Der Mandant wurde nicht gewechselt',
  shown: 'Wird gezeigt',
  states: { connected: 'Verbunden', paused: 'Pausiert', disconnected: 'Getrennt' },
  columns: { name: 'Mandant', state: 'Zustand', last: 'Letzter Abgleich' },
  never: 'Nie',
  lastUnknown: 'Nicht bekannt',
  actsOf: ({ name }) => `Mehr zu ${name}`,
  rename: {
    item: 'Umbenennen…',
    title: ({ name }) => `${name} umbenennen`,
    label: 'Name hier',
    hint: ({ name }) => `Nur auf diesem Computer. Leer: ${name}, wie der Mandant sich selbst nennt.`,
    save: 'Umbenennen',
    cancel: 'Abbrechen',
    refused: 'Es wurde nicht umbenannt',
  },
  remove: {
    item: 'Entfernen…',
    title: ({ name }) => `${name} von diesem Computer entfernen?`,
    table: 'Was das Entfernen bewirkt',
    connection: 'Verbindung und Zugang',
    connectionWhy: 'Aus dieser Liste; Schlüssel und Geheimnisse werden aus dem Schlüsselbund dieses Computers gelöscht',
    data: ({ people, teams }) => `${users(people)}, ${groups(teams)}`,
    dataWhy:
      'Samt jedem früheren Lauf. Zuerst wird ihr Schlüssel gelöscht, damit keine Kopie der Datei mehr lesbar ist',
    noData: 'Abgeglichene Daten',
    noDataWhy: 'Es werden keine aufbewahrt',
    registrationMade:
      'Bei Microsoft, mit ihren Berechtigungen. Tenantry hat sie angelegt: Um auch sie zu löschen, zuerst trennen und „Registrierung in Entra entfernen…“ wählen',
    registrationOwn:
      'Bei Microsoft, mit ihren Berechtigungen. Löschen Sie sie in Entra unter App-Registrierungen, wenn sonst nichts sie benutzt',
    next: 'Danach wird ein anderer Mandant der Liste gezeigt.',
    cancel: 'Behalten',
    confirm: 'Entfernen',
    done: ({ name }) => `${name} wurde von diesem Computer entfernt`,
    refused: 'Es wurde nicht entfernt',
  },
}
