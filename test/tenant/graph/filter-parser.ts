import { badRequest } from './answer.ts'

export type Literal = string | number | boolean | null
export type Comparison = 'eq' | 'ne' | 'ge' | 'le' | 'gt' | 'lt' | 'in'

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly part: Filter }
  /** `count`: the property's number of entries is compared. */
  | {
      readonly kind: 'compare'
      readonly property: string
      readonly count: boolean
      readonly operator: Comparison
      readonly values: readonly Literal[]
    }
  | {
      readonly kind: 'text'
      readonly property: string
      readonly operator: 'startswith' | 'endswith'
      readonly text: string
    }
  /** `property/any(x:x eq 'v')`, or with `field`, `property/any(x:x/field eq 'v')`. */
  | { readonly kind: 'any'; readonly property: string; readonly field: string | null; readonly part: Filter }

const token =
  /\s*(?:(?<string>'(?:[^']|'')*')|(?<guid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?<date>\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?)|(?<number>-?\d+)|(?<word>[$\w]+)|(?<sign>[(),:/]))/iy

interface Token {
  readonly kind: 'string' | 'guid' | 'date' | 'number' | 'word' | 'sign' | 'end'
  readonly text: string
  readonly at: number
}

const tokenize = (text: string): readonly Token[] => {
  const tokens: Token[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.trimEnd().length) {
    const at = token.lastIndex
    const groups = token.exec(text)?.groups
    const found = Object.entries(groups ?? {}).find(([, value]) => value !== undefined)
    if (found === undefined) throw badRequest(`Syntax error at position ${at} in '${text}'.`)
    tokens.push({ kind: found[0] as Token['kind'], text: found[1] ?? '', at })
  }
  tokens.push({ kind: 'end', text: '', at: text.length })
  return tokens
}

const comparisons: readonly string[] = ['eq', 'ne', 'ge', 'le', 'gt', 'lt', 'in']

/** Recursive descent over OData's filter language, as far as Graph's directory objects take it. Throws Graph's 400. */
class Parser {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #next = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = tokenize(text)
  }

  parse(): Filter {
    const filter = this.#or()
    if (this.#peek().kind !== 'end') throw this.#error()
    return filter
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: this.#text.length }
  }

  #error() {
    return badRequest(`Invalid filter clause: Syntax error at position ${this.#peek().at} in '${this.#text}'.`)
  }

  #is(text: string): boolean {
    const token = this.#peek()
    return token.kind !== 'string' && token.text.toLowerCase() === text
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false
    this.#next++
    return true
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw this.#error()
  }

  #word(): string {
    const token = this.#peek()
    if (token.kind !== 'word') throw this.#error()
    this.#next++
    return token.text
  }

  #or(): Filter {
    let left = this.#and()
    while (this.#take('or')) left = { kind: 'or', left, right: this.#and() }
    return left
  }

  #and(): Filter {
    let left = this.#unary()
    while (this.#take('and')) left = { kind: 'and', left, right: this.#unary() }
    return left
  }

  #unary(): Filter {
    if (this.#take('not')) return { kind: 'not', part: this.#unary() }
    if (this.#take('(')) {
      const inner = this.#or()
      this.#expect(')')
      return inner
    }
    const name = this.#word()
    const lower = name.toLowerCase()
    if ((lower === 'startswith' || lower === 'endswith') && this.#take('(')) return this.#textFunction(lower)
    return this.#path(name)
  }

  #textFunction(operator: 'startswith' | 'endswith'): Filter {
    const property = this.#word()
    this.#expect(',')
    const text = this.#literal()
    this.#expect(')')
    if (typeof text !== 'string') throw this.#error()
    return { kind: 'text', property, operator, text }
  }

  #path(property: string): Filter {
    if (!this.#take('/')) return this.#comparison(property, false)
    if (this.#take('$count')) return this.#comparison(property, true)
    this.#expect('any')
    this.#expect('(')
    const variable = this.#word()
    this.#expect(':')
    const start = this.#word()
    const lower = start.toLowerCase()
    if (lower === 'startswith' || lower === 'endswith') {
      this.#expect('(')
      const part = this.#textFunction(lower)
      this.#expect(')')
      return { kind: 'any', property, field: null, part }
    }
    if (start !== variable) throw this.#error()
    const field = this.#take('/') ? this.#word() : null
    const part = this.#comparison(field ?? variable, false)
    this.#expect(')')
    return { kind: 'any', property, field, part }
  }

  #comparison(property: string, count: boolean): Filter {
    const operator = this.#word().toLowerCase()
    if (!comparisons.includes(operator)) throw this.#error()
    const values = operator === 'in' ? this.#list() : [this.#literal()]
    return { kind: 'compare', property, count, operator: operator as Comparison, values }
  }

  #list(): readonly Literal[] {
    this.#expect('(')
    const values = [this.#literal()]
    while (this.#take(',')) values.push(this.#literal())
    this.#expect(')')
    return values
  }

  #literal(): Literal {
    const token = this.#peek()
    this.#next++
    if (token.kind === 'string') return token.text.slice(1, -1).replaceAll("''", "'")
    if (token.kind === 'number') return Number(token.text)
    if (token.kind === 'guid' || token.kind === 'date') return token.text
    if (token.text === 'true' || token.text === 'false') return token.text === 'true'
    if (token.text === 'null') return null
    this.#next--
    throw this.#error()
  }
}

export const parseFilter = (text: string): Filter => new Parser(text).parse()
