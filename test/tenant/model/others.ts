import { type Ids, type Kind, refOf } from './ids.ts'
import { Random } from './random.ts'
import type { OtherRecord } from './records.ts'

const systems = ['Windows', 'macOS', 'iOS', 'Android', 'Linux'] as const
const services = ['Terminal Planner', 'Backup', 'Zollmeldung', 'Fleet Telemetry', 'Payroll', 'Door Access'] as const

/** Devices, organisational contacts and service principals, each a pure function of seed and index. */
export const makeOther = (
  kind: Exclude<Kind, 'user' | 'group'>,
  index: number,
  seed: number,
  ids: Ids,
): OtherRecord => {
  const id = ids.of(refOf(kind, index))
  const r = new Random(seed, 0x07e5, kind.length, index)
  if (kind === 'device') {
    const operatingSystem = r.pick(systems)
    return {
      id,
      displayName: `${operatingSystem.slice(0, 3).toUpperCase()}-${String(index).padStart(6, '0')}`,
      accountEnabled: true,
      deviceId: ids.of(refOf(kind, index + 0x10000)),
      operatingSystem,
      operatingSystemVersion: `${10 + r.int(8)}.${r.int(10)}`,
      trustType: 'AzureAd',
    }
  }
  if (kind === 'orgContact') {
    const displayName = `Spedition Südwind, Ansprechpartner ${index + 1}`
    return { id, displayName, mail: `kontakt${index + 1}@suedwind.example`, companyName: 'Spedition Südwind OHG' }
  }
  const displayName = `${r.pick(services)} (${index + 1})`
  const appId = ids.of(refOf(kind, index + 0x10000))
  return {
    id,
    displayName,
    appId,
    appDisplayName: displayName,
    accountEnabled: true,
    servicePrincipalType: 'Application',
  }
}
