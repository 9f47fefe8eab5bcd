import {readFile} from 'node:fs/promises'
import type {AnyAuthMethod, AuthenticationType, KeyboardInteractiveAuthMethod, NextAuthHandler, ParsedKey} from 'ssh2'
import {errorCode} from '../../files/input-paths.js'
import {AccountFault} from './account-fault.js'
import {readSecret, type AccountOptions} from './account-options.js'

/**
 * The ways to log in to an SFTP server, one try each: private key, agent, password, then the password as the answer to the one question of
 * keyboard-interactive. A server that wants a second factor after a right first one is told apart: Adobe logs in with a key alone.
 * Source: Adobe, "Data Warehouse over SFTP", authentication by key only.
 */
export class SftpLogIn {
  readonly tried: string[] = []
  /** What the server takes, as it said last. */
  offered: readonly string[] = []
  /** Set when a way was not just refused. */
  fault: AccountFault | null = null
  readonly user: string
  readonly #options: AccountOptions
  #methods: AnyAuthMethod[] | null = null
  #isSecondAsked = false

  constructor(user: string, options: AccountOptions) {
    this.user = user
    this.#options = options
  }

  /** To be called by ssh2 before the first try and after each that failed. */
  readonly next = (left: AuthenticationType[] | null, isPartial: boolean | null, next: NextAuthHandler): void => {
    this.#choose(left, isPartial === true).then(
      // ssh2 takes false for "no more"; its types do not know.
      (method) => next(method ?? (false as unknown as AuthenticationType)),
      (error: unknown) => {
        this.fault = error instanceof AccountFault ? error : new AccountFault('secret-unavailable', 'the login could not be prepared')
        next(false as unknown as AuthenticationType)
      },
    )
  }

  async #choose(left: AuthenticationType[] | null, isPartial: boolean): Promise<AnyAuthMethod | null> {
    if (left !== null) this.offered = left
    if (isPartial || this.#isSecondAsked) {
      this.fault = new AccountFault(
        'second-factor',
        `the first step of the login was accepted, and the server asks for another: ${this.offered.join(', ')}`,
      )
      return null
    }
    if (left === null) return {type: 'none', username: this.user}
    this.#methods ??= await this.#prepare()
    const method = this.#methods.shift()
    if (method === undefined) return null
    const asked = method.type === 'agent' ? 'publickey' : method.type
    if (!left.includes(asked)) return this.#choose(left, false)
    this.tried.push(method.type)
    return method
  }

  async #prepare(): Promise<AnyAuthMethod[]> {
    const {secret, privateKeyPath, passphrase, agent} = this.#options
    const username = this.user
    const text = secret === undefined ? null : await readSecret(secret, 'the secret')
    const isKey = text !== null && /^\s*(?:-----BEGIN |PuTTY-User-Key-File-)/.test(text)
    const key = privateKeyPath === undefined ? (isKey ? text : null) : await readKey(privateKeyPath)
    const methods: AnyAuthMethod[] = []
    if (key !== null) methods.push({type: 'publickey', username, key: await this.#open(key, passphrase)})
    if (agent !== undefined && (await hasKeys(agent))) methods.push({type: 'agent', username, agent})
    if (text !== null && !isKey) methods.push({type: 'password', username, password: text}, this.#interactive(text))
    if (methods.length === 0)
      throw new AccountFault('secret-unavailable', 'the server asks for a login, and neither password nor key was named')
    return methods
  }

  async #open(key: string, passphrase: AccountOptions['passphrase']): Promise<ParsedKey> {
    const {default: ssh2} = await import('ssh2')
    const word = passphrase === undefined ? undefined : await readSecret(passphrase, 'the passphrase')
    const parsed = ssh2.utils.parseKey(key, word)
    if (parsed instanceof Error) {
      const why = word === undefined ? 'it needs a passphrase, and none was named' : 'its passphrase is another'
      throw new AccountFault('secret-unavailable', `the private key cannot be read: it is damaged, or ${why}`)
    }
    const [first] = Array.isArray(parsed) ? parsed : [parsed]
    if (first === undefined || !first.isPrivateKey())
      throw new AccountFault('secret-unavailable', 'the key is a public one; the private one is needed')
    return first
  }

  /** The one question that is not shown while it is answered is the password; anything else is a second factor. */
  #interactive(password: string): KeyboardInteractiveAuthMethod {
    let rounds = 0
    return {
      type: 'keyboard-interactive',
      username: this.user,
      prompt: (_name, _instructions, _language, prompts, finish) => {
        rounds++
        const isPassword = rounds === 1 && prompts.length === 1 && prompts[0]?.echo !== true
        if (!isPassword) this.#isSecondAsked = true
        finish(isPassword ? [password] : prompts.map(() => ''))
      },
    }
  }
}

async function readKey(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new AccountFault('secret-unavailable', 'the file of the private key cannot be read', {reply: errorCode(error) ?? null})
  }
}

/** An agent that is not running, or holds no key, has nothing that a server could refuse. */
async function hasKeys(socket: string): Promise<boolean> {
  const {default: ssh2} = await import('ssh2')
  return new Promise((resolve) => {
    ssh2.createAgent(socket).getIdentities((error, keys) => resolve(!error && keys !== undefined && keys.length > 0))
  })
}
