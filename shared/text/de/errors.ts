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
  connection_absent: {
    message: 'Diese Verbindung steht nicht mehr in der Liste.',
    remedy: 'Eine andere wählen oder den Mandanten unter Einstellungen, Integrationen, Entra ID neu verbinden.',
  },
  disconnected: {
    message: 'Dieser Mandant ist getrennt, deshalb wird nichts bei ihm angefragt.',
    remedy: 'Unter Einstellungen, Integrationen, Entra ID wieder verbinden. Was abgeglichen wurde, bleibt lesbar.',
  },
  not_synchronised: { message: 'Es wurde noch nichts abgeglichen.', remedy: 'Einen Abgleich starten.' },
  credential_unreadable: {
    message: 'Das ist weder ein geheimer Clientschlüssel noch ein Zertifikat mit Schlüssel (PEM oder PFX).',
    remedy:
      'Den Wert des Clientschlüssels einfügen oder eine .pfx- oder .pem-Datei mit Zertifikat und privatem Schlüssel wählen.',
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
  browser_unavailable: {
    message: 'Der Browser ließ sich nicht öffnen.',
    remedy: 'In den Einstellungen des Systems einen Standardbrowser festlegen und erneut versuchen.',
  },
  loopback_unavailable: {
    message: 'Dieser Rechner lässt Tenantry nicht auf die Antwort des Browsers warten ({problem}).',
    remedy: 'Tenantry in der Sicherheitssoftware erlauben, auf localhost zu lauschen, und erneut versuchen.',
  },
  browser_unanswered: {
    message: 'Der Browser hat innerhalb von {minutes} Minuten nicht geantwortet.',
    remedy:
      'Verlangte die Seite die Genehmigung eines Administrators, als globaler Administrator oder Administrator für privilegierte Rollen anmelden. Nannte sie AADSTS50011, {redirect} in der App-Registrierung unter „Mobilgerät- und Desktopanwendungen“ eintragen. Dann erneut versuchen.',
  },
  consent_declined: {
    message: 'Die Zustimmung wurde im Browser abgelehnt ({aadsts}). Nichts wurde gewährt.',
    remedy:
      'Erneut beginnen und annehmen oder einen globalen Administrator oder Administrator für privilegierte Rollen darum bitten.',
  },
  consent_other_tenant: {
    message: 'Zugestimmt wurde im Mandanten {tenant}, nicht in {expected}.',
    remedy:
      'Mit einem Konto des richtigen Mandanten anmelden, notfalls in einem privaten Browserfenster, oder den anderen Mandanten übernehmen.',
  },
  wrong_account: {
    message: 'Das angemeldete Konto gehört nicht zu diesem Mandanten ({aadsts}).',
    remedy: 'Mit einem Konto des Mandanten anmelden, notfalls in einem privaten Browserfenster.',
  },
  bootstrap_refused: {
    message: 'Der Mandant lässt den Anmeldeclient {client} keine App-Registrierungen einrichten ({aadsts}).',
    remedy: 'Unter „Erweitert“ einen anderen Anmeldeclient eingeben oder „Ich habe eine App-Registrierung“ wählen.',
  },
  admin_signed_out: {
    message: 'Die Anmeldung des Administrators ist beendet.',
    remedy: 'Erneut anmelden. Was schon eingerichtet ist, bleibt und wird fortgesetzt.',
  },
  admin_role_missing: {
    message: 'Das angemeldete Konto darf dies nicht: {what}.',
    remedy:
      'Als globaler Administrator oder Administrator für privilegierte Rollen anmelden. Was schon eingerichtet ist, bleibt.',
  },
  setup_running: { message: 'Eine Einrichtung läuft bereits.', remedy: 'Ihr Ende abwarten oder sie abbrechen.' },
  setup_absent: { message: 'Es gibt keine Einrichtung, die fortgesetzt werden könnte.', remedy: 'Eine neue beginnen.' },
  role_unknown: {
    message: 'Microsoft Graph kennt in dieser Cloud die Berechtigung {roles} nicht.',
    remedy: 'Die Funktion weglassen, die sie braucht.',
  },
  replication_slow: {
    message: 'Microsoft kennt die neue Registrierung noch nicht überall ({roles}).',
    remedy: 'Nichts ging verloren. Einige Minuten warten und die Einrichtung fortsetzen.',
  },
  credential_absent: {
    message: 'Dieser Zugang wird nicht mehr aufbewahrt.',
    remedy: 'Die Liste der Zugänge erneut öffnen.',
  },
  credential_in_use: {
    message: 'Mit diesem Zugang meldet sich Tenantry gerade an.',
    remedy: 'Zuerst zu einem anderen wechseln, dann diesen entfernen.',
  },
  rotation_running: {
    message: 'Ein neues Zertifikat wird bereits eingeführt.',
    remedy: 'Damit fortfahren oder es zuerst aufgeben.',
  },
  rotation_absent: { message: 'Es wird kein neues Zertifikat eingeführt.', remedy: 'Mit einem neuen beginnen.' },
  rotation_needs_upload: {
    message: 'Tenantry kann das neue Zertifikat nicht selbst in die App-Registrierung eintragen.',
    remedy:
      'Den öffentlichen Teil exportieren, im Entra Admin Center unter „App-Registrierungen“, „Zertifikate & Geheimnisse“ hochladen und hier fortfahren.',
  },
  rotation_not_accepted: {
    message: 'Entra nimmt das neue Zertifikat {thumbprint} noch nicht an ({aadsts}). Das bisherige bleibt in Gebrauch.',
    remedy: 'Einige Minuten warten und fortfahren oder den Fingerabdruck mit der App-Registrierung vergleichen.',
  },
  rotation_removal_by_hand: {
    message: 'Tenantry kann das bisherige Zertifikat {thumbprint} nicht selbst aus der App-Registrierung entfernen.',
    remedy: 'Es im Entra Admin Center unter „App-Registrierungen“, „Zertifikate & Geheimnisse“ löschen.',
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
  certificate_gone: {
    message: 'Das Zertifikat ist nicht mehr im Speicher.',
    remedy: 'Zertifikate bleiben nur einige Minuten dort. Die Person erneut nachschlagen.',
  },
  root_unfit: {
    message: 'Die Datei {name} enthält kein Zertifikat einer Zertifizierungsstelle.',
    remedy: 'Das Zertifikat der Stamm- oder Zwischenstelle selbst wählen, als .cer, .crt oder .pem.',
  },
  ldap_refused: {
    message: 'Der Verzeichnisserver {host} hat die Suche abgelehnt (LDAP-Code {ldapCode}).',
    remedy: 'Den Basis-DN prüfen und ob dieses Konto die Zertifikate lesen darf.',
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
  file_unwritable: {
    message: '{file} konnte nicht geschrieben werden ({problem}).',
    remedy: 'Einen anderen Ordner wählen oder das Programm schließen, das die Datei geöffnet hat.',
  },
  export_overtaken: {
    message: 'Während des Exports wurde eine Synchronisierung veröffentlicht.',
    remedy: 'Erneut exportieren: Eine Datei mischt nie zwei Stände.',
  },
  export_too_long: {
    message: 'Ein Excel-Blatt fasst höchstens {most} Zeilen.',
    remedy: 'Die Liste durch einen Filter verkleinern oder als CSV exportieren.',
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
  audit_unavailable: {
    message: 'Nichts wurde geändert, weil das Protokoll es nicht festhalten kann ({problem}).',
    remedy: 'Schlüsselbund, Datenträger und Rechte am Profilordner unter Protokoll prüfen, dann erneut versuchen.',
  },
  audit_newer: {
    message: 'Das Protokoll stammt von einem neueren Tenantry (Version {version}).',
    remedy: 'Diese oder eine neuere Version installieren. Bis dahin lässt sich nichts ändern.',
  },
  audit_unreadable: {
    message: 'Ein Teil der Protokolldatei ist nicht lesbar.',
    remedy:
      'Das Protokoll prüfen lassen: das nennt den ersten betroffenen Eintrag. Nach einem Fehler des Datenträgers suchen.',
  },
  audit_damaged: {
    message: 'Die Protokolldatei war beschädigt. Sie wurde als {file} beiseitegelegt, das Protokoll beginnt neu.',
    remedy: 'Die Datei aufheben, den Datenträger prüfen und mit dem letzten signierten Export vergleichen.',
  },
  audit_foreign: {
    message:
      'Die Protokolldatei ließ sich mit dem Schlüssel dieses Rechners nicht öffnen. Sie wurde als {file} beiseitegelegt, das Protokoll beginnt neu.',
    remedy: 'Die Datei aufheben und klären, ob Profil oder Schlüsselbund kopiert oder wiederhergestellt wurden.',
  },
  audit_missing: {
    message: 'Die Protokolldatei ist weg; der Schlüsselbund weiß von {expected} Einträgen. Das Protokoll beginnt neu.',
    remedy: 'Die Datei in einer Sicherung suchen und mit dem letzten signierten Export vergleichen.',
  },
  audit_truncated: {
    message: 'Die Protokolldatei enthält {found} Einträge; der Schlüsselbund weiß von {expected}. Die letzten fehlen.',
    remedy: 'Klären, ob ein älteres Profil wiederhergestellt wurde, und mit dem letzten signierten Export vergleichen.',
  },
  audit_unacknowledged: {
    message: 'Die Protokolldatei enthält {found} Einträge; der Schlüsselbund weiß nur von {expected}.',
    remedy:
      'Klären, ob ein älterer Schlüsselbund wiederhergestellt wurde. Die Einträge nach {expected} stammen womöglich nicht von Tenantry.',
  },
  audit_replaced: {
    message:
      'Die Protokolldatei ist nicht die, deren Ende der Schlüsselbund kennt ({found} Einträge gefunden, {expected} erwartet).',
    remedy: 'Klären, wer sie ausgetauscht hat, und mit dem letzten signierten Export vergleichen.',
  },
  audit_altered: {
    message: 'Der letzte Eintrag des Protokolls, {found}, ist nicht mehr der, der geschrieben wurde.',
    remedy: 'Klären, wer die Datei verändert hat, und mit dem letzten signierten Export vergleichen.',
  },
  audit_head_missing: {
    message:
      'Der Schlüsselbund weiß nicht, wo das Protokoll endete; ob seine {found} Einträge alle sind, kann niemand sagen.',
    remedy: 'Mit dem letzten signierten Export vergleichen.',
  },
  record_not_found: {
    message: 'Das Protokoll hat keinen Eintrag {sequence}.',
    remedy: 'Die Liste erneut ansehen.',
  },
  command_wrong: {
    message: 'Nicht verstanden: {problem}.',
    remedy: 'tenantry help nennt die Befehle und ihre Optionen.',
  },
  command_running: {
    message: 'Mit diesem Profil läuft gerade ein Befehl: tenantry {name}.',
    remedy: 'Erneut versuchen, wenn er beendet ist. Vielleicht hat ihn eine geplante Aufgabe begonnen.',
  },
  profile_in_use: {
    message:
      'Tenantry ist mit diesem Profil geöffnet oder läuft neben der Uhr weiter und hält die Daten selbst aktuell.',
    remedy: 'Für die Befehlszeile beenden: Ist das Fenster geschlossen, über das Menü des Symbols neben der Uhr.',
  },
  sync_running: { message: 'Ein Abgleich läuft bereits.', remedy: 'Abwarten oder abbrechen.' },
  sync_held: {
    message: 'Ein Abgleich ist vom Schutz angehalten und wartet auf eine Antwort.',
    remedy: 'Auf der Seite Abgleich zuerst die Entfernungen übernehmen oder alles behalten.',
  },
  sync_unfinished: {
    message:
      'Ein Abgleich wurde unterbrochen, und der nächste setzt mit dem Gelesenen fort. Einen Benutzer oder eine Gruppe allein abzugleichen, würde es verwerfen.',
    remedy: 'Zuerst den nächsten Abgleich des Mandanten abwarten oder auf der Seite Abgleich starten.',
  },
  sync_incomplete: {
    message:
      'Der Mandant konnte nicht vollständig gelesen werden: {problem}. Nichts wurde entfernt; der letzte Stand bleibt.',
    remedy: 'Erneut versuchen. Die Anfragen des Laufs zeigen, was fehlschlug.',
  },
}
