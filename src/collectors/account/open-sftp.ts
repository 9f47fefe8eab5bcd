import type {Socket} from 'node:net'
import type {Client, ServerHostKeyAlgorithm, SFTPWrapper} from 'ssh2'
import type {HostKeyEvidence} from '../../issues/account-evidence.js'
import type {AccountLocation} from '../../mapping/location.js'
import {AccountFault, droppedFault} from './account-fault.js'
import type {AccountOptions} from './account-options.js'
import type {AccountSession, DoorFacts} from './account-session.js'
import {trustOf, type HostKeyTrust} from './host-key-trust.js'
import type {Ladder} from './ladder.js'
import {announcement, openSocket, peekGreeting} from './open-socket.js'
import type {Patience} from './patience.js'
import {sshFault} from './sftp-faults.js'
import {SftpLogIn} from './sftp-log-in.js'
import {SftpSession} from './sftp-session.js'

/**
 * An SFTP account: the rungs up to the login. ssh2 is used directly: a wrapper around it that gives every failure a new error would drop what tells them
 * apart (`level`, status codes).
 */
const RSA: readonly ServerHostKeyAlgorithm[] = ['rsa-sha2-512', 'rsa-sha2-256']
/** In the order in which they are asked for. SHA-1 signatures (`ssh-rsa`) are not taken, as with OpenSSH. */
const HOST_KEYS: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  ...RSA,
]

/** `tell` hears what the server shows of itself, also when it lets nobody in. @throws AccountFault */
export async function openSftp(
  location: AccountLocation,
  options: AccountOptions,
  ladder: Ladder,
  patience: Patience,
  tell: (facts: DoorFacts) => void,
): Promise<AccountSession> {
  const user = location.user ?? options.user
  const trust = await trustOf(location.host, location.port, options)
  const {default: ssh2} = await import('ssh2')
  const socket = await openSocket(location, ladder, patience)
  const client = new ssh2.Client()
  try {
    tell({software: await greet(socket, ladder, patience)})
    const logIn = new SftpLogIn(user ?? '', options)
    const handshake = startHandshake(client, socket, logIn, trust)
    const offer = await ladder.step(
      'encryption',
      () => patience.wait(handshake.hostKey, {limitMs: patience.connectMs, activity: () => socket.bytesRead, cut: () => socket.destroy()}),
      () => 'the key exchange is agreed on',
    )
    await ladder.step(
      'host-key',
      () => patience.unhurried(() => judge(offer, trust, (hostKey) => tell({hostKey}))),
      ({type, fingerprint, trust: why}) => `${type} ${fingerprint}, ${why}`,
    )
    const sftp = await ladder.step(
      'log-in',
      async () => {
        if (user === undefined) throw new AccountFault('login-refused', 'the location names no user')
        const wait = {limitMs: patience.stallMs, activity: () => socket.bytesRead, cut: () => socket.destroy()}
        await patience.wait(handshake.ready, wait)
        return patience.wait(openSubsystem(client), wait)
      },
      () => `logged in as ${user ?? ''} by ${logIn.tried.at(-1) ?? 'name alone'}`,
    )
    const session = new SftpSession({client, sftp, socket, patience})
    await session.findHome()
    return session
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/** All that OpenSSH says before it hangs up: there is no code for it. Source: sshd_config(5), MaxStartups, PerSourcePenalties. */
const TOO_MANY = /^(?:Exceeded MaxStartups|Not allowed at this time)\s*$/

function greet(socket: Socket, ladder: Ladder, patience: Patience): Promise<string> {
  return ladder.step(
    'greeting',
    async () => {
      const peeked = peekGreeting(socket, (text) => /^SSH-/m.test(text) || TOO_MANY.test(text))
      const text = await patience.wait(peeked, {limitMs: patience.stallMs, cut: () => socket.destroy()})
      if (TOO_MANY.test(text)) throw new AccountFault('too-many-connections', 'the server takes no more connections', {isTransient: true})
      return announcement(/^SSH-[\d.]+-(.*)/m.exec(text)?.[1] ?? '')
    },
    (software) => `the server says ${software}`,
  )
}

interface Offer {
  readonly key: Buffer
  readonly verify: (isTrusted: boolean) => void
}

function startHandshake(
  client: Client,
  socket: Socket,
  logIn: SftpLogIn,
  trust: HostKeyTrust,
): {hostKey: Promise<Offer>; ready: Promise<void>} {
  let first: Buffer | undefined
  let offered: ((offer: Offer) => void) | undefined
  let failed: ((fault: AccountFault) => void)[] = []
  const hostKey = new Promise<Offer>((resolve, reject) => {
    offered = resolve
    failed.push(reject)
  })
  const ready = new Promise<void>((resolve, reject) => {
    failed.push(reject)
    client.once('ready', () => {
      failed = []
      resolve()
    })
  })
  for (const promise of [hostKey, ready]) promise.catch(() => undefined)
  const fail = (fault: AccountFault): void => {
    for (const reject of failed) reject(fault)
  }
  // Stays: an error nobody listens to would end the process.
  client.on('error', (error) => {
    // After an agent has failed the next way is tried.
    if (!hasLevel(error, 'agent')) fail(hasLevel(error, 'client-authentication') ? refused(logIn) : sshFault(error))
  })
  client.on('close', () => fail(logIn.fault ?? droppedFault(new Error('closed'))))
  client.connect({
    sock: socket,
    username: logIn.user,
    readyTimeout: 0,
    authHandler: logIn.next,
    algorithms: {serverHostKey: inOrder(trust.types)},
    hostVerifier: (key: Buffer, verify: (isTrusted: boolean) => void) => {
      // Keys are exchanged again after a gigabyte: it must still be the same server.
      if (first !== undefined) return verify(key.equals(first))
      first = Buffer.from(key)
      offered?.({key: first, verify})
    },
  })
  return {hostKey, ready}
}

function hasLevel(error: object, level: string): boolean {
  return 'level' in error && error.level === level
}

function refused({fault, tried, offered}: SftpLogIn): AccountFault {
  if (fault !== null) return fault
  const other = offered.filter((way) => !tried.includes(way))
  const offers = other.length === 0 ? '' : `; it takes ${other.join(', ')}${tried.length === 0 ? '' : ', too'}`
  if (tried.length === 0)
    return new AccountFault('login-refused', `the server takes none of the ways to log in that were prepared${offers}`)
  return new AccountFault('login-refused', `the server refuses ${[...new Set(tried)].join(', ')}${offers}`)
}

async function judge({key, verify}: Offer, trust: HostKeyTrust, tell: (key: HostKeyEvidence) => void): Promise<HostKeyEvidence> {
  try {
    const evidence = await trust.judge(key, tell)
    verify(true)
    return evidence
  } catch (error) {
    verify(false)
    throw error
  }
}

async function openSubsystem(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.once('close', () =>
      reject(new AccountFault('dropped', 'the connection ended right after the server had accepted password or key', {isTransient: true})),
    )
    client.sftp((error, sftp) => {
      if (error) reject(new AccountFault('protocol', 'the login works, but the server offers no SFTP', {cause: error}))
      else resolve(sftp)
    })
  })
}

/** A server with keys of several types is asked for one that is known. */
function inOrder(types: readonly string[]): ServerHostKeyAlgorithm[] {
  const known = HOST_KEYS.filter((algorithm) => types.includes(RSA.includes(algorithm) ? 'ssh-rsa' : algorithm))
  return [...new Set([...known, ...HOST_KEYS])]
}
