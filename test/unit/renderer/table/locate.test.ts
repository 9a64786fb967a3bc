import { describe, expect, it } from 'vitest'
import { locate } from '../../../../renderer/components/locate.ts'

/** A sorted list of which the first 200 rows are loaded. */
class SortedList {
  readonly prefixes: string[] = []
  readonly names: readonly string[]

  constructor(names: readonly string[]) {
    this.names = names
  }

  indexOf(matches: (name: string) => boolean): number | undefined {
    const index = this.names.slice(0, 200).findIndex(matches)
    return index < 0 ? undefined : index
  }

  rowsBetween(first: number, last: number): Promise<readonly string[]> {
    return Promise.resolve(this.names.slice(first, last + 1))
  }

  readonly find = (prefix: string): Promise<number | null> => {
    this.prefixes.push(prefix)
    const index = this.names.findIndex((name) => name.startsWith(prefix))
    return Promise.resolve(index < 0 ? null : index)
  }
}

const list = () =>
  new SortedList([
    ...Array.from({ length: 5000 }, (_, i) => `Anna ${String(i).padStart(5, '0')}`),
    ...Array.from({ length: 700 }, (_, i) => `Mia Müller #${i}`),
    ...Array.from({ length: 3000 }, (_, i) => `Zoë #${i}`),
  ])

describe('finding the place of a row', () => {
  it('asks nobody when the row is loaded', async () => {
    const names = list()
    expect(await locate(names, (name) => name === 'Anna 00150', 'Anna 00150', names.find)).toBe(150)
    expect(names.prefixes).toEqual([])
  })

  it('goes through those of the same name to the right one', async () => {
    const names = list()
    expect(await locate(names, (name) => name === 'Mia Müller #650', 'Mia Müller', names.find)).toBe(5650)
  })

  it('gives up where too many share the name, and where nobody has it', async () => {
    const names = list()
    expect(await locate(names, (name) => name === 'Zoë #2500', 'Zoë', names.find)).toBeUndefined()
    expect(await locate(names, (name) => name === 'Yun', 'Yun', names.find)).toBeUndefined()
    expect(await locate(names, (name) => name === 'nobody', 'Zoë #2999', names.find)).toBeUndefined()
  })

  it('cannot search by a blank value', async () => {
    const names = list()
    expect(await locate(names, (name) => name === 'Zoë #1', '', names.find)).toBeUndefined()
    expect(names.prefixes).toEqual([])
  })

  it('searches by no more than the contract takes', async () => {
    const names = list()
    await locate(names, () => false, 'x'.repeat(200), names.find)
    expect(names.prefixes).toEqual(['x'.repeat(64)])
  })
})
