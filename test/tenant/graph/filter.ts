import { badRequest, unsupported } from './answer.ts'
import { type Comparison, type Filter, type Literal, parseFilter } from './filter-parser.ts'
import { type Filterable, operatorsOf } from './filter-support.ts'
import { propertiesOf } from './properties.ts'

export interface CompiledFilter {
  /** Needs `ConsistencyLevel: eventual` and `$count=true`. Source: Graph, "Advanced query capabilities on directory objects". */
  readonly advanced: boolean
  readonly properties: ReadonlySet<string>
  /** Whether an object matches, given a way to read its properties. */
  readonly matches: Matches
  /** What must all hold, each with a text that names it. */
  readonly parts: readonly { readonly name: string; readonly matches: Matches }[]
}
type Matches = (read: (property: string) => unknown) => boolean

/** Throws Graph's 400 on a syntax error, an unknown property and an operator that the property does not take. */
export const compileFilter = (type: Filterable, text: string): CompiledFilter => {
  const properties = new Set<string>()
  const filter = parseFilter(text)
  const advanced = check(type, filter, properties)
  const matching =
    (part: Filter): Matches =>
    (read) =>
      evaluate(part, read)
  const parts = conjuncts(filter).map((part) => ({ name: JSON.stringify(part), matches: matching(part) }))
  return { advanced, properties, matches: matching(filter), parts }
}

const conjuncts = (filter: Filter): readonly Filter[] =>
  filter.kind === 'and' ? [...conjuncts(filter.left), ...conjuncts(filter.right)] : [filter]

const resource: Readonly<Record<Filterable, string>> = {
  user: 'User',
  group: 'Group',
  application: 'Application',
  servicePrincipal: 'ServicePrincipal',
  appRoleAssignment: 'AppRoleAssignment',
}

/** Returns whether the filter is advanced. */
const check = (type: Filterable, filter: Filter, seen: Set<string>): boolean => {
  if ('left' in filter) {
    const left = check(type, filter.left, seen)
    return check(type, filter.right, seen) || left
  }
  if (filter.kind === 'not') {
    check(type, filter.part, seen)
    return true
  }
  if (!propertiesOf[type].has(filter.property)) {
    throw badRequest(
      `Invalid filter clause: Could not find a property named '${filter.property}' on type 'microsoft.graph.${type}'.`,
    )
  }
  seen.add(filter.property)
  const operator = operatorOf(filter)
  if (!operatorsOf[type].get(filter.property)?.has(operator)) {
    throw unsupported(
      `Unsupported or invalid query filter clause specified for property '${filter.property}' of resource '${resource[type]}'.`,
    )
  }
  if (
    filter.kind === 'compare' &&
    filter.count &&
    !(['eq', 'ne'].includes(filter.operator) && filter.values[0] === 0)
  ) {
    throw unsupported(`Unsupported or invalid query filter clause specified for property '${filter.property}'.`)
  }
  return operator === '$count' || operator === 'ne' || operator === 'endswith'
}

const operatorOf = (filter: Extract<Filter, { property: string }>): string => {
  if (filter.kind === 'text') return filter.operator
  if (filter.kind === 'any') {
    return filter.part.kind === 'compare' || filter.part.kind === 'text' ? filter.part.operator : 'eq'
  }
  if (filter.count) return '$count'
  return filter.operator === 'gt' || filter.operator === 'lt' ? 'unsupported' : filter.operator
}

const evaluate = (filter: Filter, read: (property: string) => unknown): boolean => {
  switch (filter.kind) {
    case 'and':
      return evaluate(filter.left, read) && evaluate(filter.right, read)
    case 'or':
      return evaluate(filter.left, read) || evaluate(filter.right, read)
    case 'not':
      return !evaluate(filter.part, read)
    case 'text':
      return holds(read(filter.property), filter.operator, filter.text)
    case 'compare': {
      const value = read(filter.property)
      return compare(filter.count ? lengthOf(value) : value, filter.operator, filter.values)
    }
    case 'any': {
      const { field, part } = filter
      const entries = read(filter.property)
      return Array.isArray(entries) && entries.some((entry: unknown) => evaluate(part, () => fieldOf(entry, field)))
    }
  }
}

const lengthOf = (value: unknown) => (Array.isArray(value) ? value.length : 0)

const fieldOf = (entry: unknown, field: string | null): unknown =>
  field === null ? entry : (entry as Readonly<Record<string, unknown>>)[field]

const fold = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : (value ?? null))

const compare = (value: unknown, operator: Comparison, literals: readonly Literal[]): boolean => {
  const left = fold(value)
  const right = fold(literals[0])
  if (operator === 'eq') return left === right
  if (operator === 'ne') return left !== right
  if (operator === 'in') return literals.some((literal) => fold(literal) === left)
  if (left === null || right === null || typeof left !== typeof right) return false
  return operator === 'ge' || operator === 'gt'
    ? (left as string) >= (right as string)
    : (left as string) <= (right as string)
}

const holds = (value: unknown, operator: 'startswith' | 'endswith', text: string): boolean => {
  const left = fold(value)
  if (typeof left !== 'string') return false
  return operator === 'startswith' ? left.startsWith(text.toLowerCase()) : left.endsWith(text.toLowerCase())
}
