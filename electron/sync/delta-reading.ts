import type { DirectoryWriter } from '../directory/directory-api.ts'
import type { Reading } from './reading.ts'

/** What the changes are read with. */
export interface DeltaReading extends Reading {
  readonly write: DirectoryWriter
  /** So many objects are read one by one; beyond that, lists are quicker. */
  readonly mayRead: number
}
