import {readFile} from 'node:fs/promises'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {DcError} from '../../errors.js'
import {errorCode} from '../../files/input-paths.js'
import type {HostKeyEvidence} from '../../issues/account-evidence.js'
import {AccountFault} from './account-fault.js'
import {fingerprintOf, knownKeysOf, typeOfKey, type KnownKey} from './known-hosts.js'

/** Whether a server is the one it was before. Its key is pinned, known or asked about; it is never accepted in silence. */
export interface HostKeyOptions {
  /** `SHA256:…`: with these, nothing else counts. */
  readonly hostKeys?: readonly string[]
  /** Default `~/.ssh/known_hosts`; null: none is read. */
  readonly knownHosts?: string | null
  /** Asks the user, who sees type and fingerprint. Only where there is a terminal. */
  readonly confirmHostKey?: (key: HostKeyEvidence) => Promise<boolean>
}

export interface HostKeyTrust {
  /** Types of the keys that are known: to be asked for first, since a server may have keys of several types. */
  readonly types: readonly string[]
  /** Throws `host-key-unknown`, `host-key-changed`; `tell` hears of the key in any case. */
  judge(key: Uint8Array, tell: (evidence: HostKeyEvidence) => void): Promise<HostKeyEvidence>
}

/** @throws DcError `bad-host-key` for a pin that is no fingerprint, `unreadable-file` for a file that was named and cannot be read */
export async function trustOf(host: string, port: number, options: HostKeyOptions): Promise<HostKeyTrust> {
  const pins = options.hostKeys?.map(normalPin)
  const {named, withoutPort} = knownKeysOf(pins === undefined ? await readKnownHosts(options.knownHosts) : '', host, port)
  const types = [...new Set([...named.accepted, ...withoutPort.accepted].map(({type}) => type))]
  return {
    types,
    judge: async (key, tell) => {
      const found = {type: typeOfKey(key), fingerprint: fingerprintOf(key)}
      const told = (expected: readonly string[] | null, trust: HostKeyEvidence['trust']): HostKeyEvidence => {
        const evidence = {...found, expected, trust}
        tell(evidence)
        return evidence
      }
      if (pins !== undefined) {
        if (pins.includes(found.fingerprint)) return told(pins, 'pinned')
        told(pins, 'none')
        throw changed(`the server shows another host key than the one that was pinned: ${found.fingerprint}`)
      }
      const text = Buffer.from(key).toString('base64')
      const isIn = (keys: readonly KnownKey[]): boolean => keys.some((known) => known.key === text)
      if (isIn(named.revoked) || isIn(withoutPort.revoked)) {
        told(named.accepted.map(fingerprintOfKnown), 'none')
        throw changed('the host key of the server is marked as revoked in known_hosts')
      }
      if (isIn(named.accepted)) return told(named.accepted.map(fingerprintOfKnown), 'known')
      if (named.accepted.length > 0) {
        told(named.accepted.map(fingerprintOfKnown), 'none')
        throw changed(`the server shows another host key than the one in known_hosts: ${found.fingerprint}`)
      }
      if (isIn(withoutPort.accepted)) return told(withoutPort.accepted.map(fingerprintOfKnown), 'known')
      const asked = told(null, 'none')
      if ((await options.confirmHostKey?.(asked)) === true) return told(null, 'asked')
      throw new AccountFault('host-key-unknown', `nobody has confirmed the host key of the server yet: ${found.fingerprint}`)
    },
  }
}

function changed(message: string): AccountFault {
  return new AccountFault('host-key-changed', message)
}

function fingerprintOfKnown({key}: KnownKey): string {
  return fingerprintOf(Buffer.from(key, 'base64'))
}

function normalPin(pin: string): string {
  const digest = /^(?:SHA256:)?([A-Za-z0-9+/]{43})=?$/.exec(pin.trim())?.[1]
  if (digest === undefined) {
    throw new DcError('a host key is pinned by its SHA-256 fingerprint', {
      code: 'bad-host-key',
      suggestions: ['ask the operator of the server for it: ssh-keygen -lf KEY.pub prints SHA256:…'],
    })
  }
  return `SHA256:${digest}`
}

async function readKnownHosts(path: string | null | undefined): Promise<string> {
  if (path === null) return ''
  try {
    return await readFile(path ?? join(homedir(), '.ssh', 'known_hosts'), 'utf8')
  } catch (error) {
    if (path === undefined) return ''
    throw new DcError('the file of known hosts cannot be read', {
      code: errorCode(error) === 'ENOENT' ? 'no-such-file' : 'unreadable-file',
      where: path,
      cause: error,
    })
  }
}
