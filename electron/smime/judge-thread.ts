import { AppError } from '../../shared/ipc/errors.ts'
import { serve } from '../thread/thread-server.ts'
import type { Judgement, Judging } from './material.ts'
import { readMaterial } from './read/read-material.ts'
import { systemTrust, type Trust } from './trust.ts'
import { judgeAll } from './verdict.ts'

/** The thread that reads and judges what strangers wrote. It has nothing open and keeps nothing but the roots. */
let trust: Trust | null = null

const judge = (judging: Judging): Judgement => {
  trust ??= systemTrust()
  const read = readMaterial(judging.material)
  return { ...judgeAll(read, judging, trust), unread: read.unread }
}

serve({
  answer: (method, args) => (method === 'judge' ? judge(args[0] as Judging) : undefined),
  // An error's text may hold a word of a certificate: it stays here.
  named: () => new AppError('internal'),
})
