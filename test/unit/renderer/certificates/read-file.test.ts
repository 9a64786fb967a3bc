import { expect, it } from 'vitest'
import { contentOf, mostBytes, nameOf, refusalOf } from '../../../../renderer/features/certificates/read-file.ts'
import { certificateCalls } from '../../../../shared/ipc/certificates.ts'

it('a file is refused before it is read where it is empty or larger than the contract takes', () => {
  expect(refusalOf({ size: 0 })).toBe('empty')
  expect(refusalOf({ size: mostBytes })).toBeUndefined()
  expect(refusalOf({ size: mostBytes + 1 })).toBe('tooLarge')
})

it('the largest file with the longest name still fits the contract', () => {
  const content = Buffer.alloc(mostBytes).toString('base64')
  const name = nameOf(`${'x'.repeat(300)}.p7b`)
  expect(name).toMatch(/\.p7b$/)
  expect(certificateCalls['certificates.judge'].input.safeParse({ name, content, userId: null }).success).toBe(true)
})

it('the content is what stands behind the head of a data address', () => {
  expect(contentOf('data:application/pkix-cert;base64,AAEC')).toBe('AAEC')
})
