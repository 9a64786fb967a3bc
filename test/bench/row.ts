/** One line of the table, and one object of `--json`. `ratio` is peer / value: how many times less ours needs. */
export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: 's' | 'ms' | 'MB'
  readonly peer: number
  readonly ratio: number
}

const round = (number: number): number => Number(number.toPrecision(4))

export const row = (name: string, value: number, unit: Row['unit'], peer: number): Row => ({
  name,
  value: round(value),
  unit,
  peer: round(peer),
  ratio: round(peer / value),
})
