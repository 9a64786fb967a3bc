import type { SyncText } from '../en/sync.ts'

export const sync: SyncText = {
  title: 'Abgleich',
  outcomes: {
    running: 'Läuft',
    published: 'Vollständig, veröffentlicht',
    partial: 'Unvollständig, nicht veröffentlicht',
    failed: 'Gescheitert, nicht veröffentlicht',
    cancelled: 'Abgebrochen',
    interrupted: 'Unterbrochen: Tenantry endete währenddessen',
  },
  triggers: { connected: 'Das Speichern der Verbindung', manual: 'Ein Administrator' },
  scopes: {
    full: 'Alles',
    delta: 'Nur, was sich geändert hatte',
    asked: 'Alles, wie gewünscht',
    noLinks: 'Alles: Kein Lauf zuvor hatte eine Stelle hinterlassen, von der an Änderungen verfolgt werden können',
    daily: 'Alles, wie einmal am Tag',
    aged: 'Alles: Die Stelle, von der an Änderungen verfolgt werden können, war zu alt',
    expired: 'Alles: Microsoft wusste nicht mehr, wo der Lauf zuvor geendet hatte',
    refused: 'Alles: Microsoft gab die Änderungen allein nicht heraus',
    unreadable: 'Alles: Auf das, was Microsoft als Änderungen gab, war kein Verlass',
    counts: 'Alles: Mit den Änderungen war es nicht das, was Microsoft zählt',
    large: 'Alles: So viel hatte sich geändert, dass ganze Listen schneller waren',
  },
  more: 'Anders abgleichen',
  full: 'Vollabgleich: alles neu lesen',
  notes: {
    running: ({ time }) => `gestartet ${time}`,
    ended: ({ time }) => `letzter Lauf, ${time}`,
    earlier: ({ time }) => `Lauf vom ${time}`,
  },
  progress: {
    doing: {
      signIn: 'Am Mandanten anmelden',
      count: 'Microsoft nach der Zahl der Benutzer und Gruppen fragen',
      read: 'Die letzten Seiten lesen',
      prove: 'Das Gelesene mit der Zählung von Microsoft vergleichen',
      publish: 'Den neuen Stand veröffentlichen',
    },
    reading: {
      users: ({ done, total }) =>
        total === undefined ? `Benutzer lesen: bisher ${done}` : `Benutzer lesen: ${done} von ${total}`,
      groups: ({ done, total }) =>
        total === undefined ? `Gruppen lesen: bisher ${done}` : `Gruppen lesen: ${done} von ${total}`,
      members: ({ done, total }) =>
        total === undefined
          ? `Mitglieder lesen: bisher die von ${done} Gruppen`
          : `Mitglieder lesen: die von ${done} der ${total} Gruppen`,
    },
    rate: ({ text }) => `${text} je Sekunde`,
    left: ({ duration }) => `noch etwa ${duration}`,
    waiting: ({ time }) => `Microsoft Graph bittet um langsamere Anfragen; weiter geht es um ${time}`,
    percent: ({ percent }) => `${percent} gelesen`,
    kept: ({ when }) => `Zu sehen ist der Stand vom ${when}, bis dieser Lauf nachweislich vollständig ist`,
    first: 'Zu sehen ist erst etwas, wenn dieser erste Lauf nachweislich vollständig ist',
  },
  phases: {
    title: 'Phasen',
    columns: { phase: 'Phase', state: 'Zustand', read: 'Gelesen', of: 'Von' },
    rows: {
      signIn: 'Anmelden',
      count: 'Zählen',
      users: 'Benutzer',
      groups: 'Gruppen',
      members: 'Mitgliederlisten',
      prove: 'Nachweisen',
      publish: 'Veröffentlichen',
    },
    states: { ok: 'Fertig', run: 'Läuft', wait: 'Wartet', todo: 'Steht aus' },
  },
  facts: {
    soFar: 'Bisher',
    run: 'Dieser Lauf',
    outcome: 'Ergebnis',
    startedBy: 'Gestartet durch',
    scope: 'Umfang',
    started: 'Beginn',
    took: 'Dauer',
    running: 'Läuft seit',
    requests: 'Anfragen',
    repeated: ({ requests, retries }) =>
      retries.count === 0 ? `${requests.text}, keine wiederholt` : `${requests.text}, davon ${retries.text} wiederholt`,
    memberships: 'Mitgliedschaften',
    proof: 'Nachweis',
    proofLater: 'Kommt am Ende: das Gelesene gegen die Zählung von Microsoft',
    ifItFails: 'Scheitert er',
    nothingLost: 'Der Stand bleibt, wie er ist; nichts wird entfernt',
    found: 'Gelesen',
    holds: 'Stand',
    foundText: ({ users, groups, memberships }) =>
      `${users.text} Benutzer, ${groups.text} ${groups.count === 1 ? 'Gruppe' : 'Gruppen'}, ${memberships.text} ${memberships.count === 1 ? 'Mitgliedschaft' : 'Mitgliedschaften'}`,
    runId: 'Lauf-ID',
    copyRunId: 'Lauf-ID kopieren',
  },
  proof: {
    title: 'Nachweis',
    complete: 'Alles, was Microsoft gezählt hat, wurde gelesen',
    updated: 'Mit dem, was sich geändert hatte, hat der Stand alles, was Microsoft zählt',
    incomplete: 'Nicht alles, was Microsoft gezählt hat, wurde gelesen',
    none: 'Der Lauf endete, bevor er mit der Zählung von Microsoft verglichen werden konnte.',
    columns: { what: 'Was', counted: 'Gezählt', read: 'Gelesen', held: 'Im Stand', result: 'Ergebnis' },
    rows: {
      users: 'Benutzer mit Lizenz',
      withoutMail: 'davon ohne E-Mail-Adresse',
      groups: 'Gruppen',
      members: 'Mitgliederlisten',
    },
    results: {
      equal: 'Gleich',
      notCounted: 'Nicht gezählt',
      fewer: ({ text }) => `${text} weniger`,
      more: ({ text }) => `${text} mehr`,
      leftOut: 'Ausgelassen',
      allRead: 'Alle gelesen',
      failed: ({ text }) => `${text} gescheitert`,
      hidden: ({ text }) => `${text} verborgen`,
    },
    reasons: {
      usersFewer: ({ text }) => `Microsoft hat ${text} Benutzer mehr gezählt als geliefert.`,
      usersMore: ({ count, text }) =>
        count === 1
          ? '1 Benutzer kam, den Microsoft nicht gezählt hatte.'
          : `${text} Benutzer kamen, die Microsoft nicht gezählt hatte.`,
      groupsFewer: ({ count, text }) =>
        `Microsoft hat ${text} ${count === 1 ? 'Gruppe' : 'Gruppen'} mehr gezählt als geliefert.`,
      groupsMore: ({ count, text }) =>
        count === 1
          ? '1 Gruppe kam, die Microsoft nicht gezählt hatte.'
          : `${text} Gruppen kamen, die Microsoft nicht gezählt hatte.`,
      notCounted: 'Microsoft hat keine Zahl zum Vergleichen genannt.',
      membersFailed: ({ count, text }) =>
        count === 1
          ? 'Die Mitglieder von 1 Gruppe konnten nicht gelesen werden.'
          : `Die Mitglieder von ${text} Gruppen konnten nicht gelesen werden.`,
      membersOpen: ({ count, text }) =>
        count === 1
          ? 'Die Mitglieder von 1 Gruppe wurden nicht erreicht.'
          : `Die Mitglieder von ${text} Gruppen wurden nicht erreicht.`,
    },
    hidden: ({ count, text }) =>
      count === 1
        ? '1 Gruppe verbirgt ihre Mitglieder vor dieser Anwendung. Unvollständig macht das den Lauf nicht.'
        : `${text} Gruppen verbergen ihre Mitglieder vor dieser Anwendung. Unvollständig macht das den Lauf nicht.`,
  },
  ended: {
    published: 'Der Mandant wurde vollständig gelesen und veröffentlicht',
    updated: 'Was sich geändert hatte, wurde vollständig gelesen und veröffentlicht',
    partial: 'Der Mandant wurde nicht vollständig gelesen, daher wurde nichts veröffentlicht',
    failed: 'Der Abgleich endete ohne neuen Stand',
    cancelled: 'Der Abgleich wurde abgebrochen',
    interrupted: 'Tenantry endete, während ein Abgleich lief',
    interruptedWhy: 'Das Programm wurde geschlossen oder beendet, bevor der Lauf nachgewiesen war.',
    kept: ({ when }) => `Nichts wurde entfernt; der Stand vom ${when} bleibt.`,
    noneYet: 'Es gibt noch keinen Stand.',
    showSnapshot: 'Lauf des Stands zeigen',
    toSettings: 'Verbindung öffnen',
  },
  ledger: {
    title: 'Anfragen',
    note: 'neueste zuerst',
    columns: { request: 'Anfrage', status: 'Antwort', items: 'Zeilen', took: 'Dauer', at: 'Um' },
    noAnswer: 'Keine Antwort',
    attempt: ({ attempt }) => `Versuch ${attempt}`,
    milliseconds: ({ text }) => `${text} ms`,
    copy: ({ id }) => `Anfrage ${id} kopieren`,
    range: ({ first, last, total }) => `${first} bis ${last} von ${total}`,
    newer: 'Neuere',
    older: 'Ältere',
    none: 'Es wurde keine Anfrage gestellt.',
    noneYet: 'Die ersten Anfragen erscheinen hier gleich.',
    failed: 'Die Anfragen konnten nicht gelesen werden',
  },
  empty: {
    noTenant: 'Hier stehen später die Läufe des Abgleichs.',
    connect: 'Mandanten verbinden',
    noRun: 'Es wurde noch nichts abgeglichen',
    noRunWhy:
      'Der erste Abgleich liest alle lizenzierten Benutzer mit E-Mail-Adresse, alle Sicherheits- und Microsoft-365-Gruppen und deren Mitglieder.',
  },
  failed: 'Der Zustand des Abgleichs konnte nicht gelesen werden',
  unknownRun: 'Dieser Lauf ist nicht mehr vorhanden',
  showLast: 'Letzten Lauf zeigen',
}
