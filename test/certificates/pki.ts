import type { Issued, Workshop } from './workshop.ts'

/** Authorities as most of the corpus has them, and those that make up its faults. */
export interface Pki {
  readonly root: Issued
  /** Under the root; issues most certificates. */
  readonly intermediate: Issued
  /** Under the intermediate. */
  readonly deep: Issued
  /** Nobody trusts it. */
  readonly strangerRoot: Issued
  readonly strangerIntermediate: Issued
}

export const makePki = (workshop: Workshop): Pki => {
  const authority = (name: string, issuer: Issued | null, parts: readonly (readonly [string, string])[] = []) =>
    workshop.issue(
      {
        name,
        parts: [['O', 'Nordwind Logistik SE'], ...parts],
        authority: true,
        until: issuer === null ? 3_650 : 1_825,
        from: -400,
        key: workshop.key('rsa2048', name.replaceAll(/\W/g, '-')),
      },
      issuer,
    )
  const root = authority('Nordwind Root', null, [['C', 'DE']])
  const intermediate = authority('Nordwind Mail Issuer', root)
  const strangerRoot = authority('Stranger Root', null)
  return {
    root,
    intermediate,
    deep: authority('Nordwind Department Issuer', intermediate),
    strangerRoot,
    strangerIntermediate: authority('Stranger Issuer', strangerRoot),
  }
}
