import type { Text } from '../en/index.ts'

export const exporting: Text['exporting'] = {
  open: 'Exportieren',
  empty: 'Nichts ist aufgelistet, also gibt es nichts zu exportieren',
  formats: { csv: 'CSV, für Tabellenprogramme', json: 'JSON, für Programme', xlsx: 'Excel-Arbeitsmappe (XLSX)' },
  members: 'Mitglieder einer Gruppe',
  memberships: 'Mitgliedschaften dieser Gruppen',
  usersAsOf: 'Benutzer nach einem früheren Abgleich',
  groupsAsOf: 'Gruppen nach einem früheren Abgleich',
  running: ({ done, total }) => `Export läuft, ${done} von ${total}`,
  choosing: 'Export läuft',
  cancel: 'Export abbrechen',
  written: ({ count, text, name }) =>
    count === 1 ? `1 Zeile nach ${name} exportiert` : `${text} Zeilen nach ${name} exportiert`,
  failed: 'Es wurde nichts exportiert.',
  chooseFile: 'Exportieren, was aufgelistet ist',
  columns: {
    objectId: 'Objekt-ID',
    licences: 'Lizenzen (SKU-IDs)',
    membershipRule: 'Mitgliedschaftsregel',
    groupId: 'Objekt-ID der Gruppe',
    groupName: 'Gruppe',
    memberId: 'Objekt-ID des Mitglieds',
    memberType: 'Art des Mitglieds',
    memberName: 'Mitglied',
    memberMail: 'E-Mail des Mitglieds',
    synchronised: 'Synchronisiert',
    path: 'Über Gruppen',
    at: 'Zeit',
    objectType: 'Art des Objekts',
  },
}
