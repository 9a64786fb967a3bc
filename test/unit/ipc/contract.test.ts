import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import type { Change, ChangeRun, PendingChanges } from '../../../shared/domain/change.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { KeptCredential, RotationStatus } from '../../../shared/domain/credentials.ts'
import type { Group } from '../../../shared/domain/group.ts'
import type { SetupStatus } from '../../../shared/domain/setup.ts'
import type { LedgerEntry, Snapshot, SyncProgress, SyncRun } from '../../../shared/domain/sync.ts'
import type { User } from '../../../shared/domain/user.ts'
import type { change, changeRun, pendingChanges } from '../../../shared/ipc/changes.ts'
import { contract, eventChannel, type Handlers, requestChannel } from '../../../shared/ipc/contract.ts'
import type { keptCredential, rotationStatus } from '../../../shared/ipc/credentials.ts'
import type * as schemas from '../../../shared/ipc/schemas.ts'
import type { setupStatus } from '../../../shared/ipc/setup.ts'

/** A yes or no holds no secret, and an object none but in its own properties. */
const mayHold = (schema: unknown): boolean =>
  !isObjectSchema(schema) || (schema.type !== 'boolean' && schema.properties === undefined)

/** Every property name in a JSON schema, however deep, that a secret could stand under. */
const names = (schema: unknown): string[] => {
  if (schema === null || typeof schema !== 'object') return []
  const properties = 'properties' in schema && schema.properties ? Object.entries(schema.properties) : []
  const own = properties.filter(([, value]) => mayHold(value)).map(([name]) => name)
  return [...own, ...Object.values(schema).flatMap(names)]
}

const isObjectSchema = (
  schema: unknown,
): schema is { readonly additionalProperties?: unknown; readonly properties?: object; readonly type?: string } =>
  typeof schema === 'object' && schema !== null

describe('the contract', () => {
  it.each(Object.entries(contract))('%s gives the page nothing secret', (_route, { output }) => {
    const found = names(z.toJSONSchema(output, { unrepresentable: 'any' }))
    expect(found.filter((name) => /secret|token|passphrase|password|privatekey|\bkey\b|pem/i.test(name))).toEqual([])
  })

  it.each(Object.entries(contract))('%s takes only a strict object', (_route, { input }) => {
    const schema = z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' })
    expect(isObjectSchema(schema) && schema.type).toBe('object')
    expect(isObjectSchema(schema) && schema.additionalProperties).toBe(false)
  })

  it('names its channels as the preload does, which cannot import them', () => {
    const preload = readFileSync(join(import.meta.dirname, '../../../electron/preload.ts'), 'utf8')
    expect(preload).toContain(`requestChannel = '${requestChannel}'`)
    expect(preload).toContain(`eventChannel = '${eventChannel}'`)
  })

  it('has schemas that agree with the types of the domain', () => {
    expectTypeOf<z.infer<typeof schemas.user>>().toEqualTypeOf<{ -readonly [K in keyof User]: User[K] }>()
    expectTypeOf<z.infer<typeof schemas.group>>().toEqualTypeOf<{ -readonly [K in keyof Group]: Group[K] }>()
    expectTypeOf<z.infer<typeof schemas.snapshot>>().toExtend<Snapshot>()
    expectTypeOf<Snapshot>().toExtend<z.infer<typeof schemas.snapshot>>()
    expectTypeOf<SyncRun>().toExtend<z.infer<typeof schemas.syncRun>>()
    expectTypeOf<SyncProgress>().toExtend<z.infer<typeof schemas.syncProgress>>()
    expectTypeOf<LedgerEntry>().toExtend<z.infer<typeof schemas.ledgerEntry>>()
    expectTypeOf<Connection>().toExtend<z.infer<typeof schemas.connection>>()
    expectTypeOf<Change>().toExtend<z.infer<typeof change>>()
    expectTypeOf<z.infer<typeof change>>().toExtend<Change>()
    expectTypeOf<ChangeRun>().toExtend<z.infer<typeof changeRun>>()
    expectTypeOf<z.infer<typeof changeRun>>().toExtend<ChangeRun>()
    expectTypeOf<PendingChanges>().toExtend<z.infer<typeof pendingChanges>>()
    expectTypeOf<z.infer<typeof pendingChanges>>().toExtend<PendingChanges>()
    expectTypeOf<SetupStatus>().toExtend<z.infer<typeof setupStatus>>()
    expectTypeOf<z.infer<typeof setupStatus>>().toExtend<SetupStatus>()
    expectTypeOf<KeptCredential>().toExtend<z.infer<typeof keptCredential>>()
    expectTypeOf<z.infer<typeof keptCredential>>().toExtend<KeptCredential>()
    expectTypeOf<RotationStatus>().toExtend<z.infer<typeof rotationStatus>>()
    expectTypeOf<z.infer<typeof rotationStatus>>().toExtend<RotationStatus>()
  })

  it('does not compile with a missing handler', () => {
    // @ts-expect-error every route needs its handler
    const incomplete: Handlers = {}
    expect(incomplete).toEqual({})
  })
})
