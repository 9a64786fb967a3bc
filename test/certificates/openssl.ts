import { execFileSync, spawnSync } from 'node:child_process'

const maxBuffer = 64 * 1024 * 1024
/** No configuration of the machine changes what is made, and no message comes in another language. */
const env = { ...process.env, OPENSSL_CONF: '/dev/null', LC_ALL: 'C' }

/** Runs the openssl command. Throws with what it wrote when it fails. */
export const openssl = (args: readonly string[], input?: Uint8Array): Buffer =>
  execFileSync('openssl', args, { input, maxBuffer, env, stdio: ['pipe', 'pipe', 'pipe'] })

/** The same for a question whose answer may be no. */
export const askOpenssl = (args: readonly string[], input?: Uint8Array): { ok: boolean; text: string; out: Buffer } => {
  const { status, stdout, stderr } = spawnSync('openssl', args, { input, maxBuffer, env })
  return { ok: status === 0, text: `${stdout.toString('latin1')}${stderr.toString('latin1')}`, out: stdout }
}
