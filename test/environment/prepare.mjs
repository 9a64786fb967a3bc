// Prepares a fresh machine: run before everything else by every npm script, idempotent, and done in well under a second
// the second time. Plain JavaScript, because it has to run on whatever Node there is before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const inRoot = (...parts) => join(root, ...parts)
const say = (text) => process.stderr.write(`prepare: ${text}\n`)
const fail = (text) => {
  say(text)
  process.exit(1)
}

/** What Debian has to provide: the package, and a file by which it is recognised without asking dpkg. */
const debianPackages = [
  ['chromium', '/usr/bin/chromium'],
  ['dbus', '/usr/bin/dbus-daemon'],
  ['gnome-keyring', '/usr/bin/gnome-keyring-daemon'],
  ['libsecret-1-dev', '/usr/include/libsecret-1/libsecret/secret.h'],
  ['pkg-config', '/usr/bin/pkg-config'],
  ['python3', '/usr/bin/python3'],
  ['make', '/usr/bin/make'],
  ['openssl', '/usr/bin/openssl'],
  ['g++', '/usr/bin/g++'],
  ['fonts-inter', '/usr/share/doc/fonts-inter'],
  ['fonts-noto-cjk', '/usr/share/doc/fonts-noto-cjk'],
  ['fonts-noto-color-emoji', '/usr/share/doc/fonts-noto-color-emoji'],
]

function checkNode() {
  // On Linux x64 the scripts themselves run on the Node 24 that node_modules brings; elsewhere on this one.
  const bringsNode = process.platform === 'linux' && process.arch === 'x64'
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const enough = bringsNode ? major > 20 || (major === 20 && minor >= 11) : major >= 24
  if (!enough) fail(`Node ${bringsNode ? '20.11' : '24'} or newer is needed; this is ${process.versions.node}.`)
}

function installDebianPackages() {
  if (process.platform !== 'linux') return
  const missing = debianPackages.filter(([, file]) => !existsSync(file)).map(([name]) => name)
  if (missing.length === 0) return
  const line = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (!existsSync('/usr/bin/apt-get')) fail(`these Debian packages or their like are missing: ${missing.join(' ')}`)
  const isRoot = process.getuid?.() === 0
  const hasSudo = !isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
  if (!isRoot && !hasSudo)
    fail(`some system packages are missing. Type this line, then try again:\n  sudo sh -c '${line}'`)
  say(`installing ${missing.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = isRoot ? ['sh', ['-c', line]] : ['sudo', ['-E', 'sh', '-c', line]]
  const { status, stdout, stderr } = spawnSync(run[0], run[1], { env, encoding: 'utf8' })
  if (status !== 0) fail(`apt-get failed:\n${stdout.slice(-2000)}${stderr.slice(-2000)}`)
}

function installNodePackages() {
  const stamp = inRoot('node_modules/.prepared')
  const lock = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('installing node packages')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // Warnings are about the Node that runs npm, which is not the one that runs the scripts; errors are shown.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync(npm, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) fail('npm ci failed')
  fetchElectron()
  writeFileSync(stamp, lock)
}

/** The electron package fetches its binary from GitHub. Where that cannot be reached, the host in test/electron-host serves. */
function fetchElectron() {
  const install = inRoot('node_modules/electron/install.js')
  spawnSync(process.execPath, [install], { cwd: root, stdio: 'ignore', timeout: 300_000 })
}

checkNode()
installDebianPackages()
installNodePackages()
