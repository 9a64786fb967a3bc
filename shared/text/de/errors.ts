import type { ErrorCode } from '../../ipc/errors.ts'
import type { ErrorText } from '../en/errors.ts'

export const errors: Readonly<Record<ErrorCode, ErrorText>> = {
  validation: {
    message: '{field} hat nicht die erwartete Form: {problem}.',
    remedy: 'Das Feld berichtigen und erneut versuchen.',
  },
  route_not_found: {
    message: 'Das Fenster hat etwas angefragt, das diese Version nicht kennt ({route}).',
    remedy: 'Tenantry neu starten. Bleibt es dabei, die neueste Version installieren.',
  },
  forbidden_sender: {
    message: 'Eine Anfrage kam nicht aus Tenantrys eigenem Fenster und wurde abgewiesen.',
    remedy: 'Tenantry neu starten.',
  },
  internal: {
    message: 'In Tenantry ist ein Fehler aufgetreten.',
    remedy: 'Erneut versuchen. Bleibt es dabei, Referenz und Protokoll an den Support geben.',
  },
  cancelled: { message: 'Abgebrochen. Nichts wurde geändert.' },
  not_found: {
    message: 'Dieses Objekt ({what}) ist nicht im letzten Stand.',
    remedy: 'Vielleicht hat ein Abgleich es entfernt. Erneut suchen.',
  },
  not_connected: {
    message: 'Es ist kein Mandant verbunden.',
    remedy: 'Unter Einstellungen, Integrationen, Entra ID einen verbinden.',
  },
  not_synchronised: { message: 'Es wurde noch nichts abgeglichen.', remedy: 'Einen Abgleich starten.' },
  credential_unreadable: {
    message: 'Das ist weder ein geheimer Clientschlüssel noch ein Zertifikat mit Schlüssel im PEM-Format.',
    remedy: 'Den Wert des Clientschlüssels einfügen oder eine .pem-Datei mit Zertifikat und privatem Schlüssel wählen.',
  },
  credential_key_missing: {
    message: 'Zum Zertifikat fehlt der private Schlüssel.',
    remedy: 'Den privaten Schlüssel hinzufügen: eine .pem-Datei mit beidem oder beide Dateien wählen.',
  },
  credential_certificate_missing: {
    message: 'Zum privaten Schlüssel fehlt das Zertifikat.',
    remedy: 'Das Zertifikat hinzufügen: eine .pem-Datei mit beidem oder beide Dateien wählen.',
  },
  credential_mismatch: {
    message: 'Der private Schlüssel gehört nicht zum Zertifikat {thumbprint}.',
    remedy: 'Den Schlüssel wählen, mit dem das Zertifikat erzeugt wurde.',
  },
  credential_passphrase_missing: {
    message: 'Der private Schlüssel ist verschlüsselt.',
    remedy: 'Die Passphrase eingeben.',
  },
  credential_passphrase_wrong: {
    message: 'Die Passphrase öffnet den privaten Schlüssel nicht.',
    remedy: 'Die Passphrase eingeben, mit der der Schlüssel verschlüsselt wurde.',
  },
  credential_expired: {
    message: 'Das Zertifikat {thumbprint} ist am {notAfter} abgelaufen.',
    remedy: 'Ein neues erzeugen, in der App-Registrierung hochladen und hier wählen.',
  },
  credential_not_yet_valid: {
    message: 'Das Zertifikat {thumbprint} gilt erst ab {notBefore}.',
    remedy: 'Die Uhr dieses Rechners prüfen oder ein anderes Zertifikat wählen.',
  },
  credential_key_unsupported: {
    message: 'Entra nimmt diesen Schlüssel nicht an: {problem}.',
    remedy: 'Einen RSA-Schlüssel ab 2.048 Bit verwenden.',
  },
  file_unreadable: {
    message: 'Die Datei {name} konnte nicht gelesen werden: {problem}.',
    remedy: 'Prüfen, ob sie vorhanden, kleiner als 1 MB und lesbar ist.',
  },
  tenant_not_found: {
    message: 'Entra kennt keinen Mandanten {tenant} ({aadsts}).',
    remedy: 'Mandanten-ID oder Domäne und die Cloud prüfen.',
  },
  application_not_found: {
    message: 'Die Anwendung {client} gibt es in diesem Mandanten nicht ({aadsts}).',
    remedy:
      'Client-ID und Mandanten-ID prüfen. Stimmen beide, hat ein Administrator dieses Mandanten noch nicht zugestimmt.',
  },
  application_disabled: {
    message: 'Die Anwendung ist in diesem Mandanten deaktiviert ({aadsts}).',
    remedy: 'Im Entra Admin Center unter Unternehmensanwendungen die Anmeldung aktivieren.',
  },
  secret_wrong: {
    message: 'Entra hat den geheimen Clientschlüssel abgelehnt ({aadsts}).',
    remedy: 'Den Wert einfügen, nicht die ID, und auf abgeschnittene Zeichen achten.',
  },
  secret_expired: {
    message: 'Entra hat den geheimen Clientschlüssel abgelehnt, weil er abgelaufen ist ({aadsts}).',
    remedy: 'In der App-Registrierung einen neuen erstellen und eingeben oder auf ein Zertifikat umstellen.',
  },
  certificate_refused: {
    message: 'Entra nimmt dieses Zertifikat für die Anwendung nicht an ({aadsts}).',
    remedy:
      'Das öffentliche Zertifikat in der App-Registrierung hochladen und den Fingerabdruck {thumbprint} vergleichen.',
  },
  clock_skew: {
    message:
      'Entra hat die Anmeldung wegen ihrer Uhrzeit abgelehnt: Die Uhr dieses Rechners weicht um {seconds} Sekunden ab ({aadsts}).',
    remedy: 'Die Uhr stellen und erneut versuchen.',
  },
  consent_missing: {
    message: 'Die Anwendung hat in diesem Mandanten keine Berechtigung ({aadsts}).',
    remedy: 'Ein Administrator muss die Graph-Berechtigungen hinzufügen und zustimmen.',
  },
  conditional_access: {
    message: 'Eine Richtlinie für bedingten Zugriff sperrt die Anwendung ({aadsts}).',
    remedy: 'Eine Ausnahme für diese Anwendung erwirken oder aus einem zugelassenen Netz anmelden.',
  },
  wrong_cloud: {
    message: 'Der Mandant liegt in einer anderen Microsoft-Cloud ({aadsts}).',
    remedy: 'Die richtige Cloud wählen und erneut versuchen.',
  },
  sign_in_refused: {
    message: 'Entra hat die Anmeldung abgelehnt ({aadsts}).',
    remedy: 'Den Code bei Microsoft nachschlagen; die Korrelations-ID steht unter „Details kopieren“.',
  },
  sign_in_unavailable: {
    message: 'Der Anmeldedienst von Entra antwortet derzeit nicht richtig (HTTP {status}).',
    remedy: 'In einigen Minuten erneut versuchen.',
  },
  permission_missing: {
    message: 'Die Berechtigung {roles} fehlt.',
    remedy:
      'Sie in der App-Registrierung als Anwendungsberechtigung hinzufügen und die Administratorzustimmung erteilen. Es kann einige Minuten dauern, bis sie wirkt.',
  },
  token_refused: {
    message: 'Graph hat das Zugriffstoken nicht angenommen ({graphCode}).',
    remedy: 'Erneut versuchen. Bleibt es dabei, die Verbindung in den Einstellungen prüfen.',
  },
  throttled: {
    message: 'Microsoft Graph hat anhaltend um langsamere Anfragen gebeten ({graphCode}).',
    remedy: 'Nichts ging verloren. In einigen Minuten erneut versuchen.',
  },
  graph_unavailable: {
    message: 'Microsoft Graph ist derzeit nicht erreichbar (HTTP {status}).',
    remedy: 'Nichts ging verloren. In einigen Minuten erneut versuchen.',
  },
  graph_refused: {
    message: 'Microsoft Graph hat eine Anfrage abgelehnt (HTTP {status}, {graphCode}).',
    remedy: 'Die Anfrage-ID unter „Details kopieren“ hilft dem Support von Microsoft.',
  },
  answer_unreadable: {
    message: 'Eine Antwort von Microsoft Graph war abgeschnitten oder kein JSON.',
    remedy: 'Erneut versuchen. Bleibt es dabei, verändert vielleicht ein Proxy den Verkehr.',
  },
  delta_expired: {
    message: 'Microsoft Graph weiß nicht mehr, wo der letzte Abgleich endete.',
    remedy: 'Ein vollständiger Abgleich startet von selbst.',
  },
  host_not_found: {
    message: 'Der Name {host} konnte nicht aufgelöst werden.',
    remedy: 'Netzwerkverbindung und Namensserver prüfen.',
  },
  connection_refused: { message: '{host} nimmt die Verbindung nicht an.', remedy: 'Firewall und Proxy prüfen.' },
  connection_lost: {
    message: 'Die Verbindung zu {host} ist abgebrochen.',
    remedy: 'Das Netzwerk prüfen und erneut versuchen.',
  },
  network_unavailable: {
    message: 'Dieser Rechner ist offline.',
    remedy: 'Mit dem Netzwerk verbinden. Der letzte Stand bleibt lesbar.',
  },
  tls_untrusted: {
    message: 'Dem Zertifikat von {host} vertraut dieser Rechner nicht.',
    remedy:
      'Vielleicht liest ein Proxy den Verkehr: sein Stammzertifikat in den Speicher des Betriebssystems aufnehmen lassen.',
  },
  proxy_sign_in: {
    message: 'Der Proxy verlangt eine Anmeldung, bevor er die Anfrage an {host} durchlässt.',
    remedy: 'Am Proxy anmelden oder eine Ausnahme erwirken.',
  },
  timeout: {
    message: '{host} hat nicht rechtzeitig geantwortet.',
    remedy: 'Das Netzwerk prüfen und erneut versuchen.',
  },
  keychain_unavailable: {
    message: 'Dieser Rechner bietet keinen Schlüsselbund, daher kann der Zugang nicht sicher aufbewahrt werden.',
    remedy:
      'Den Schlüsselspeicher des Betriebssystems starten (unter Linux einen Secret Service wie gnome-keyring) und erneut versuchen. Tenantry schreibt Geheimnisse nie in eine Datei.',
  },
  keychain_locked: { message: 'Der Schlüsselbund ist gesperrt.', remedy: 'Entsperren und erneut versuchen.' },
  keychain_failed: {
    message: 'Der Schlüsselbund hat nicht behalten, was ihm gegeben wurde.',
    remedy: 'Den Schlüsselspeicher des Betriebssystems prüfen und erneut versuchen. Nichts wurde geändert.',
  },
  secret_damaged: {
    message: 'Ein Eintrag von Tenantry im Schlüsselbund ist unvollständig.',
    remedy: 'Den Zugang erneut eingeben.',
  },
  disk_full: {
    message: 'Der Datenträger ist voll.',
    remedy: 'Platz schaffen und erneut versuchen. Der letzte Stand ist unverändert.',
  },
  disk_failed: {
    message: 'Tenantrys Dateien konnten nicht geschrieben oder gelesen werden ({problem}).',
    remedy: 'Rechte am Profilordner und den Datenträger prüfen.',
  },
  directory_damaged: {
    message: 'Die abgeglichenen Daten waren beschädigt und wurden als {file} beiseitegelegt.',
    remedy: 'Ein Abgleich liest sie neu.',
  },
  directory_foreign: {
    message:
      'Die abgeglichenen Daten ließen sich mit dem Schlüssel dieses Rechners nicht öffnen und wurden als {file} beiseitegelegt.',
    remedy: 'Ein Abgleich liest sie neu.',
  },
  directory_newer: {
    message: 'Die abgeglichenen Daten hat ein neueres Tenantry geschrieben (Version {version}).',
    remedy: 'Diese oder eine neuere Version installieren.',
  },
  sync_running: { message: 'Ein Abgleich läuft bereits.', remedy: 'Abwarten oder abbrechen.' },
  sync_incomplete: {
    message:
      'Der Mandant konnte nicht vollständig gelesen werden: {problem}. Nichts wurde entfernt; der letzte Stand bleibt.',
    remedy: 'Erneut versuchen. Die Anfragen des Laufs zeigen, was fehlschlug.',
  },
}
