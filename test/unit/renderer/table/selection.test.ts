import { describe, expect, it } from 'vitest'
import {
  countSelected,
  everythingSelected,
  extendSelection,
  isSelected,
  nothingSelected,
  pickedInOrder,
  type Selection,
  toggleRow,
} from '../../../../renderer/components/data-table-selection.ts'

const pick = (index: number) => ({ row: `row ${index}`, index })
const stretch = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ ...pick(from + i), key: `k${from + i}` }))
const keys = (selection: Selection<string>) =>
  Array.from({ length: 10 }, (_, i) => `k${i}`).filter((key) => isSelected(selection, key))

describe('the selection of a table', () => {
  it('takes a row in and out again', () => {
    const one = toggleRow<string>(nothingSelected, 'k1', pick(1))
    expect(keys(one)).toEqual(['k1'])
    expect(countSelected(one, 100)).toBe(1)
    expect(countSelected(toggleRow(one, 'k1', pick(1)), 100)).toBe(0)
  })

  it('counts everything that matches without having read it', () => {
    expect(countSelected(everythingSelected, 100_000)).toBe(100_000)
    const without = toggleRow<string>(everythingSelected, 'k3', pick(3))
    expect(countSelected(without, 100_000)).toBe(99_999)
    expect(isSelected(without, 'k3')).toBe(false)
    expect(countSelected(toggleRow(without, 'k3', pick(3)), 100_000)).toBe(100_000)
  })

  it('gives rows free again when a stretch is drawn back', () => {
    const base = toggleRow<string>(nothingSelected, 'k9', pick(9))
    expect(keys(extendSelection(base, stretch(2, 5)))).toEqual(['k2', 'k3', 'k4', 'k5', 'k9'])
    expect(keys(extendSelection(base, stretch(2, 3)))).toEqual(['k2', 'k3', 'k9'])
  })

  it('brings rows back that were taken out of everything', () => {
    const without = toggleRow<string>(toggleRow<string>(everythingSelected, 'k3', pick(3)), 'k8', pick(8))
    expect(keys(extendSelection(without, stretch(2, 4)))).not.toContain('k8')
    expect(countSelected(extendSelection(without, stretch(2, 4)), 10)).toBe(9)
  })

  it('gives rows in the order of the table, not of choosing', () => {
    const chosen = [7, 2, 5].reduce<Selection<string>>(
      (selection, index) => toggleRow(selection, `k${index}`, pick(index)),
      nothingSelected,
    )
    expect(chosen.kind === 'some' && pickedInOrder(chosen.picked)).toEqual(['row 2', 'row 5', 'row 7'])
  })
})
