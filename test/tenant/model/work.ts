/** Departments, titles and licences of the sample company. */

/** Skewed as in a real logistics company: name and how many of a hundred. */
const shares: readonly (readonly [name: string, share: number])[] = [
  ['Operations', 24],
  ['Logistics', 21],
  ['Sales', 14],
  ['Finance', 9],
  ['Customer Care', 9],
  ['IT', 8],
  ['Human Resources', 5],
  ['Research', 4],
  ['Legal & Compliance', 3],
  ['Facilities', 3],
]

export const departments: readonly string[] = shares.map(([name]) => name)
/** A hundred entries, so that one draw gives a department with its share. */
export const departmentDraw: readonly string[] = shares.flatMap(([name, share]) => Array<string>(share).fill(name))

const titles: Readonly<Record<string, readonly string[]>> = {
  Operations: [
    'Shift Lead',
    'Operations Analyst',
    'Stellvertretende Bereichsleiterin Betriebsorganisation und Arbeitssicherheit',
    'Terminal Planner',
    'Kranführer',
  ],
  Logistics: ['Dispatcher', 'Gefahrgutbeauftragter', 'Freight Forwarder', 'Customs Specialist', 'Disponentin'],
  Finance: ['Accountant', 'Controller', 'Referentin für Konzernrechnungslegung', 'Treasury Analyst'],
  Sales: ['Account Manager', 'Vertriebsinnendienstmitarbeiterin', 'Key Account Director', 'Ingénieur commercial'],
  'Human Resources': ['HR Business Partner', 'Personalsachbearbeiter', 'Recruiter'],
  'Legal & Compliance': ['Counsel', 'Datenschutzbeauftragte', 'Compliance Officer'],
  IT: ['Systems Engineer', 'IT-Sicherheitsbeauftragter', 'Service Desk Analyst', 'Network Engineer'],
  Research: ['Data Scientist', 'Wissenschaftliche Mitarbeiterin', 'Fellow'],
  'Customer Care': ['Support Specialist', 'Teamleiterin Kundenservice', 'Claims Handler'],
  Facilities: ['Facility Manager', 'Haustechniker', 'Receptionist'],
}

const local: Readonly<Record<string, readonly string[]>> = {
  JP: ['物流企画課 課長', '経理部 主任', '研究員', '倉庫管理'],
  CN: ['销售经理', '仓库主管', '财务专员'],
  UA: ['Провідний інженер', 'Логіст'],
  AE: ['مدير المستودع', 'محاسب'],
}

export const titlesOf = (department: string | null, usage: string): readonly string[] =>
  local[usage] ?? titles[department ?? ''] ?? ['Assistant']

/** Public product ids of Microsoft 365 E3, E5 and F3, and of Power BI (free), which has no mailbox. */
const sku = {
  e3: '05e9a617-0261-4cee-bb44-138d3ef5d965',
  e5: '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
  f3: '66b55226-6b4f-492c-910c-a3b7a3c9d993',
  powerBi: 'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235',
} as const

const license = (skuId: string) => ({ disabledPlans: [], skuId })
/** Shared by all people who have them, so that half a million users cost no more memory. */
export const licenseSets = [
  [license(sku.e3)],
  [license(sku.e5)],
  [license(sku.f3)],
  [license(sku.e3), license(sku.powerBi)],
] as const
export const licenseWithoutMailbox = [license(sku.powerBi)] as const
export const noLicense = [] as const
