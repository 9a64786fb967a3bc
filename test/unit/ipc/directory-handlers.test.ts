import { describe, expect, it } from 'vitest'
import type { TenantSession } from '../../../electron/connection/tenant-session.ts'
import { directoryHandlers } from '../../../electron/ipc/handlers/directory.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import { explain } from '../../../shared/text/explain.ts'

type Overview = Pick<Output<'directory.overview'>, 'snapshot'>

const overviewOf = (setAside: string | null, overview: Overview) => {
  const directory = { setAside, read: { overview: async () => overview } }
  const session = { directory } as unknown as TenantSession
  const sessions = { read: <Value>(work: (opened: TenantSession) => Promise<Value>) => work(session) }
  return directoryHandlers(sessions)['directory.overview']({})
}

const empty: Overview = { snapshot: null }
const published = { snapshot: { runId: 'r' } } as Overview

describe('the overview of the directory', () => {
  it('says which file was put aside because this computer’s key does not open it', async () => {
    const { fault } = await overviewOf('directory-a.db.2026-11-25.foreign', empty)
    expect(fault).toEqual({ code: 'directory_foreign', params: { file: 'directory-a.db.2026-11-25.foreign' } })
    expect(fault && explain(fault, 'en')).toEqual({
      message:
        'The synchronised data could not be opened with this computer’s key and has been set aside as directory-a.db.2026-11-25.foreign.',
      remedy: 'A sync reads it anew.',
    })
  })

  it('says which file was put aside because it was damaged', async () => {
    const { fault } = await overviewOf('directory-a.db.2026-11-25.damaged', empty)
    expect(fault).toMatchObject({ code: 'directory_damaged' })
  })

  it('says nothing of it once a sync has read everything anew, or where nothing was put aside', async () => {
    expect(await overviewOf('directory-a.db.2026-11-25.damaged', published)).toMatchObject({ fault: null })
    expect(await overviewOf(null, empty)).toMatchObject({ fault: null })
  })
})
