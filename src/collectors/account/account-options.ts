import {AccountFault, codeOf} from './account-fault.js'
import type {HostKeyOptions} from './host-key-trust.js'
import type {PatienceOptions} from './patience.js'

/**
 * How an account is looked at. Secrets are functions: they are called at the moment of use, once per connection, and what they give is
 * kept nowhere.
 */
export interface AccountOptions extends PatienceOptions, HostKeyOptions {
  /** Where the location names none. Without either: `anonymous` for FTP. */
  readonly user?: string
  /** A password, or the text of a private key. */
  readonly secret?: () => Promise<string>
  /** File of a private key for SFTP; it may be protected by `passphrase`. */
  readonly privateKeyPath?: string
  readonly passphrase?: () => Promise<string>
  /** Socket of an ssh-agent (`SSH_AUTH_SOCK`). */
  readonly agent?: string
  /** File of certificates (PEM) to be trusted besides those of the system. */
  readonly caPath?: string
  /** SHA-256 of the server's certificate, in hex: with these, nothing else counts. */
  readonly certificates?: readonly string[]
  /** Tries for what may pass by itself: a cut connection, silence, 421, 425, 426. Default 3; a wrong password is never tried twice. */
  readonly attempts?: number
  /** Before the second try; twice as long before the third. Default 1 s. */
  readonly retryPauseMs?: number
  /** Before sizes are looked at again, where something may be on its way. Default 3 s; 0: they are not. */
  readonly secondLookMs?: number
  /** True for names that look like files of the integration: with none of them in the directory, the places around it are looked at. */
  readonly looksOurs?: (name: string) => boolean
}

/** Defaults in one place. */
export const ACCOUNT_DEFAULTS = {attempts: 3, retryPauseMs: 1000, secondLookMs: 3000} as const

/** Secrets are read at the moment of use. @throws AccountFault `secret-unavailable`, without a word of what the secret's source said */
export async function readSecret(read: () => Promise<string>, what: string): Promise<string> {
  try {
    return await read()
  } catch (error) {
    const code = codeOf(error)
    const reply = typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? code : null
    throw new AccountFault('secret-unavailable', `${what} cannot be read where it is kept`, {reply})
  }
}

/** The same options, with one question at most about the same host key: further connections are to the same server. */
export function askedOnce<T extends AccountOptions>(options: T): T {
  const {confirmHostKey} = options
  if (confirmHostKey === undefined) return options
  let confirmed: string | null = null
  return {
    ...options,
    confirmHostKey: async (key) => {
      if (confirmed === key.fingerprint) return true
      const isConfirmed = await confirmHostKey(key)
      if (isConfirmed) confirmed = key.fingerprint
      return isConfirmed
    },
  }
}
