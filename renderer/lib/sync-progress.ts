import type { SyncProgress } from '../../shared/domain/sync.ts'

/** How much of what is to be read has been read, between 0 and 1; undefined until everything is counted. */
export const partRead = ({ streams }: Pick<SyncProgress, 'streams'>): number | undefined => {
  let [done, all] = [0, 0]
  for (const { done: read, total } of Object.values(streams)) {
    if (total === null) return undefined
    done += Math.min(read, total)
    all += total
  }
  return all === 0 ? undefined : done / all
}
