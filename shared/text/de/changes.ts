import type { ChangeAttribute, ChangeKind, ChangeWhat } from '../../domain/change.ts'
import type { ChangesText } from '../en/changes.ts'
import { groups } from './groups.ts'
import { users } from './users.ts'

const attributes: Readonly<Record<ChangeAttribute, string>> = {
  ...groups.columns,
  ...users.columns,
  assignedLicenses: 'Lizenzen',
  membershipRule: 'Mitgliedschaftsregel',
}

const kinds: Readonly<Record<ChangeKind, string>> = {
  user: 'Benutzer',
  group: 'Gruppen',
  membership: 'Mitgliedschaften',
}

const whats: Readonly<Record<ChangeWhat, string>> = {
  changed: 'Geändert',
  added: 'Hinzugekommen',
  removed: 'Weggefallen',
}

const happened: Readonly<Record<ChangeKind, Readonly<Record<ChangeWhat, string>>>> = {
  user: { changed: 'Benutzer geändert', added: 'Benutzer neu', removed: 'Benutzer entfernt' },
  group: { changed: 'Gruppe geändert', added: 'Gruppe neu', removed: 'Gruppe entfernt' },
  membership: { changed: 'Mitgliedschaft geändert', added: 'Beigetreten', removed: 'Ausgetreten' },
}

