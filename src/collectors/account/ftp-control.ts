import type {Socket} from 'node:net'
import type {FTPContext, FTPResponse} from 'basic-ftp'
import {AccountFault, codeOf, droppedFault, systemFault} from './account-fault.js'
import type {Patience} from './patience.js'

/**
 * The control connection of FTP: commands and replies, over the context of basic-ftp. Its client is not used: it tells time-outs and lost
 * connections by sentences without a code, takes a refused transfer for a broken connection, and would write if asked to.
 */

/** All that is ever sent. None of it changes anything on a server. */
export type ReadVerb =
  | 'AUTH TLS'
  | 'AVBL'
  | 'CWD'
  | 'EPSV'
  | 'FEAT'
  | 'LIST'
  | 'MDTM'
  | 'MLSD'
  | 'OPTS'
  | 'PASS'
  | 'PASV'
  | 'PBSZ'
  | 'PROT'
  | 'PWD'
  | 'REST'
  | 'RETR'
  | 'SITE QUOTA'
  | 'SIZE'
  | 'TYPE'
  | 'USER'

export interface Reply {
  readonly code: number
  readonly text: string
}

export class FtpControl {
  readonly #context: FTPContext
  readonly #patience: Patience
  #replies = 0

  constructor(context: FTPContext, patience: Patience) {
    this.#context = context
    this.#patience = patience
  }

  /** Names and paths are handled as bytes, one character each: what is not UTF-8 can be sent back as it came. */
  static async open(patience: Patience): Promise<FtpControl> {
    const {FTPContext} = await import('basic-ftp')
    return new FtpControl(new FTPContext(0, 'latin1'), patience)
  }

  get socket(): Socket {
    return this.#context.socket
  }

  /** A fresh connection, or the same one encrypted. */
  use(socket: Socket): void {
    this.#context.socket = socket
    socket.resume()
  }

  /** TLS session for data connections: the newest ticket. */
  get tlsSession(): Buffer | undefined {
    return this.#context.tlsSessionStore
  }

  /** Grows with every reply. */
  get replies(): number {
    return this.#replies
  }

  /** The reply to a command, whatever its code below 400. Null: only waits for a reply. @throws AccountFault */
  async ask(verb: ReadVerb | null, argument = ''): Promise<Reply> {
    return this.#patience.wait(this.start(verb, argument), {limitMs: this.#patience.stallMs, activity: () => this.#replies, cut: this.cut})
  }

  /** As `ask`, for a transfer: without a limit, and past the preliminary replies. */
  async start(verb: ReadVerb | null, argument = ''): Promise<Reply> {
    const command = verb === null ? undefined : `${verb}${argument === '' ? '' : ` ${argument}`}`
    try {
      return (await this.#context.handle(command, (response, task) => {
        this.#replies++
        if (response instanceof Error) task.reject(response)
        else if (response.code >= 200) task.resolve(replyOf(response))
      })) as Reply
    } catch (error) {
      throw replyFault(error) ?? droppedFault(error)
    }
  }

  /** As `ask`; a refusal is an answer too. */
  async tryAsk(verb: ReadVerb, argument = ''): Promise<Reply> {
    try {
      return await this.ask(verb, argument)
    } catch (error) {
      if (error instanceof AccountFault && error.cause !== undefined) {
        const code = codeOf(error.cause)
        if (typeof code === 'number' && code !== 421) return {code, text: ''}
      }
      throw error
    }
  }

  readonly cut = (): void => this.#context.close()
}

function replyOf({code, message}: FTPResponse): Reply {
  return {code, text: message}
}

/** What a refusal means where nothing more is known of it. Source: RFC 959 section 4.2; the codes alone, the texts differ from server to server. */
function replyFault(error: unknown): AccountFault | undefined {
  const reply = codeOf(error)
  if (typeof reply !== 'number') return systemFault(error)
  const options = {reply, cause: error}
  switch (reply) {
    case 421:
      return new AccountFault('dropped', 'the server closes the connection', {...options, isTransient: true})
    case 425:
      return new AccountFault('data-connection', 'the data connection could not be opened', {...options, isTransient: true})
    case 426:
    case 451:
      return new AccountFault('dropped', 'the server broke off the transfer', {...options, isTransient: true})
    case 450:
      return new AccountFault('no-permission', 'the server refuses for now', {...options, isTransient: true})
    case 550:
    case 553:
      return new AccountFault('no-permission', 'the server does not permit it, or there is no such thing', options)
    case 530:
    case 532:
      return new AccountFault('login-refused', 'the server wants another login for this', options)
    default:
      return new AccountFault('protocol', 'the server refuses', options)
  }
}
