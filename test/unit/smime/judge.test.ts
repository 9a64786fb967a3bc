import { afterEach, describe, expect, it } from 'vitest'
import { ThreadJudge } from '../../../electron/smime/judge.ts'
import type { Judging, Material } from '../../../electron/smime/material.ts'
import { alternativeNames, authority, keyNamed, keyUsage, mailbox, makeCertificate, now } from './pki.ts'

/** Of its own memory, as what is read from a file or the network is. */
const material = (size: number, source: Material['source'] = 'file'): Material => {
  return { source, kind: 'any', bytes: new Uint8Array(size), messageAt: null }
}
const judging = (...materials: readonly Material[]): Judging => {
  return { material: materials, addresses: null, at: '2026-06-01T12:00:00Z', roots: [] }
}

/** Answers with `answer`, an expression over `args`, after `first`. */
const thread = (first: string, answer = '{ certificates: [], unread: [], ders: {} }'): URL => {
  const source = `
    import { parentPort, threadId } from 'node:worker_threads'
    parentPort.on('message', ({ id, method, args }) => {
      if (method === undefined) return
      ${first}
      parentPort.postMessage({ id, ok: true, value: ${answer} })
    })`
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`)
}
/** One byte of material hangs, anything else is answered with the thread's number. */
const hangs = 'if (args[0].material[0].bytes.length === 1) for (;;) {}'
const never = new AbortController().signal

let judge: ThreadJudge
afterEach(() => judge.close())

describe('a call that does not end', () => {
  it('is ended with its thread and says so for each source; the next one gets another thread', async () => {
    judge = new ThreadJudge({
      script: thread(hangs, '{ certificates: [], unread: [], ders: { threadId } }'),
      milliseconds: 500,
    })
    const before = await judge.judge(judging(material(2)), never)
    const hanging = judge.judge(judging(material(1, 'signedMail'), material(1, 'ldap'), material(1, 'ldap')), never)
    const waiting = judge.judge(judging(material(2)), never)
    expect((await hanging).unread).toEqual([
      { source: 'signedMail', problem: 'tookTooLong', params: {} },
      { source: 'ldap', problem: 'tookTooLong', params: {} },
    ])
    const after = await waiting
    expect(after.ders['threadId']).not.toEqual(before.ders['threadId'])
    expect(await judge.judge(judging(material(2)), never)).toEqual(after)
  })

  it('keeps nobody waiting who cancels it', async () => {
    judge = new ThreadJudge({ script: thread(hangs), milliseconds: 60_000 })
    const controller = new AbortController()
    const hanging = judge.judge(judging(material(1)), controller.signal)
    const queued = judge.judge(judging(material(2)), controller.signal)
    controller.abort()
    await expect(hanging).rejects.toMatchObject({ code: 'cancelled' })
    await expect(queued).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('goes with the judge', async () => {
    judge = new ThreadJudge({ script: thread(hangs), milliseconds: 60_000 })
    const hanging = judge.judge(judging(material(1)), never)
    const refused = expect(hanging).rejects.toMatchObject({ code: 'cancelled' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    await judge.close()
    await refused
    await expect(judge.judge(judging(material(2)), never)).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('a thread', () => {
  it('that needs more memory than it may have is reported as material that is too large', async () => {
    const hoards = 'const kept = []; for (;;) kept.push(new Array(10_000).fill({}))'
    judge = new ThreadJudge({ script: thread(hoards), heapMegabytes: 16 })
    expect((await judge.judge(judging(material(2)), never)).unread).toEqual([
      { source: 'file', problem: 'tooLarge', params: {} },
    ])
  })

  it('that cannot be begun is a fault of the program, not of the material', async () => {
    judge = new ThreadJudge({ script: new URL('data:text/javascript,throw new Error("gone")') })
    await expect(judge.judge(judging(material(2)), never)).rejects.toMatchObject({ code: 'internal' })
  })

  it('gets large material handed over and small material copied', async () => {
    const lengths = '{ certificates: [], unread: [], ders: args[0].material.map(({ bytes }) => bytes.length) }'
    judge = new ThreadJudge({ script: thread('', lengths) })
    const [small, large] = [material(1_000), material(1_000_000)]
    const judged = await judge.judge(judging(small, large, large), never)
    expect(judged.ders).toEqual([1_000, 1_000_000, 1_000_000])
    expect([small.bytes.length, large.bytes.length]).toEqual([1_000, 0])
  })
})

describe('the thread of the program', () => {
  const script = new URL('../../../electron/smime/judge-thread.ts', import.meta.url)
  const issuerKey = keyNamed('issuer', 'ec')
  const root = makeCertificate({
    subject: 'CN=Root',
    key: issuerKey,
    extensions: [authority(), keyUsage('keyCertSign')],
  })
  const leaf = makeCertificate({
    subject: 'CN=Ada',
    issuer: 'CN=Root',
    key: keyNamed('ada', 'rsa'),
    by: issuerKey,
    extensions: [keyUsage('keyEncipherment', 'digitalSignature'), alternativeNames(mailbox('ada@contoso.com'))],
  })
  const file = (bytes: Uint8Array): Material => ({ source: 'file', kind: 'any', bytes, messageAt: null })

  it('reads, judges and says what it could not read', async () => {
    judge = new ThreadJudge({ script })
    const asked = {
      material: [file(leaf), file(Buffer.from('Dear Ada'))],
      addresses: ['ADA@contoso.com'],
      at: new Date(now).toISOString(),
      roots: [root],
    }
    const judged = await judge.judge(asked, never)
    expect(judged.certificates).toMatchObject([
      { name: 'Ada', use: 'encrypt', chain: [{ role: 'holder' }, { trustedBy: 'administrator' }] },
    ])
    expect(judged.unread).toEqual([{ source: 'file', problem: 'notCertificate', params: {} }])
    const [found] = Object.values(judged.ders)
    expect([found?.der, ...(found?.chain ?? [])].map((der) => Buffer.from(der ?? []))).toEqual([leaf, root])
  })

  it('survives whatever it is given', async () => {
    judge = new ThreadJudge({ script })
    const hostile = [
      new Uint8Array(1_000_000).fill(0x30),
      Buffer.alloc(1_000_000, '\x30\x80'),
      Buffer.from(leaf).fill(0xff, 40, 60),
    ]
    const { certificates, unread } = await judge.judge({ ...judging(...hostile.map(file)) }, never)
    expect(certificates).toEqual([])
    expect(unread.map(({ problem }) => problem)).toEqual(['damaged', 'damaged', 'damaged'])
  })
})
