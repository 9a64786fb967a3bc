import type { UserRecord } from './records.ts'

type Special = (domain: string, usual: UserRecord) => Partial<UserRecord>

const named =
  (displayName: string, givenName: string, surname: string, local: string, more: Partial<UserRecord> = {}): Special =>
  (domain) => ({
    displayName,
    givenName,
    surname,
    mail: `${local}@${domain}`,
    userPrincipalName: `${local}@${domain}`,
    mailNickname: local,
    proxyAddresses: [`SMTP:${local}@${domain}`],
    ...more,
  })

/** The first people of every tenant: each carries something that programs get wrong. */
export const notable: readonly Special[] = [
  named('Zoë Šímová-Müller 🚢', 'Zoë', 'Šímová-Müller', 'zoe.simova-mueller'),
  named('İpek Işıkoğlu', 'İpek', 'Işıkoğlu', 'ipek.isikoglu', { city: 'İstanbul', country: 'Türkiye' }),
  named('Maria Schmidt', 'Maria', 'Schmidt', 'maria.schmidt', { department: 'Finance' }),
  named('Maria Schmidt', 'Maria', 'Schmidt', 'maria.schmidt2', { department: 'Logistics' }),
  named("Finn O'Brien-D'Angelo", 'Finn', "O'Brien-D'Angelo", "finn.o'brien-dangelo"),
  named('Hans-Jürgen Weißgerber', 'Hans-Jürgen', 'Weißgerber', 'hans-juergen.weissgerber', {
    jobTitle: 'Stellvertretende Bereichsleiterin Betriebsorganisation und Arbeitssicherheit',
    streetAddress: 'Am Sandtorkai 50\r\nHaus B, 3. Stock\r\nHinterer Aufgang',
    businessPhones: ['+49 40 1234-100', '+49 40 1234-200', '+49 172 5550123'],
  }),
  named('佐々木 希', '希', '佐々木', 'nozomi.sasaki', { companyName: 'ノルドウィンド物流株式会社', country: 'Japan' }),
  named('محمد بن سلمان الفهد', 'محمد', 'الفهد', 'mohammed.alfahd'),
  named('Їжакевич Соломія', 'Соломія', 'Їжакевич', 'solomiia.yizhakevych'),
  named('Łucja Żółć', 'Łucja', 'Żółć', 'lucja.zolc'),
  named('Nobody Inparticular', 'Nobody', 'Inparticular', 'nobody', {
    businessPhones: [],
    city: null,
    companyName: null,
    country: null,
    department: null,
    jobTitle: null,
    mobilePhone: null,
    officeLocation: null,
    postalCode: null,
    streetAddress: null,
  }),
  named('</td><script>alert(1)</script> & "Söhne"', 'Bobby', 'Tables', 'bobby.tables', {
    jobTitle: '=HYPERLINK("https://invalid.example","Klick")',
  }),
  (domain, usual) => ({
    mail: `MixedCase.Person@${domain[0]?.toUpperCase()}${domain.slice(1)}`,
    userPrincipalName: `x-${usual.employeeId}@${domain}`,
  }),
]
