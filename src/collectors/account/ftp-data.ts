import {connect, type Socket} from 'node:net'
import {TLSSocket} from 'node:tls'
import {AccountFault, droppedFault, systemFault} from './account-fault.js'
import type {FtpControl, ReadVerb} from './ftp-control.js'
import {isSamePeer, startTls, type TlsTrust} from './ftp-tls.js'
import type {Patience} from './patience.js'

/** Data connections of FTP, always passive. The address a server names is not used: behind a NAT it is wrong, and it could be anybody's. */
export class FtpData {
  readonly #control: FtpControl
  readonly #patience: Patience
  readonly #tls: TlsTrust | null
  #mode: 'EPSV' | 'PASV' = 'EPSV'

  constructor(control: FtpControl, patience: Patience, tls: TlsTrust | null) {
    this.#control = control
    this.#patience = patience
    this.#tls = tls
  }

  /**
   * The bytes that a command sends. When the server refuses, some close the data connection harder than the reply is fast: the reply counts.
   * @throws AccountFault
   */
  async *read(verb: ReadVerb, argument: string, start = 0): AsyncGenerator<Uint8Array> {
    const data = await this.#open()
    let isRefused: unknown
    let settled: Promise<void> = Promise.resolve()
    const cut = (): void => {
      data.destroy()
      this.#control.cut()
    }
    let received = 0
    let isDone = false
    try {
      if (start > 0) await this.#control.ask('REST', String(start))
      settled = this.#control.start(verb, argument).then(
        () => undefined,
        (error: unknown) => {
          isRefused = error
          data.destroy()
        },
      )
      const chunks = data[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
      const wait = {limitMs: this.#patience.stallMs, activity: () => received + this.#control.replies, cut}
      for (;;) {
        const next = await this.#patience.wait(chunks.next(), wait)
        if (next.done === true) break
        if (received === 0) this.#checkPeer(data)
        received += next.value.length
        yield next.value
      }
      await this.#patience.wait(settled, wait)
      isDone = true
    } catch (error) {
      // The reply is a moment behind the end of the data connection.
      if (error instanceof AccountFault) throw error
      await this.#patience.wait(settled, {limitMs: Math.min(this.#patience.stallMs, 2000), cut}).catch(() => undefined)
      throw isRefused ?? this.#dataFault(error)
    } finally {
      data.destroy()
      // Whoever stops reading leaves a command behind that is not answered yet.
      if (!isDone && isRefused === undefined) this.#control.cut()
    }
    if (isRefused !== undefined) throw isRefused
  }

  #checkPeer(data: Socket): void {
    const control = this.#control.socket
    if (data instanceof TLSSocket && control instanceof TLSSocket && !isSamePeer(data, control)) {
      throw new AccountFault('certificate-unknown', 'the data connection shows another certificate than the login')
    }
  }

  #dataFault(error: unknown): AccountFault {
    const fault = systemFault(error)
    return fault ?? droppedFault(error)
  }

  async #open(): Promise<Socket> {
    if (this.#mode === 'EPSV') {
      try {
        return await this.#connect(portOfEpsv((await this.#control.ask('EPSV')).text))
      } catch (error) {
        if (!(error instanceof AccountFault) || ['dropped', 'timed-out'].includes(error.code)) throw error
        this.#mode = 'PASV'
      }
    }
    const passive = await this.#control.tryAsk('PASV')
    if (passive.code >= 300)
      throw new AccountFault('data-connection', 'the server offers no passive data connection', {reply: passive.code})
    return this.#connect(portOfPasv(passive.text))
  }

  async #connect(port: number | null): Promise<Socket> {
    const host = this.#control.socket.remoteAddress
    if (host === undefined) throw droppedFault(new Error('closed'))
    if (port === null) throw new AccountFault('protocol', 'the server names no port for the data connection')
    const socket = connect({host, port, noDelay: true})
    try {
      await this.#patience.wait(new Promise<void>((done, fail) => void socket.once('connect', done).once('error', fail)), {
        limitMs: this.#patience.connectMs,
        cut: () => socket.destroy(),
      })
    } catch (error) {
      if (this.#patience.signal?.aborted) throw error
      const reply = systemFault(error)?.reply ?? null
      throw new AccountFault('data-connection', `the data connection to port ${port} does not come about`, {
        reply,
        isTransient: true,
        cause: error,
      })
    }
    socket.removeAllListeners('error').on('error', () => undefined)
    const control = this.#control.socket
    if (this.#tls === null || !(control instanceof TLSSocket)) return socket
    const encrypted = startTls(socket, this.#tls, this.#control.tlsSession ?? control.getSession())
    encrypted.on('error', () => undefined)
    return encrypted
  }
}

/** `229 Entering Extended Passive Mode (|||6446|)`. Source: RFC 2428 section 3. */
function portOfEpsv(text: string): number | null {
  const port = Number(/\((.)\1\1(\d{1,5})\1\)/.exec(text)?.[2] ?? 0)
  return port > 0 && port < 65_536 ? port : null
}

/** `227 Entering Passive Mode (192,168,1,100,10,229)`. Source: RFC 959 section 4.1.2. */
function portOfPasv(text: string): number | null {
  const [, high = '', low = ''] = /(?<![\d,])\d{1,3},\d{1,3},\d{1,3},\d{1,3},(\d{1,3}),(\d{1,3})(?!\d)/.exec(text) ?? []
  const port = Number(high) * 256 + Number(low)
  return Number(high) < 256 && Number(low) < 256 && port > 0 ? port : null
}