export const changes: ChangesText = {
  title: 'Änderungen',
  attributes,
  kinds,
  whats,
  happened,
  columns: { run: 'Abgleich', what: 'Was', who: 'Wer', attribute: 'Attribut', values: 'Vorher, nachher' },
  search: { label: 'Änderungen durchsuchen', placeholder: 'Name oder E-Mail-Adresse' },
  counts: {
    all: ({ count, text }) => (count === 1 ? '1 Änderung' : `${text} Änderungen`),
    some: ({ shown, total }) => `${shown} von ${total}`,
    selected: ({ text }) => `${text} ausgewählt`,
  },
  table: { select: 'Ausgewählt', selectAll: 'Alle passenden Änderungen auswählen' },
  copied: ({ count, text }) => (count === 1 ? '1 Zeile kopiert' : `${text} Zeilen kopiert`),
  copyTooLong: ({ text }) => `${text} Zeilen sind mehr, als die Zwischenablage fasst. Es wurde nichts kopiert.`,
  kindFilter: 'Art',
  clearKinds: 'Alle Arten',
  whatFilter: 'Was',
  clearWhats: 'Alles',
  attributeFilter: 'Attribut',
  clearAttributes: 'Alle Attribute',
  runFilter: 'Abgleich',
  allRuns: 'Alle Abgleiche',
  memberOf: ({ group }) => `Mitglied von ${group}`,
  unnamed: 'Ohne Namen',
  blank: 'leer',
  was: 'Vorher',
  is: 'Nachher',
  failed: { title: 'Die Änderungen konnten nicht gelesen werden' },
  lastSync: {
    failed: ({ when }) => `Der letzte Abgleich ist gescheitert, die neuesten Änderungen sind vom ${when}`,
    kept: 'Es wurde nichts entfernt.',
    show: 'Abgleich zeigen',
  },
  empty: {
    noTenant: 'Hier steht später, was jeder Abgleich geändert hat.',
    connect: 'Mandanten verbinden',
    notSynchronised: 'Nach dem zweiten Abgleich steht hier, was jeder geändert hat.',
    toSync: 'Abgleich zeigen',
  },
  none: 'Noch hat sich nichts geändert',
  noneWhy: ({ when }) =>
    `Der Verlauf beginnt mit dem Abgleich vom ${when}. Was spätere Abgleiche anders vorfinden, steht hier, Attribut für Attribut.`,
  nothing: {
    searched: ({ search }) => `Keine Änderung passt zu „${search}“`,
    filtered: 'Keine Änderung passt zu diesen Filtern',
    clear: 'Suche und Filter aufheben',
  },
  pending: {
    rehearsed: 'Diese Änderungen sind nicht veröffentlicht: eine Probe hat sie gefunden',
    held: 'Diese Änderungen sind nicht veröffentlicht: der Schutz hält sie an',
    beyondGuard: 'Einen Abgleich mit ihnen würde der Schutz anhalten: Er würde mehr entfernen, als der Schutz zulässt.',
    show: 'Abgleich zeigen',
  },
  kept: {
    label: 'Aufbewahrt für',
    days: ({ count, text }) => (count === 1 ? '1 Tag' : `${text} Tage`),
    failed: 'Wie lange Änderungen aufbewahrt werden, ließ sich nicht ändern',
  },
  details: {
    label: ({ name }) => `Änderung an ${name}`,
    run: 'Abgleich',
    showRun: 'Abgleich zeigen',
    ofRun: 'Alles, was dieser Abgleich geändert hat',
    asOfRun: 'Verzeichnis nach diesem Abgleich',
    what: 'Was',
    group: 'Gruppe',
    mail: 'E-Mail',
    attribute: 'Attribut',
    values: 'Vorher und nachher',
    asItWas: 'Letzter Stand',
    history: 'Verlauf',
    openUser: 'Benutzer öffnen',
    openGroup: 'Gruppe öffnen',
    objectId: 'Objekt-ID',
    copy: ({ name }) => `${name} kopieren`,
  },
  history: {
    none: 'Keine Änderung aufbewahrt',
    noneWhy: 'Seit der Verlauf beginnt, hat sich nichts geändert.',
    more: ({ text }) => `${text} weitere zeigen`,
    added: 'Neu im Verzeichnis',
    removed: 'Aus dem Verzeichnis entfernt',
    joined: ({ group }) => `${group} beigetreten`,
    left: ({ group }) => `${group} verlassen`,
    gained: ({ member }) => `${member} ist beigetreten`,
    lost: ({ member }) => `${member} ist ausgetreten`,
  },
  byDate: {
    open: 'Nach Datum…',
    title: { asOf: 'Stand zu einem Zeitpunkt', changes: 'Änderungen eines Abgleichs' },
    label: 'Datum und Uhrzeit',
    found: {
      asOf: ({ when }) => `Der letzte Abgleich bis dahin endete am ${when}`,
      changes: ({ when }) => `Der letzte Abgleich bis dahin, der etwas geändert hat, endete am ${when}`,
    },
    none: {
      asOf: 'Bis dahin ist kein Abgleich aufbewahrt',
      changes: 'Bis dahin ist kein Abgleich aufbewahrt, der etwas geändert hat',
    },
    show: 'Zeigen',
    cancel: 'Abbrechen',
    failed: 'Nach dem Abgleich konnte nicht gesucht werden',
  },
  asOf: {
    label: 'Stand',
    now: 'jetzt',
    choose: 'Abgleich wählen',
    begins: 'erster Abgleich',
    changed: ({ count, text }) => (count === 1 ? '1 Änderung' : `${text} Änderungen`),
    banner: ({ when }) => `Dies ist die Vergangenheit: das Verzeichnis, wie es am ${when} war`,
    bannerUndated: 'Dies ist die Vergangenheit: das Verzeichnis, wie es nach einem früheren Abgleich war',
    bannerWhy:
      'Es ist aus dem zusammengesetzt, was sich seither geändert hat. Alles andere in Tenantry gilt für jetzt.',
    back: 'Zurück zu jetzt',
    users: 'Benutzer',
    groups: 'Gruppen',
    views: 'Was von damals',
    searchUsers: { label: 'Benutzer von damals durchsuchen', placeholder: 'Name, E-Mail, Position, Abteilung, Ort' },
    searchGroups: { label: 'Gruppen von damals durchsuchen', placeholder: 'Name, E-Mail, Beschreibung' },
    noneFound: 'Nichts von damals passt',
    clear: 'Suche aufheben',
    unknown: 'Dieser Abgleich ist nicht mehr aufbewahrt',
    unknownWhy:
      'Seine Änderungen sind älter, als der Verlauf aufbewahrt wird; das Verzeichnis von damals lässt sich nicht mehr zusammensetzen.',
    details: ({ name }) => `${name} von damals`,
    direct: 'Direkte Mitglieder',
    members: {
      none: 'Keine direkten Mitglieder',
      noneWhy: 'Nach diesem Lauf war keines bekannt.',
      more: ({ count, text }) => (count === 1 ? '1 weiteres Mitglied zeigen' : `${text} weitere Mitglieder zeigen`),
    },
  },
}
