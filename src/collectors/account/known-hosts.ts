import {createHash, createHmac} from 'node:crypto'

/** The host keys that a user has accepted before, as OpenSSH keeps them. Source: sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". */
export interface KnownKeys {
  /** Wire form, in base64. */
  readonly accepted: readonly KnownKey[]
  /** Marked `@revoked`: never to be accepted again. */
  readonly revoked: readonly KnownKey[]
}

export interface KnownKey {
  readonly type: string
  readonly key: string
}

const SSH_PORT = 22
/** An HMAC is computed for every hashed line: a file of a megabyte is enough for anybody. */
const MOST_LINES = 20_000

/**
 * The keys that lines of `known_hosts` hold for a host. Authorities (`@cert-authority`) are left out: host certificates are not used here.
 * As with OpenSSH, an entry without a port accepts its own key on any port, but an entry with one rejects others there.
 */
export function knownKeysOf(text: string, host: string, port: number): {named: KnownKeys; withoutPort: KnownKeys} {
  const named = {accepted: [] as KnownKey[], revoked: [] as KnownKey[]}
  const withoutPort = {accepted: [] as KnownKey[], revoked: [] as KnownKey[]}
  const wanted = port === SSH_PORT ? host : `[${host}]:${port}`
  for (const line of text.split(/\r?\n/, MOST_LINES)) {
    const fields = line.trim().split(/[ \t]+/)
    const marker = fields[0]?.startsWith('@') ? fields.shift() : undefined
    const [hosts, type, key] = fields
    if (hosts === undefined || hosts.startsWith('#') || type === undefined || key === undefined || !/^[A-Za-z0-9+/]+=*$/.test(key)) continue
    if (marker !== undefined && marker !== '@revoked') continue
    const list = marker === '@revoked' ? 'revoked' : 'accepted'
    if (isListed(hosts, wanted)) named[list].push({type, key})
    else if (port !== SSH_PORT && isListed(hosts, host)) withoutPort[list].push({type, key})
  }
  return {named, withoutPort}
}

function isListed(hosts: string, wanted: string): boolean {
  if (hosts.startsWith('|1|')) {
    const [, , salt = '', hash = ''] = hosts.split('|')
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(wanted.toLowerCase()).digest('base64') === hash
  }
  const patterns = hosts.toLowerCase().split(',')
  const name = wanted.toLowerCase()
  if (patterns.some((pattern) => pattern.startsWith('!') && isMatch(pattern.slice(1), name))) return false
  return patterns.some((pattern) => isMatch(pattern, name))
}

/** `*` and `?`, without a regular expression made of foreign text. */
function isMatch(pattern: string, name: string): boolean {
  let [at, inName, star, mark] = [0, 0, -1, 0]
  while (inName < name.length) {
    if (at < pattern.length && (pattern[at] === '?' || (pattern[at] === name[inName] && pattern[at] !== '*'))) {
      at++
      inName++
    } else if (pattern[at] === '*') {
      star = at++
      mark = inName
    } else if (star >= 0) {
      at = star + 1
      inName = ++mark
    } else return false
  }
  while (pattern[at] === '*') at++
  return at === pattern.length
}

/** `SHA256:…`, as `ssh-keygen -l` prints it. */
export function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}

/** The type that the wire form of a key begins with: `ssh-ed25519`. */
export function typeOfKey(key: Uint8Array): string {
  const view = Buffer.from(key.buffer, key.byteOffset, key.byteLength)
  const length = view.length >= 4 ? view.readUInt32BE(0) : 0
  return length > 0 && length <= 64 && length + 4 <= view.length
    ? view.toString('latin1', 4, 4 + length).replace(/[^\x21-\x7e]/g, '?')
    : 'unknown'
}
