import { useCallback, useRef, useState } from 'react'
import type { Output } from '../../../shared/ipc/contract.ts'
import { asRequestError, type RequestError, request } from '../../ipc/client.ts'
import { type Material, type Refusal, readMaterial, refusalOf } from './read-file.ts'

interface Judged {
  /** What is or was judged. */
  readonly name: string | undefined
  readonly running: boolean
  readonly answer: Output<'certificates.judge'> | undefined
  readonly refusal: Refusal | undefined
  readonly error: RequestError | undefined
  readonly several: boolean
}

const idle: Judged = {
  name: undefined,
  running: false,
  answer: undefined,
  refusal: undefined,
  error: undefined,
  several: false,
}

/** One file at a time, judged as soon as it is there, and anew against another user. Its bytes are held here alone. */
export const useJudging = (against: string | undefined) => {
  const [judged, setJudged] = useState(idle)
  const turn = useRef(0)
  const material = useRef<Material>(undefined)

  const judge = useCallback(async (read: () => Promise<Material>, userId: string | undefined) => {
    turn.current += 1
    const mine = turn.current
    const show = (part: Partial<Judged>) => {
      if (mine === turn.current) setJudged((old) => ({ ...old, running: false, ...part }))
    }
    let content: Material
    try {
      content = await read()
    } catch {
      return show({ refusal: 'unreadable' })
    }
    if (mine !== turn.current) return
    material.current = content
    await request('certificates.judge', { ...content, userId: userId ?? null }).then(
      (answer) => show({ answer }),
      (reason: unknown) => show({ error: asRequestError(reason) }),
    )
  }, [])

  const take = (files: readonly File[]) => {
    const [file] = files
    if (file === undefined) return
    const refusal = refusalOf(file)
    const { name } = file
    turn.current += 1
    material.current = undefined
    setJudged({ ...idle, name, refusal, running: refusal === undefined, several: files.length > 1 })
    if (refusal === undefined) judge(() => readMaterial(file), against)
  }
  const judgeAgainst = (userId: string | undefined) => {
    const known = material.current
    if (known === undefined) return
    setJudged((old) => ({ ...old, running: true, error: undefined }))
    judge(() => Promise.resolve(known), userId)
  }
  const clear = () => {
    turn.current += 1
    material.current = undefined
    setJudged(idle)
  }
  return { ...judged, take, judgeAgainst, clear }
}
export type Judging = ReturnType<typeof useJudging>
