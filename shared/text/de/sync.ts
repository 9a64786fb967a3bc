import type { SyncText } from '../en/sync.ts'

const list = (parts: readonly string[]): string => new Intl.ListFormat('de').format(parts)

interface Counted {
  readonly count: number
  readonly text: string
}

const usersAndGroups = (users: Counted, groups: Counted): string =>
  list([
    ...(users.count === 0 ? [] : [`${users.text} Benutzer`]),
    ...(groups.count === 0 ? [] : [`${groups.text} ${groups.count === 1 ? 'Gruppe' : 'Gruppen'}`]),
  ])

export const sync: SyncText = {
  title: 'Abgleich',
  outcomes: {
    running: 'Läuft',
    published: 'Vollständig, veröffentlicht',
    partial: 'Unvollständig, nicht veröffentlicht',
    failed: 'Gescheitert, nicht veröffentlicht',
    cancelled: 'Abgebrochen',
    interrupted: 'Unterbrochen: Tenantry endete währenddessen',
    rehearsed: 'Probe, nicht veröffentlicht',
    held: 'Vom Schutz angehalten, nicht veröffentlicht',
    kept: 'Vom Schutz angehalten und nicht übernommen',
  },
  triggers: {
    connected: 'Das Speichern der Verbindung',
    manual: 'Ein Administrator',
    rehearsal: 'Ein Administrator, als Probe',
    schedule: 'Der Zeitplan',
    start: 'Der Start von Tenantry',
    wake: 'Das Aufwachen des Computers',
    network: 'Die Rückkehr des Netzwerks',
    commandLine: 'Die Befehlszeile',
  },
  schedule: {
    title: 'Zeitplan',
    every: 'Abgleichen alle',
    intervals: {
      5: '5 Minuten',
      15: '15 Minuten',
      30: '30 Minuten',
      60: '60 Minuten',
      240: '4 Stunden',
      720: '12 Stunden',
      1440: '24 Stunden',
    },
    pause: 'Angehalten',
    next: 'Nächster Lauf',
    paused: 'Angehalten: Läufe beginnen nur durch „Jetzt abgleichen“',
    held: 'Wartet auf Ihre Antwort zum angehaltenen Abgleich',
    offline: 'Kein Netzwerk: Der nächste Lauf kommt mit seiner Rückkehr',
    why: 'Außerdem beim Start von Tenantry, nach dem Ruhezustand und wenn das Netzwerk zurückkehrt. Ein versäumter Lauf wird einmal nachgeholt.',
    failed: 'Der Zeitplan wurde nicht geändert.',
  },
  scopes: {
    full: 'Alles',
    delta: 'Nur, was sich geändert hatte',
    user: 'Ein Benutzer',
    group: 'Eine Gruppe',
    asked: 'Alles, wie gewünscht',
    noLinks: 'Alles: Kein Lauf zuvor hatte eine Stelle hinterlassen, von der an Änderungen verfolgt werden können',
    daily: 'Alles, wie einmal am Tag',
    aged: 'Alles: Die Stelle, von der an Änderungen verfolgt werden können, war zu alt',
    expired: 'Alles: Microsoft wusste nicht mehr, wo der Lauf zuvor geendet hatte',
    refused: 'Alles: Microsoft gab die Änderungen allein nicht heraus',
    unreadable: 'Alles: Auf das, was Microsoft als Änderungen gab, war kein Verlass',
    counts: 'Alles: Mit den Änderungen war es nicht das, was Microsoft zählt',
    large: 'Alles: So viel hatte sich geändert, dass ganze Listen schneller waren',
    overtaken: 'Alles, von vorn: Was ein unterbrochener Lauf gelesen hatte, war nicht mehr zu brauchen',
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
    scopes: {
      full: 'Vollabgleich',
      delta: 'Abgleich der Änderungen',
      user: 'Abgleich eines Benutzers',
      group: 'Abgleich einer Gruppe',
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
    resumed: ({ users, groups }) =>
      `Setzt fort, was ein unterbrochener Lauf gelesen hatte: ${usersAndGroups(users, groups)}`,
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
    units: 'Ressourceneinheiten',
    unitsUnknown: 'Nicht vermerkt',
    memberships: 'Mitgliedschaften',
    proof: 'Nachweis',
    proofLater: 'Kommt am Ende: das Gelesene gegen die Zählung von Microsoft',
    ifItFails: 'Scheitert er',
    nothingLost: 'Der Stand bleibt, wie er ist; nichts wird entfernt',
    resumed: 'Fortgesetzt mit',
    resumedText: ({ users, groups }) => `${usersAndGroups(users, groups)} aus einem unterbrochenen Lauf`,
    found: 'Gelesen',
    holds: 'Stand',
    foundText: ({ users, groups, memberships }) =>
      `${users.text} Benutzer, ${groups.text} ${groups.count === 1 ? 'Gruppe' : 'Gruppen'}, ${memberships.text} ${memberships.count === 1 ? 'Mitgliedschaft' : 'Mitgliedschaften'}`,
    runId: 'Lauf-ID',
    copyRunId: 'Lauf-ID kopieren',
  },
  runs: {
    title: 'Läufe',
    note: 'die letzten 50',
    columns: {
      started: 'Begonnen',
      by: 'Begonnen durch',
      outcome: 'Ergebnis',
      took: 'Dauer',
      users: 'Benutzer',
      groups: 'Gruppen',
    },
    show: ({ time }) => `Den Lauf von ${time} zeigen`,
    all: 'Alle Läufe zeigen',
  },
  proof: {
    title: 'Nachweis',
    complete: 'Alles, was Microsoft gezählt hat, wurde gelesen',
    updated: 'Mit dem, was sich geändert hatte, hat der Stand alles, was Microsoft zählt',
    incomplete: 'Nicht alles, was Microsoft gezählt hat, wurde gelesen',
    one: {
      user: 'Nur nach diesem Benutzer wurde gefragt',
      group: 'Nur nach dieser Gruppe wurde gefragt',
      asked: 'Gefragt',
      came: 'Was kam',
      found: {
        user: {
          read: 'Der Benutzer kam',
          left: 'Der Benutzer kam, ohne Lizenz oder ohne E-Mail-Adresse, und verlässt daher das Verzeichnis',
          gone: 'Laut Microsoft gibt es diesen Benutzer nicht, er verlässt daher das Verzeichnis',
        },
        group: {
          read: 'Die Gruppe kam',
          left: 'Die Gruppe kam als eine, die nicht abgeglichen wird, und verlässt daher das Verzeichnis',
          gone: 'Laut Microsoft gibt es diese Gruppe nicht, sie verlässt daher das Verzeichnis',
        },
      },
      members: 'Mitglieder',
      notRead: 'Nicht gelesen',
      hidden: 'Vor dieser Anwendung verborgen',
    },
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
    usersBy: {
      partitions:
        'Die Benutzer wurden in Teilen nebeneinander gelesen; die Teile zusammen sind so viele, wie Microsoft gezählt hat.',
      refused:
        'Die Benutzer wurden in einer Liste gelesen: Microsoft hat die Abfrage, die sie in Teilen liest, nicht angenommen.',
      uncovered:
        'Die Benutzer wurden in einer Liste gelesen: Die Teile hätten nicht alle enthalten, die Microsoft gezählt hat.',
      untold:
        'Die Benutzer wurden in einer Liste gelesen: Microsoft teilt nicht mit, wer sich ändert, während Teile gelesen werden.',
      changed:
        'Die Benutzer wurden ein zweites Mal in einer Liste gelesen: Es war nicht nachgewiesen, dass die Teile alle enthielten.',
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
    user: 'Dieser Benutzer wurde gelesen und veröffentlicht',
    group: 'Diese Gruppe wurde gelesen und veröffentlicht',
    partialOne: 'Die Gruppe wurde nicht vollständig gelesen, daher wurde nichts veröffentlicht',
    failed: 'Der Abgleich endete ohne neuen Stand',
    cancelled: 'Der Abgleich wurde abgebrochen',
    interrupted: 'Tenantry endete, während ein Abgleich lief',
    rehearsed: 'Dies war eine Probe: es wurde nichts veröffentlicht',
    rehearsedBeyond:
      'Einen solchen Abgleich würde der Schutz anhalten, bis Sie antworten: Er würde mehr entfernen, als der Schutz zulässt.',
    held: 'Der Schutz hat diesen Abgleich angehalten, es wurde nichts veröffentlicht',
    heldOver: 'Was er gelesen hatte, ist nicht mehr da: seither hat ein anderer Abgleich begonnen.',
    keptBack: 'Der Schutz hat diesen Abgleich angehalten, und er wurde nicht übernommen',
    keptOn:
      'Solange in Microsoft Entra ID dasselbe fehlt, behalten die Läufe nach Zeitplan alles ohne Rückfrage und veröffentlichen nichts. „Jetzt abgleichen“ fragt wieder.',
    interruptedWhy: 'Das Programm wurde geschlossen oder beendet, bevor der Lauf nachgewiesen war.',
    kept: ({ when }) => `Nichts wurde entfernt; der Stand vom ${when} bleibt.`,
    noneYet: 'Es gibt noch keinen Stand.',
    showSnapshot: 'Lauf des Stands zeigen',
    changes: 'Was er geändert hat',
    asOf: 'Verzeichnis nach diesem Lauf',
    toSettings: 'Verbindung öffnen',
  },
  one: {
    now: { user: 'Diesen Benutzer jetzt abgleichen', group: 'Diese Gruppe jetzt abgleichen' },
    left: 'Der Mandant wurde verlassen: Von ihm wird nichts gelesen',
    running: 'Ein Abgleich läuft bereits',
    ends: {
      running: 'Wird gelesen…',
      published: 'Auf dem neuesten Stand',
      partial: 'Nicht vollständig gelesen, nichts wurde veröffentlicht',
      failed: 'Nicht gelesen, nichts wurde veröffentlicht',
      cancelled: 'Abgebrochen',
      interrupted: 'Unterbrochen, nichts wurde veröffentlicht',
      rehearsed: 'Nichts wurde veröffentlicht',
      held: 'Vom Schutz angehalten, nichts wurde veröffentlicht',
      kept: 'Vom Schutz angehalten, nichts wurde veröffentlicht',
    },
    show: 'Lauf zeigen',
    failed: 'Der Abgleich begann nicht',
  },
  rehearse: 'Was würde sich ändern?',
  pending: {
    title: 'Was sich ändern würde',
    nothing: 'Nichts würde sich ändern.',
    all: 'Alle Änderungen zeigen',
    columns: { what: 'Was', added: 'Neu', changed: 'Geändert', removed: 'Entfernt' },
    rows: { users: 'Benutzer', groups: 'Gruppen', memberships: 'Mitgliedschaften' },
    removedTitle: 'Würde entfernt',
    removedNote: ({ shown, total }) => `die ersten ${shown} von ${total}`,
    removedColumns: { name: 'Name', mail: 'E-Mail', about: 'Abteilung oder Art' },
    removedAll: 'Alle zeigen',
    lostTitle: 'Mitgliedschaften, die entfallen würden',
    lostColumns: { member: 'Mitglied', mail: 'E-Mail', group: 'Gruppe' },
    unnamed: 'Ohne Namen',
    failed: 'Was sich ändern würde, konnte nicht gelesen werden',
  },
  guard: {
    title: ({ users, groups, lost }) => {
      const parts = [
        ...(users.count === 0 ? [] : [users.count === 1 ? '1 Benutzer' : `${users.text} Benutzer`]),
        ...(groups.count === 0 ? [] : [groups.count === 1 ? '1 Gruppe' : `${groups.text} Gruppen`]),
        ...(lost.count === 0 ? [] : [lost.count === 1 ? '1 Mitgliedschaft' : `${lost.text} Mitgliedschaften`]),
      ]
      const one = users.count + groups.count + lost.count === 1
      return `${list(parts)} ${one ? 'würde' : 'würden'} entfernt. Noch wurde nichts entfernt`
    },
    why: ({ part, least }) =>
      `Das ist mehr, als der Schutz zulässt: mehr als ${least} und mehr als ${part} % der Benutzer oder der Gruppen, oder mehr als die Hälfte der Mitgliedschaften.`,
    waits: 'Bis Sie antworten, beginnt kein Abgleich von selbst. „Jetzt abgleichen“ liest neu und fragt wieder.',
    keep: 'Alles behalten',
    apply: 'Entfernen…',
    confirmTitle: 'Diesen Abgleich übernehmen?',
    confirmWhy: 'Veröffentlicht wird genau, was dieser Abgleich gelesen hat. Der Verlauf behält, was entfernt wird.',
    confirm: 'Übernehmen',
    stay: 'Abbrechen',
    failed: 'Das ließ sich nicht ausführen',
    setting: ({ part, least }) => `Schutz: ${part} % und ${least}`,
    bounds: { part: 'Warten, wenn ein Abgleich mehr entfernt als', least: 'und mehr als' },
    choices: {
      part: ({ bound }) => `${bound} % der Benutzer oder Gruppen`,
      least: ({ bound }) => `${bound} Benutzer oder Gruppen`,
    },
    settingFailed: 'Der Schutz ließ sich nicht ändern',
  },
  ledger: {
    title: 'Anfragen',
    note: 'neueste zuerst',
    columns: { request: 'Anfrage', status: 'Antwort', items: 'Zeilen', units: 'Einheiten', took: 'Dauer', at: 'Um' },
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
