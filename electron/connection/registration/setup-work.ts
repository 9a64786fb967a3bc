import { rolesFor } from '../../../shared/domain/features.ts'
import type { SetupStep } from '../../../shared/domain/setup.ts'
import { AppError, isAppError } from '../../../shared/ipc/errors.ts'
import type { CertificateCredential } from '../../cloud/credential.ts'
import { isUnknownToEntra, isUnreplicated, type PatienceNeeds, withPatience } from './patience.ts'
import type { Registrations } from './registrations.ts'
import type { SetupRecord } from './setup-state.ts'

/** What one run of the set-up works with. */
export interface SetupTools {
  /** Null without an administrator's sign-in: then only what needs none can be done. */
  readonly registrations: Registrations | null
  readonly certificate: CertificateCredential
  /** What a fresh token of the new registration holds. */
  readonly roles: (record: SetupRecord, signal: AbortSignal) => Promise<readonly string[]>
  readonly patience: (step: SetupStep) => PatienceNeeds
  readonly read: () => SetupRecord
  /** Kept at once, so that an end of the program loses nothing. */
  readonly change: (changed: Partial<SetupRecord>) => void
}

/** Tries after a lost answer in which the application is only looked for, before it is made a second time. */
const looks = 4

const administratorOf = ({ registrations }: SetupTools): Registrations => {
  if (registrations === null) throw new AppError('admin_signed_out')
  return registrations
}

/** Refusals to an administrator are for the want of a role, or of a permission of the sign-in client. */
const asAdministrator = async <Value>(task: () => Promise<Value>): Promise<Value> => {
  try {
    return await task()
  } catch (error) {
    if (!isAppError(error) || error.code !== 'permission_missing') throw error
    throw new AppError('admin_role_missing', { ...error.params, what: error.params['roles'] ?? '' }, { cause: error })
  }
}

/** Makes the registration, or finds the one of an earlier try. Not made again before it was looked for. */
export const makeApplication = async (tools: SetupTools, signal: AbortSignal): Promise<void> => {
  const registrations = administratorOf(tools)
  const { displayName, tag, features, applicationId } = tools.read()
  if (applicationId !== null) return
  let isLost = false
  const task = async (attempt: number) => {
    const found = await registrations.find(displayName, tag, tools.certificate, signal)
    if (found !== null) return found
    if (isLost && attempt < looks) throw new AppError('connection_lost')
    isLost = true
    const { roles } = await registrations.graphPrincipal(signal)
    const roleIds = idsOf(rolesFor(features), roles)
    return registrations.create({ displayName, tag, roleIds, certificate: tools.certificate }, signal)
  }
  const isLostAnswer = (error: AppError) => error.code !== 'graph_refused' && isUnreplicated(error)
  const made = await asAdministrator(() => withPatience(tools.patience('application'), isLostAnswer, task, signal))
  tools.change(made)
}

/** Normally the certificate came along when the application was made; not where its key pair had to be made anew. */
export const registerCertificate = async (tools: SetupTools, signal: AbortSignal): Promise<void> => {
  const { applicationId, keyId } = tools.read()
  if (keyId !== null || applicationId === null) return
  const registrations = administratorOf(tools)
  const task = async () => {
    const known = await registrations.read(applicationId, tools.certificate, signal)
    if (known.keyId !== null) return known.keyId
    await registrations.addCertificate(applicationId, tools.certificate, signal)
    const { keyId: added } = await registrations.read(applicationId, tools.certificate, signal)
    if (added === null) throw new AppError('not_found')
    return added
  }
  tools.change({
    keyId: await asAdministrator(() => withPatience(tools.patience('certificate'), isUnreplicated, task, signal)),
  })
}

export const makePrincipal = async (tools: SetupTools, signal: AbortSignal): Promise<void> => {
  const { clientId, principalId } = tools.read()
  if (principalId !== null || clientId === null) return
  const registrations = administratorOf(tools)
  const task = async () =>
    (await registrations.principal(clientId, signal)) ?? (await registrations.createPrincipal(clientId, signal))
  tools.change({
    principalId: await asAdministrator(() => withPatience(tools.patience('principal'), isUnreplicated, task, signal)),
  })
}

/** Exactly the roles wanted: missing ones are granted, others that an earlier choice left are taken back. */
export const grantRoles = async (tools: SetupTools, signal: AbortSignal): Promise<void> => {
  const { applicationId, principalId, features } = tools.read()
  if (principalId === null || applicationId === null) return
  const registrations = administratorOf(tools)
  const wanted = rolesFor(features)
  const task = async () => {
    const graph = await registrations.graphPrincipal(signal)
    const ids = idsOf(wanted, graph.roles)
    await registrations.setRequired(applicationId, ids, signal)
    const held = await registrations.granted(principalId, graph.id, signal)
    for (const name of wanted) {
      const id = graph.roles.get(name) ?? ''
      // The list lags behind: what was granted a moment ago is known from here.
      if (!held.has(id) && !tools.read().granted.includes(name))
        await registrations.grant(principalId, graph.id, id, signal)
      tools.change({ granted: [...new Set([...tools.read().granted, name])] })
    }
    for (const [id, assignment] of held)
      if (!ids.includes(id)) await registrations.withdraw(principalId, assignment, signal)
    tools.change({ granted: wanted })
  }
  await asAdministrator(() => withPatience(tools.patience('grants'), isUnreplicated, task, signal))
}

/** Until a fresh token of the new registration holds all roles. */
export const awaitReplication = async (tools: SetupTools, signal: AbortSignal): Promise<void> => {
  const wanted = rolesFor(tools.read().features)
  const task = async () => {
    const roles = await tools.roles(tools.read(), signal)
    const missing = wanted.filter((role) => !roles.includes(role))
    if (missing.length > 0) throw new AppError('replication_slow', { roles: missing.join(', ') })
  }
  await withPatience(tools.patience('replication'), isUnknownToEntra, task, signal)
}

const idsOf = (names: readonly string[], roles: ReadonlyMap<string, string>): string[] => {
  const unknown = names.filter((name) => !roles.has(name))
  if (unknown.length > 0) throw new AppError('role_unknown', { roles: unknown.join(', ') })
  return names.flatMap((name) => roles.get(name) ?? [])
}
