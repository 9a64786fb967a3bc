import type { CliText } from '../en/cli.ts'
import { sync } from './sync.ts'

const states = { connected: 'verbunden', paused: 'angehalten', disconnected: 'getrennt' } as const

export const cli: CliText = {
  usage: `Aufruf: tenantry BEFEHL [Optionen]

  sync     liest den Mandanten und veröffentlicht, was als vollständig bewiesen ist
  status   sagt, was verbunden ist und wie alt die Daten sind
  export users|groups|memberships|changes --output DATEI [--format csv|json|xlsx]
           schreibt eine Liste des letzten Stands, oder alle aufbewahrten Änderungen, in eine Datei
  verify   beweist die Kette des Protokolls

  --json               antwortet mit einer Zeile JSON
  --user-data-dir DIR  ein anderer Profilordner

Rückgabewerte: 0 vollständig, 1 Fehler, 2 unvollständig, 3 zurückgehalten, 4 nicht verbunden`,
  synced: ({ outcome, users, groups, memberships, message }) =>
    [`${sync.outcomes[outcome]}: ${users} Benutzer, ${groups} Gruppen, ${memberships} Mitgliedschaften.`, message]
      .filter((part) => part !== undefined)
      .join(' '),
  status: ({ tenant, state, snapshot, outcome }) =>
    [
      `${tenant}: ${states[state]}`,
      snapshot === null
        ? 'Noch nichts abgeglichen'
        : `Stand vom ${snapshot.publishedAt}: ${snapshot.users} Benutzer, ${snapshot.groups} Gruppen, ${snapshot.memberships} Mitgliedschaften`,
      outcome === null ? 'Noch kein Lauf' : `Letzter Lauf: ${sync.outcomes[outcome]}`,
    ].join('\n'),
  verified: ({ whole, records, broken, faults }) => {
    if (whole) return `${records} Einträge, alle unversehrt`
    if (broken !== null) return `Eintrag ${broken} ist beschädigt; die ${records} Einträge davor sind unversehrt`
    return faults > 0
      ? `${records} Einträge sind unversehrt; sie berichten von ${faults} früher gefundenen Schäden`
      : `${records} Einträge sind unversehrt, aber der Schlüsselbund kennt ein anderes Ende`
  },
  exported: ({ rows, file }) => `${rows} Zeilen nach ${file} geschrieben`,
}
