import type { MenuText } from '../en/menu.ts'

export const menu: MenuText = {
  file: 'Datei',
  edit: 'Bearbeiten',
  view: 'Ansicht',
  window: 'Fenster',
  help: 'Hilfe',
  settings: 'Einstellungen…',
  syncNow: 'Jetzt abgleichen',
  palette: 'Suche und Befehle…',
  back: 'Zurück',
  forward: 'Vor',
  shortcuts: 'Tastenkürzel',
  documentation: 'Dokumentation von Microsoft',
  chooseCredential: 'Zertifikat und Schlüssel wählen',
  saveCertificate: 'Zertifikat zum Hochladen speichern',
  saveAudit: 'Signiertes Protokoll exportieren',
  chooseRoot: 'Zertifikat einer Zertifizierungsstelle wählen',
  saveSmime: 'Zertifikat speichern',
  saveBoard: 'Liste der Zertifikatsübersicht speichern',
}
