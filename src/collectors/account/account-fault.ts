import type {AccountFailure, ProbeStepName} from '../../issues/account-evidence.js'

export type FailureCode = AccountFailure['code']

/** What a server or the way to it did wrong, as evidence has it. Never holds a secret: its sentences are written here, not by servers. */
export class AccountFault extends Error {
  override readonly name = 'AccountFault'
  readonly code: FailureCode
  /** Reply code of FTP or SFTP, error code of the system. */
  readonly reply: string | null
  /** Worth another try: the same thing may work a moment later. */
  readonly isTransient: boolean
  /** Set by the ladder: where it happened. */
  step: ProbeStepName | null = null

  constructor(code: FailureCode, message: string, options: {reply?: string | number | null; isTransient?: boolean; cause?: unknown} = {}) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause})
    this.code = code
    this.reply = options.reply === undefined || options.reply === null ? null : String(options.reply)
    this.isTransient = options.isTransient ?? false
  }
}

interface Meaning {
  readonly code: FailureCode
  readonly says: string
  readonly isTransient?: boolean
}

/** Errors of the system (errno) and of the resolver (getaddrinfo): the codes Node gives them. */
const SYSTEM: Readonly<Record<string, Meaning>> = {
  ENOTFOUND: {code: 'host-unknown', says: 'no address is known for the host'},
  ENODATA: {code: 'host-unknown', says: 'no address is known for the host'},
  EAI_AGAIN: {code: 'unreachable', says: 'the names of hosts cannot be looked up at the moment', isTransient: true},
  ECONNREFUSED: {code: 'refused', says: 'nothing listens on this port, or a firewall turns connections away'},
  EHOSTUNREACH: {code: 'unreachable', says: 'there is no way to the host'},
  ENETUNREACH: {code: 'unreachable', says: 'there is no way to the network of the host'},
  EADDRNOTAVAIL: {code: 'unreachable', says: 'the address of the host cannot be reached from here'},
  EACCES: {code: 'unreachable', says: 'this machine does not permit the connection'},
  EPERM: {code: 'unreachable', says: 'this machine does not permit the connection'},
  ETIMEDOUT: {code: 'timed-out', says: 'the host did not answer in time', isTransient: true},
  ECONNRESET: {code: 'dropped', says: 'the connection was cut by the other side', isTransient: true},
  ECONNABORTED: {code: 'dropped', says: 'the connection was cut', isTransient: true},
  EPIPE: {code: 'dropped', says: 'the connection was cut by the other side', isTransient: true},
}

/** A fault as it is; an error with a code of the system by that code; undefined for what has none. */
export function systemFault(error: unknown): AccountFault | undefined {
  if (error instanceof AccountFault) return error
  const reply = codeOf(error)
  if (typeof reply !== 'string') return undefined
  const meaning = SYSTEM[reply]
  return meaning && new AccountFault(meaning.code, meaning.says, {reply, isTransient: meaning.isTransient ?? false, cause: error})
}

/** The connection ended in the middle of something. */
export function droppedFault(error: unknown): AccountFault {
  return systemFault(error) ?? new AccountFault('dropped', 'the connection ended', {isTransient: true, cause: error})
}

/** `code` of an error: a text of the system, a number of a protocol. */
export function codeOf(error: unknown): string | number | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' || typeof error.code === 'number' ? error.code : undefined
}
