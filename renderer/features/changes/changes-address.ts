import {
  type ChangeAttribute,
  type ChangeKind,
  type ChangeWhat,
  changeAttributes,
  changeKinds,
  changeWhats,
} from '../../../shared/domain/change.ts'
import type { ChangesQuery } from '../../../shared/ipc/changes.ts'
import { always, boundsOf, isBounded, type Period, parsePeriod, writePeriod } from '../../components/period.ts'

export const pastViews = ['users', 'groups'] as const
type PastView = (typeof pastViews)[number]

/** What the Changes page shows, as its address says it: `#/changes?q=…&kind=user&what=added&attribute=city&run=<id>&last=7d` or `#/changes?asOf=<run>&view=groups`. */
export interface ChangesAddress {
  readonly search: string
  readonly kinds: readonly ChangeKind[]
  readonly whats: readonly ChangeWhat[]
  readonly attributes: readonly ChangeAttribute[]
  /** Changes of this run alone. */
  readonly run: string | undefined
  /** Changes of runs that ended within it. */
  readonly period: Period
  /** The directory as it was after this run, instead of the changes. */
  readonly asOf: string | undefined
  readonly view: PastView
  readonly descending: boolean
  /** Object id of whom the past is open of. */
  readonly open: string | undefined
}

const longestSearch = 256
const longestId = 128

const id = (text: string | null): string | undefined =>
  text === null || text === '' || text.length > longestId ? undefined : text

/** What is not understood is left out: an old or mistyped link still opens the page. */
export const parseChangesAddress = (query: URLSearchParams): ChangesAddress => {
  const chosen = <Choice extends string>(name: string, choices: readonly Choice[]) =>
    choices.filter((choice) => query.getAll(name).includes(choice))
  return {
    search: (query.get('q') ?? '').slice(0, longestSearch),
    kinds: chosen('kind', changeKinds),
    whats: chosen('what', changeWhats),
    attributes: chosen('attribute', changeAttributes),
    run: id(query.get('run')),
    period: parsePeriod(query),
    asOf: id(query.get('asOf')),
    view: pastViews.find((view) => view === query.get('view')) ?? 'users',
    descending: query.get('sort') === '-displayName',
    open: id(query.get('open')),
  }
}

/** Leaves out what is as usual, so that a plain page has a plain address. */
export const formatChangesAddress = (address: ChangesAddress): URLSearchParams => {
  const query = new URLSearchParams()
  const { search, kinds, whats, attributes, run, period, asOf, view, descending, open } = address
  if (search !== '') query.set('q', search)
  for (const kind of kinds) query.append('kind', kind)
  for (const what of whats) query.append('what', what)
  for (const attribute of attributes) query.append('attribute', attribute)
  if (run !== undefined) query.set('run', run)
  writePeriod(query, period)
  if (asOf !== undefined) query.set('asOf', asOf)
  if (asOf !== undefined && view !== 'users') query.set('view', view)
  if (asOf !== undefined && descending) query.set('sort', '-displayName')
  if (asOf !== undefined && open !== undefined) query.set('open', open)
  return query
}

export const noFilters = { search: '', kinds: [], whats: [], attributes: [], run: undefined, period: always } as const

export const isNarrowed = ({ search, kinds, whats, attributes, run, period }: ChangesAddress): boolean =>
  search.trim() !== '' || kinds.length + whats.length + attributes.length > 0 || run !== undefined || isBounded(period)

export const queryOf = (
  { kinds, whats, attributes, run, period }: Pick<ChangesAddress, 'kinds' | 'whats' | 'attributes' | 'run' | 'period'>,
  search: string,
  now: number,
): ChangesQuery => ({
  search: search.trim(),
  kinds,
  whats,
  attributes,
  runId: run ?? null,
  ...boundsOf(period, now),
})
