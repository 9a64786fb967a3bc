import type { TrayText } from '../en/tray.ts'

export const tray: TrayText = {
  open: 'Tenantry öffnen',
  syncNow: 'Jetzt abgleichen',
  quit: 'Tenantry beenden',
  idle: 'Tenantry',
  running: ({ done, total }) =>
    total === null ? `Tenantry: ${done} Benutzer gelesen` : `Tenantry: ${done} von ${total} Benutzern gelesen`,
  last: {
    running: 'Tenantry: liest den Mandanten',
    published: 'Tenantry: abgeglichen',
    partial: 'Tenantry: der letzte Abgleich war unvollständig',
    failed: 'Tenantry: der letzte Abgleich ist gescheitert',
    cancelled: 'Tenantry: der letzte Abgleich wurde abgebrochen',
    interrupted: 'Tenantry: der letzte Abgleich wurde unterbrochen',
    rehearsed: 'Tenantry: der letzte Abgleich war eine Probe',
    held: 'Tenantry: ein Abgleich wartet auf Sie, er würde viel entfernen',
    kept: 'Tenantry: der letzte Abgleich wurde angehalten und nicht übernommen',
  },
  stays: 'Tenantry gleicht weiter ab',
  staysWhy:
    'Das Symbol steht neben der Uhr. Was das Schließen des Fensters bewirkt, steht unter Einstellungen, Allgemein.',
  held: 'Ein Abgleich wartet auf Ihre Antwort',
  heldWhy:
    'Er würde viel entfernen, deshalb wurde nichts veröffentlicht. Von selbst folgt keiner, bis Sie in Tenantry antworten.',
}
