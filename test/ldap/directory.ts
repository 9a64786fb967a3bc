/** One entry: each attribute with its values, by its name without options. */
export interface LdapEntry {
  readonly dn: string
  readonly attributes: Readonly<Record<string, readonly (string | Uint8Array)[]>>
}

export type LdapFilter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly LdapFilter[] }
  | { readonly kind: 'not'; readonly part: LdapFilter }
  | { readonly kind: 'present'; readonly attribute: string }
  | { readonly kind: 'equal'; readonly attribute: string; readonly value: string }

/** `mail;binary` is `mail` with an option. */
const withoutOptions = (attribute: string): string => (attribute.split(';')[0] ?? '').toLowerCase()

const valuesOf = ({ attributes }: LdapEntry, attribute: string): LdapEntry['attributes'][string] => {
  const wanted = withoutOptions(attribute)
  return Object.entries(attributes).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? []
}

/** Names and addresses are compared without regard to case, as Active Directory does. */
export const matches = (filter: LdapFilter, entry: LdapEntry): boolean => {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => matches(part, entry))
    case 'or':
      return filter.parts.some((part) => matches(part, entry))
    case 'not':
      return !matches(filter.part, entry)
    case 'present':
      return valuesOf(entry, filter.attribute).length > 0
    case 'equal':
      return valuesOf(entry, filter.attribute).some(
        (value) => typeof value === 'string' && value.toLowerCase() === filter.value.toLowerCase(),
      )
  }
}

/** Whether an entry lies below the base, or is it. */
export const isBelow = ({ dn }: LdapEntry, base: string): boolean => {
  const [own, above] = [dn, base].map((name) => name.toLowerCase().replaceAll(/\s*,\s*/g, ','))
  return above === '' || own === above || (own ?? '').endsWith(`,${above}`)
}

/** What is asked for, under the names it was asked by; everything for none. What is not held is left out. */
export const shown = (
  entry: LdapEntry,
  wanted: readonly string[],
): readonly (readonly [string, readonly (string | Uint8Array)[]])[] => {
  const names = wanted.length === 0 || wanted.includes('*') ? Object.keys(entry.attributes) : wanted
  return names.map((name) => [name, valuesOf(entry, name)] as const).filter(([, values]) => values.length > 0)
}
