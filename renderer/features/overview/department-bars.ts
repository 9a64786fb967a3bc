interface Department {
  readonly name: string | null
  readonly users: number
}

/** A bar of the picture: a department, those without one, or all that are too small to have a line of their own. */
export interface DepartmentBar {
  readonly kind: 'department' | 'blank' | 'others'
  readonly name: string
  readonly users: number
  /** How many departments the bar stands for. */
  readonly departments: number
}

/** Lines that fit beside the rest of the page. */
const mostBars = 12

/** The largest departments, then the others as one, then the users without one, whose bar is no department's. */
export const departmentBarsOf = (departments: readonly Department[]): readonly DepartmentBar[] => {
  const named = departments.filter(({ name }) => name !== null).toSorted((a, b) => b.users - a.users)
  const shown = named.length > mostBars ? named.slice(0, mostBars - 1) : named
  const rest = named.slice(shown.length)
  const blank = departments.find(({ name }) => name === null)
  const sum = (some: readonly Department[]) => some.reduce((users, department) => users + department.users, 0)
  return [
    ...shown.map(({ name, users }) => ({ kind: 'department', name: name ?? '', users, departments: 1 }) as const),
    ...(rest.length > 0 ? [{ kind: 'others', name: '', users: sum(rest), departments: rest.length } as const] : []),
    ...(blank && blank.users > 0 ? [{ kind: 'blank', name: '', users: blank.users, departments: 0 } as const] : []),
  ]
}
