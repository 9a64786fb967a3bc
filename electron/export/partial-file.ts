import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'

/**
 * What a file is called until it is whole: beside it, under a name of its own, so that two that are to have one name do
 * not write into each other, and nothing of anybody else's is written over.
 */
export const partialFile = (file: string): string => join(dirname(file), `Tenantry-${randomUUID()}.partial`)
