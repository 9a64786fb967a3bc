import type { SyncProof } from '../../shared/domain/sync.ts'
import type { DirectoryWriter, RunProof } from '../directory/directory-api.ts'
import type { RunResult } from './full-run.ts'

export interface Publishing {
  readonly runId: string
  /** Everything but publish: what would change is noted instead. */
  readonly isRehearsal: boolean
  readonly write: Pick<DirectoryWriter, 'publish' | 'rehearse'>
  /** When the run ends and what it took. */
  readonly finish: () => Omit<RunProof, 'proof'>
}

/** What becomes of a run that has proven to be complete: a snapshot, a rehearsal, or a wait for an administrator. */
export const publishProven = async (
  { runId, isRehearsal, write, finish }: Publishing,
  proof: SyncProof,
): Promise<Exclude<RunResult, { outcome: 'partial' }>> => {
  const end = { ...finish(), proof }
  if (isRehearsal) {
    await write.rehearse(runId, end)
    return { outcome: 'rehearsed', proof, error: null }
  }
  const published = await write.publish(runId, end)
  if (typeof published === 'string') return { outcome: published, proof, error: null }
  return { outcome: 'published', snapshot: published }
}
