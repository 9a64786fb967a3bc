import type { OverviewText } from '../en/overview.ts'

export const overview: OverviewText = {
  title: 'Übersicht',
  proven: 'nachweislich vollständig',
  figures: {
    users: 'Benutzer',
    groups: 'Gruppen',
    memberships: 'Mitgliedschaften',
    disabled: 'Deaktiviert',
    guests: 'Gäste',
    withoutMail: 'Ohne E-Mail-Adresse',
    withoutLicence: 'Ohne Lizenz',
    unknown: 'Nicht gezählt',
    withoutMailWhy: 'Lizenziert, aber nicht abgeglichen: Es gibt keine E-Mail-Adresse, für die signiert würde.',
    withoutLicenceWhy: 'Im Mandanten, aber nicht abgeglichen.',
  },
  attention: {
    title: 'Braucht Aufmerksamkeit',
    note: ({ count, text }) => (count === 1 ? text : `${text}, das Nächste zuerst`),
    columns: { what: 'Was', when: 'Wann' },
    none: 'Nichts braucht Aufmerksamkeit',
    noneProof: ({ when }) => `Zuletzt als vollständig nachgewiesen ${when}`,
    what: {
      syncFailed: ({ why }) => `Der letzte Abgleich endete ohne neuen Stand. ${why}`,
      syncPartial: 'Der letzte Abgleich konnte nicht alles lesen, daher bleibt der vorige Stand',
      oneHeld:
        'Der Abgleich eines einzelnen Benutzers oder einer Gruppe würde mehr entfernen, als der Schutz zulässt. Kein Abgleich beginnt von selbst, bis er beantwortet ist',
      syncHeld: 'Der letzte Abgleich würde mehr entfernen, als der Schutz zulässt, und wartet auf eine Entscheidung',
      syncKept:
        'Was der letzte Abgleich entfernt hätte, wird behalten; solange dasselbe fehlt, wird nichts Neues veröffentlicht',
      syncInterrupted: 'Tenantry endete, während der letzte Abgleich lief',
      setAside: ({ why }) => why,
      expired: 'Das Zertifikat, mit dem Tenantry sich anmeldet, ist abgelaufen; kein Abgleich kann laufen',
      expiring: 'Das Zertifikat, mit dem Tenantry sich anmeldet, läuft ab; damit enden die Abgleiche',
      rolesMissing: ({ roles }) => `${roles} fehlt; der nächste Abgleich kann nicht alles lesen`,
      hiddenMembers: ({ count, text }) =>
        count === 1
          ? '1 Gruppe verbirgt ihre Mitglieder vor dieser Anwendung, ihre Liste ist hier leer oder veraltet'
          : `${text} Gruppen verbergen ihre Mitglieder vor dieser Anwendung, ihre Listen sind hier leer oder veraltet`,
      duplicateMail: ({ count, text }) =>
        count === 1
          ? '1 Benutzer teilt seine E-Mail-Adresse mit einem anderen'
          : `${text} Benutzer teilen ihre E-Mail-Adresse mit einem anderen`,
      old: 'Dieser Stand ist alt; was sich seither in Entra geändert hat, fehlt darin',
    },
    daysLeft: ({ count, text }) => (count === 0 ? 'heute' : count === 1 ? 'in 1 Tag' : `in ${text} Tagen`),
    daysAgo: ({ count, text }) => (count === 0 ? 'heute' : count === 1 ? 'vor 1 Tag' : `vor ${text} Tagen`),
    cures: {
      run: 'Lauf zeigen',
      connection: 'Verbindung öffnen',
      credential: 'Ersetzen…',
      permissions: 'Berechtigungen zeigen',
      users: 'Benutzer zeigen',
    },
  },
  departments: {
    title: 'Benutzer nach Abteilung',
    note: ({ count, text }) => (count === 1 ? '1 Abteilung' : `${text} Abteilungen`),
    blank: 'Ohne Abteilung',
    others: ({ count, text }) => (count === 1 ? '1 weitere Abteilung' : `${text} weitere Abteilungen`),
    show: ({ name }) => `Benutzer zeigen: ${name}`,
    none: 'Kein Benutzer hat eine Abteilung.',
  },
  lastRun: {
    title: 'Letzter Lauf',
    open: 'Lauf öffnen',
    result: 'Ergebnis',
    proof: 'Nachweis',
    took: 'Dauer',
    none: 'Noch keiner',
  },
  proof: ({ counted, read }) =>
    counted === undefined
      ? `Microsoft hat keine Zahl genannt; ${read} Benutzer wurden gelesen`
      : `Microsoft zählte ${counted} Benutzer; ${read} wurden gelesen`,
  took: ({ duration, requests }) => `${duration}, ${requests.text} ${requests.count === 1 ? 'Anfrage' : 'Anfragen'}`,
  tenant: {
    title: 'Mandant',
    settings: 'Einstellungen öffnen',
    name: 'Name',
    domain: 'Domäne',
    noDomain: 'Keine ist als Standard gekennzeichnet',
    id: 'Mandanten-ID',
    cloud: 'Cloud',
    copy: ({ name }) => `${name} kopieren`,
  },
  first: {
    notYet: 'Es wurde noch nichts abgeglichen',
    notYetWhy:
      'Der erste Abgleich liest alle lizenzierten Benutzer mit E-Mail-Adresse, alle Sicherheits- und Microsoft-365-Gruppen und deren Mitglieder.',
    failed: 'Der erste Abgleich endete ohne Stand',
  },
  welcome: {
    title: 'Willkommen bei Tenantry',
    lead: 'Einen Microsoft-365-Mandanten verbinden, um seine lizenzierten Benutzer und Gruppen auf diesem Rechner durchsuchbar zu haben, verschlüsselt und auch ohne Netz.',
    table: 'Was das Verbinden bedeutet',
    columns: { what: 'Was geschieht', detail: 'Im Einzelnen' },
    rows: {
      need: {
        what: 'Nötig ist',
        detail: 'Ein Administrator, der sich einmal im Browser anmeldet, oder eine vorhandene App-Registrierung.',
      },
      reads: { what: 'Es wird nur gelesen', before: 'Zwei Anwendungsberechtigungen: ', between: ' und ', after: '.' },
      secret: {
        what: 'Der Zugang bleibt hier',
        detail: 'Im Schlüsselbund dieses Rechners. In keiner Datei und keinem Protokoll steht er je.',
      },
      test: {
        what: 'Erst prüfen, dann speichern',
        detail: 'Tenantry meldet sich an und liest einen Benutzer und eine Gruppe; erst dann wird etwas behalten.',
      },
      next: { what: 'Danach', detail: 'Der erste Abgleich startet von selbst und zeigt, wie weit er ist.' },
    },
    connect: 'Mit Microsoft verbinden',
    own: 'Ich habe eine App-Registrierung',
    consent: 'Zustimmen kann nur, wer Administrator für privilegierte Rollen oder globaler Administrator ist.',
    consentHelp: 'So wird die Zustimmung erteilt',
  },
  failed: 'Der Stand konnte nicht gelesen werden',
}
