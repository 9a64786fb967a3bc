import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../electron/directory/directory.ts'
import { DirectoryExport } from '../../../electron/export/directory-export.ts'
import type { ChangesQuery } from '../../../shared/ipc/changes.ts'
import { AppError } from '../../../shared/ipc/errors.ts'
import type { ExportWhat, TableFormat } from '../../../shared/ipc/export.ts'
import { en } from '../../../shared/text/en/index.ts'
import { RecordingAudit } from '../../fakes/recording-audit.ts'
import { SilentLogger } from '../../fakes/silent-logger.ts'
import { group, groupQuery, newFolder, open, user, userQuery } from '../directory/setup.ts'
import { end, publish, stage, type World } from '../directory/world.ts'
import { unzip } from './unzip.ts'

const many = Array.from({ length: 2_500 }, (_, index) => String(index).padStart(4, '0'))
const world: World = {
  users: many.map((id) =>
    user(id, {
      displayName: id === '0007' ? '=cmd|"/c calc"!A1' : `Ünï <${id}> & "co"`,
      mobilePhone: id === '0001' ? '+49 30 123-45' : null,
      businessPhones: id === '0001' ? ['1', '2'] : [],
      department: Number(id) % 5 === 0 ? 'Sales' : null,
      accountEnabled: id !== '0002',
    }),
  ),
  groups: [
    group('all', { displayName: 'All' }),
    group('few', { displayName: 'Few' }),
    group('none', { displayName: 'None' }),
  ],
  members: { all: many, few: ['0001', 'all', 'unknown'] },
}
const everyone: ExportWhat = { of: 'users', query: userQuery() }

const allChanges: ChangesQuery = {
  ...{ search: '', kinds: [], whats: [], attributes: [] },
  ...{ runId: null, from: null, to: null },
}
/** A year later: everyone moved, one left with all memberships, one came and joined. */
const later: World = {
  users: [...world.users.slice(1).map((one) => ({ ...one, city: 'Ulm' })), user('new', { displayName: 'Nora Neu' })],
  groups: world.groups,
  members: { ...world.members, all: [...many.slice(1), 'new'] },
}

interface Desk {
  readonly directory: Directory
  readonly folder: string
  readonly audit: RecordingAudit
  readonly write: (
    what: ExportWhat,
    format: TableFormat,
    options?: { onProgress?: (done: number) => void; signal?: AbortSignal; name?: string },
  ) => Promise<{ readonly rows: number; readonly bytes: Buffer }>
}

const desk = async (): Promise<Desk> => {
  const directory = await open()
  await publish(directory, world)
  const folder = newFolder()
  const audit = new RecordingAudit()
  const exporter = new DirectoryExport({ auditing: { audit, logger: new SilentLogger() }, text: () => en })
  return {
    directory,
    folder,
    audit,
    write: async (what, format, { onProgress, signal, name } = {}) => {
      const file = join(folder, name ?? `list.${format}`)
      const report = ({ done }: { readonly done: number }) => onProgress?.(done)
      const from = signal ?? new AbortController().signal
      const rows = await exporter.write({ what, format, file }, { id: 'contoso' }, directory.read, report, from)
      return { rows, bytes: readFileSync(file) }
    },
  }
}

const jsonOf = (bytes: Buffer): readonly Record<string, unknown>[] => JSON.parse(String(bytes))

