import { hostname, userInfo } from 'node:os'
import type { AuditActor } from '../../shared/domain/audit.ts'

/** Who sits here, as the operating system says; on Windows with the domain, which alone makes the name unambiguous. */
export const thisActor = (environment: NodeJS.ProcessEnv = process.env): Omit<AuditActor, 'trigger'> => {
  const name = accountName() ?? environment['USERNAME'] ?? environment['USER'] ?? 'unknown'
  const domain = environment['USERDOMAIN']
  return { osUser: domain === undefined || domain === '' ? name : `${domain}\\${name}`, host: hostname() || null }
}

/** A process may run under a number that no account has: then the system knows no name. */
const accountName = (): string | null => {
  try {
    return userInfo().username || null
  } catch {
    return null
  }
}
