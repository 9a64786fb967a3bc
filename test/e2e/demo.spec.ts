import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../environment/electron.ts'
import { expect, test } from './fixture.ts'

const demo = async (...args: readonly string[]) => {
  const file = join(root, 'test/environment/demo.ts')
  const child = spawn(process.execPath, [file, '--headless', ...args], { cwd: root })
  const text = { out: '', error: '' }
  child.stdout.on('data', (data) => (text.out += data))
  child.stderr.on('data', (data) => (text.error += data))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, ...text }
}

test('the demo synchronises a simulated tenant and prints its counts as one line', async () => {
  const { code, out, error } = await demo('--users', '150', '--groups', '15', '--memberships', '600')
  expect(code, error).toBe(0)
  expect(out.trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(out)).toEqual({
    users: 150,
    groups: 15,
    memberships: 600,
    seconds: expect.any(Number),
    complete: true,
  })
})

test('a demo that cannot connect ends with the reason', async () => {
  const { code, out, error } = await demo('--users', '20', '--groups', '10', '--roles', 'User.Read.All')
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(error).toContain(
    'demo: connection.testAndSave: permission_missing: The permission GroupMember.Read.All is missing.',
  )
})

test('an option that the demo cannot use is refused before anything starts', async () => {
  const { code, error } = await demo('--users', 'many')
  expect(code).toBe(2)
  expect(error).toContain('--users takes a whole number, not many')
})