describe('an export of the directory', () => {
  it('holds everyone who matches, in the order of the page, as JSON', async () => {
    const { write } = await desk()
    const query = userQuery({
      filters: [{ column: 'department', operator: 'is', value: 'Sales' }],
      sort: { column: 'mail', descending: true },
    })
    const { rows, bytes } = await write({ of: 'users', query }, 'json')
    const exported = jsonOf(bytes)
    expect(rows).toBe(500)
    expect(exported.map(({ id }) => id)).toEqual(many.filter((id) => Number(id) % 5 === 0).reverse())
    expect(exported[0]).toEqual(world.users[2_495])
  })

  it('is CSV that a spreadsheet reads as text: marked as UTF-8, quoted, no formula, telephone numbers as they are', async () => {
    const { write } = await desk()
    const { rows, bytes } = await write(everyone, 'csv')
    const lines = String(bytes).split('\r\n')
    expect(rows).toBe(2_500)
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(lines[0]).toBe(
      '\ufeffid,displayName,mail,userPrincipalName,mobilePhone,jobTitle,department,officeLocation,companyName,city,country,postalCode,streetAddress,businessPhones,accountEnabled,userType,assignedLicenses',
    )
    expect(lines).toHaveLength(2_502)
    expect(lines.find((line) => line.startsWith('0007,'))).toContain(`,"'=cmd|""/c calc""!A1",`)
    const first =
      '0001,"Ünï <0001> & ""co""",0001@example.com,0001@example.com,+49 30 123-45,,,,,,,,,1; 2,true,Member,e5'
    expect(lines).toContain(first)
  })

  it('is a workbook whose cells are text, with a heading in the words of the page', async () => {
    const { write } = await desk()
    const { bytes } = await write(everyone, 'xlsx')
    const files = unzip(bytes)
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? ''
    expect([...files.keys()].sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ])
    expect(sheet.match(/<row>/g)).toHaveLength(2_501)
    expect(sheet).toContain(`<t xml:space="preserve">${en.users.columns.jobTitle}</t>`)
    expect(sheet).toContain('<t xml:space="preserve">=cmd|&quot;/c calc&quot;!A1</t>')
    expect(sheet).toContain('<t xml:space="preserve">Ünï &lt;0001&gt; &amp; &quot;co&quot;</t>')
    expect(sheet).not.toContain('<f>')
  })

  it('holds groups, the members of one, and every membership', async () => {
    const { write } = await desk()
    const groups = jsonOf((await write({ of: 'groups', query: groupQuery() }, 'json')).bytes)
    expect(groups.map(({ id, direct, transitive }) => [id, direct, transitive])).toEqual([
      ['all', 2_500, 2_500],
      ['few', 3, 2_500],
      ['none', 0, 0],
    ])
    const members: ExportWhat = { of: 'members', groupId: 'few', transitive: true, search: '000' }
    const found = jsonOf((await write(members, 'json')).bytes)
    expect(found.map(({ id, path }) => [id, path])).toContainEqual(['0003', ['Few', 'All'].slice(1)])
    const { rows, bytes } = await write({ of: 'memberships', query: groupQuery() }, 'json')
    const pairs = jsonOf(bytes).map(({ groupId, memberId }) => `${groupId} ${memberId}`)
    expect(rows).toBe(2_503)
    expect(pairs.toSorted()).toEqual(
      [...many.map((id) => `all ${id}`), 'few 0001', 'few all', 'few unknown'].toSorted(),
    )
  })

  it('holds changes as they are filtered, one a line, with time, run, object, values and group', async () => {
    const { write, directory } = await desk()
    await publish(directory, later, 'second')
    const all = await write({ of: 'changes', query: allChanges }, 'json')
    expect(all.rows).toBe(2_499 + 4)
    const lines = jsonOf(all.bytes)
    expect(lines.find(({ id, what }) => id === '0003' && what === 'changed')).toEqual({
      ...{ at: '2026-01-02T03:05:00.000Z', runId: 'second', what: 'changed', objectType: 'user' },
      ...{ id: '0003', displayName: 'Ünï <0003> & "co"', mail: '0003@example.com' },
      ...{ attribute: 'city', before: null, after: 'Ulm', groupId: null, groupName: null },
    })
    const page = await directory.read.changes(allChanges, 1_500, 500)
    expect(lines.slice(1_500, 2_000).map(({ id }) => id)).toEqual(page.rows.map(({ object }) => object.id))
    const others = lines.filter(({ what }) => what !== 'changed')
    expect(
      others.map(({ what, objectType, id, groupName }) => `${what} ${objectType} ${id} ${groupName}`).toSorted(),
    ).toEqual(['added user new null', 'gained user new All', 'lost user 0000 All', 'removed user 0000 null'])
    const query: ChangesQuery = { ...allChanges, search: 'nora', kinds: ['membership'] }
    const { rows, bytes } = await write({ of: 'changes', query }, 'csv')
    expect(rows).toBe(1)
    expect(String(bytes).split('\r\n')).toEqual([
      '\ufeffat,runId,what,objectType,id,displayName,mail,attribute,before,after,groupId,groupName',
      '2026-01-02T03:05:00.000Z,second,gained,user,new,Nora Neu,new@example.com,,,,all,All',
      '',
    ])
    const sheet = unzip((await write({ of: 'changes', query }, 'xlsx')).bytes).get('xl/worksheets/sheet1.xml') ?? ''
    expect(sheet.match(/<row>/g)).toHaveLength(2)
    expect(sheet).toContain(`<t xml:space="preserve">${en.changes.was}</t>`)
  })

  it('holds users and groups as they were after a former run', async () => {
    const { write, directory } = await desk()
    const [first] = (await directory.read.changeRuns(0, 1)).rows
    const next = { ...later, groups: [group('all', { displayName: 'Everyone' }), ...world.groups.slice(1)] }
    await publish(directory, next)
    const query = { runId: first?.runId ?? '', search: '', descending: false }
    const users = jsonOf((await write({ of: 'usersAsOf', query }, 'json')).bytes)
    expect(users).toHaveLength(2_500)
    expect(users.find(({ id }) => id === '0003')).toEqual(world.users[3])
    expect(users.some(({ id }) => id === 'new')).toBe(false)
    const groups = jsonOf((await write({ of: 'groupsAsOf', query: { ...query, search: 'all' } }, 'json')).bytes)
    expect(groups.map(({ id, displayName, direct }) => [id, displayName, direct])).toEqual([['all', 'All', 2_500]])
    expect(groups[0]).not.toHaveProperty('transitive')
    const forgotten = write({ of: 'usersAsOf', query: { ...query, runId: 'forgotten' } }, 'csv')
    await expect(forgotten).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of what would change ends without a file when the next run begins meanwhile', async () => {
    const { directory, folder } = await desk()
    const runId = await stage(directory, later)
    await directory.write.rehearse(runId, end)
    let begun: Promise<unknown> | undefined
    const slow = {
      exportBatch: async (...asked: Parameters<typeof directory.read.exportBatch>) => {
        const batch = await directory.read.exportBatch(...asked)
        begun ??= stage(directory, world)
        await begun
        return batch
      },
    }
    const exporter = new DirectoryExport({
      auditing: { audit: new RecordingAudit(), logger: new SilentLogger() },
      text: () => en,
    })
    const what: ExportWhat = { of: 'changes', query: { ...allChanges, runId } }
    const order = { what, format: 'csv' as const, file: join(folder, 'pending.csv') }
    const writing = exporter.write(order, { id: 'contoso' }, slow, () => undefined, new AbortController().signal)
    await expect(writing).rejects.toMatchObject({ code: 'export_overtaken' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('of nobody is a file as well', async () => {
    const { write } = await desk()
    const nobody: ExportWhat = { of: 'users', query: userQuery({ search: 'nobody at all' }) }
    expect(jsonOf((await write(nobody, 'json')).bytes)).toEqual([])
    expect(String((await write(nobody, 'csv')).bytes).split('\r\n')).toHaveLength(2)
  })

  it('stands in the audit with what, how much and where to', async () => {
    const { write, audit } = await desk()
    await write(everyone, 'csv')
    expect(audit.entries.map(({ action, outcome, connectionId }) => [action, outcome, connectionId])).toEqual([
      ['exportMade', 'attempted', 'contoso'],
      ['exportMade', 'succeeded', 'contoso'],
    ])
    expect(audit.entries[1]?.after).toEqual({ what: 'users', format: 'csv', name: 'list.csv', rows: 2_500 })
  })

  it('names in the audit the run that it tells of', async () => {
    const { write, audit, directory } = await desk()
    const runId = await publish(directory, later, 'second')
    const query = { runId, search: '', descending: false }
    await write({ of: 'usersAsOf', query }, 'json')
    await write({ of: 'groupsAsOf', query }, 'json')
    await write({ of: 'changes', query: { ...allChanges, runId } }, 'json')
    await write({ of: 'changes', query: allChanges }, 'json')
    expect(audit.entries.map(({ correlation }) => correlation?.runId)).toEqual([
      ...Array.from({ length: 6 }, () => 'second'),
      ...[undefined, undefined],
    ])
  })

  it.each(['csv', 'json', 'xlsx'] as const)(
    'cancelled half-way, leaves the former %s file as it was',
    async (format) => {
      const { write, folder, audit } = await desk()
      writeFileSync(join(folder, `list.${format}`), 'before')
      const stop = new AbortController()
      const onProgress = () => stop.abort(new AppError('cancelled'))
      await expect(write(everyone, format, { onProgress, signal: stop.signal })).rejects.toMatchObject({
        code: 'cancelled',
      })
      expect(readdirSync(folder)).toEqual([`list.${format}`])
      expect(readFileSync(join(folder, `list.${format}`), 'utf8')).toBe('before')
      expect(audit.entries.at(-1)).toMatchObject({ action: 'exportMade', outcome: 'cancelled' })
    },
  )

  it.each(['csv', 'json', 'xlsx'] as const)('never mixes two snapshots in a %s file', async (format) => {
    const { write, directory, folder } = await desk()
    let published: Promise<unknown> | undefined
    const slow = {
      exportBatch: async (...asked: Parameters<typeof directory.read.exportBatch>) => {
        const batch = await directory.read.exportBatch(...asked)
        published ??= publish(directory, { ...world, users: world.users.slice(1) })
        await published
        return batch
      },
    }
    const exporter = new DirectoryExport({
      auditing: { audit: new RecordingAudit(), logger: new SilentLogger() },
      text: () => en,
    })
    const order = { what: everyone, format, file: join(folder, 'mixed') }
    const writing = exporter.write(order, { id: 'contoso' }, slow, () => undefined, new AbortController().signal)
    await expect(writing).rejects.toMatchObject({ code: 'export_overtaken' })
    expect(readdirSync(folder)).toEqual([])
    await expect(write(everyone, format)).resolves.toMatchObject({ rows: 2_499 })
  })

  it.each(['csv', 'xlsx'] as const)('says why a %s file cannot be written', async (format) => {
    const { write } = await desk()
    const writing = write(everyone, format, { name: join('no', 'such', 'folder') })
    await expect(writing).rejects.toMatchObject({ code: 'file_unwritable', params: { problem: 'ENOENT' } })
  })
})
