import type { Connection } from '../../../shared/domain/connection.ts'
import type { KeptCredential } from '../../../shared/domain/credentials.ts'
import { type Auditing, audited } from '../../audit/audited.ts'
import { credentialFacts } from '../connection-facts.ts'
import type { KeyRoller } from './key-roller.ts'
import type { RolledKey, RotationRecord } from './rotation-state.ts'

/**
 * What is still in the registration although it is no longer kept here: something newer was saved over it between the
 * switch and the removal, or it was removed from this computer alone. Another registration is none of this one's business.
 */
export const leftBehind = (
  record: RotationRecord | null,
  { clientId }: Connection,
  kept: readonly KeptCredential[],
): readonly RolledKey[] =>
  record?.step === 'switched' && record.rolled?.clientId === clientId
    ? record.rolled.keys.filter(({ id }) => !kept.some((one) => one.id === id))
    : []

/** How the certificates among these are found in the registration later on. */
export const rolledKeys = async (
  roller: Pick<KeyRoller, 'keyId'>,
  connection: Connection,
  credentials: readonly KeptCredential[],
  signal: AbortSignal,
): Promise<RolledKey[]> => {
  const keys: RolledKey[] = []
  for (const { id, summary } of credentials) {
    if (summary.kind === 'certificate') keys.push({ id, summary, keyId: await roller.keyId(connection, id, signal) })
  }
  return keys
}

/** Takes it out of the registration, each by itself; false where an administrator has to, of one at least. */
export const removeLeft = async (
  { roller, auditing }: { readonly roller: Pick<KeyRoller, 'removeLeft'>; readonly auditing: Auditing },
  connection: Connection,
  left: readonly RolledKey[],
  signal: AbortSignal,
): Promise<boolean> => {
  let all = true
  for (const { summary, keyId } of left) {
    const before = credentialFacts(summary)
    const planned = { action: 'credentialRemoved', connectionId: connection.id, before } as const
    const removed = await audited(auditing, planned, async () => {
      const value = await roller.removeLeft(connection, keyId, signal)
      return { value, after: { removedFromRegistration: value } }
    })
    all &&= removed
  }
  return all
}
