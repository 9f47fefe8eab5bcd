import type {WriteStream} from 'node:tty'
import {excerpt} from './report/visible.js'

const QUIET_MS = 1000
const EVERY_MS = 100
const CLEAR_LINE = '\r\u001B[2K'

/** One line of progress on a terminal, from the second second on: short jobs stay silent, pipes always. */
export class Progress {
  readonly #stream: WriteStream | undefined
  readonly #started = Date.now()
  #shown = 0
  #text: () => string = () => ''
  #timer: NodeJS.Timeout | undefined

  constructor(stream: WriteStream | undefined) {
    this.#stream = stream?.isTTY && process.env['TERM'] !== 'dumb' ? stream : undefined
  }

  /** Costs next to nothing when nothing is shown; `text` is asked for only then. What is shown last stays until `end`, however long nothing more comes. */
  show(text: () => string): void {
    if (this.#stream === undefined) return
    this.#text = text
    const now = Date.now()
    const wait = Math.max(this.#started + QUIET_MS, this.#shown + EVERY_MS) - now
    if (wait <= 0) this.#draw(this.#stream)
    else this.#timer ??= setTimeout(() => this.#stream && this.#draw(this.#stream), wait).unref()
  }

  /** Also before something is asked: a line of progress would be written over the question. */
  end(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#shown === 0) return
    this.#stream?.write(CLEAR_LINE)
    this.#shown = 0
  }

  #draw(stream: WriteStream): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#shown = Date.now()
    // A file name may hold escape sequences, and a line that wraps is not cleared again.
    const {text} = excerpt(this.#text(), null, {room: Math.max(10, stream.columns - 1), unicode: true})
    stream.write(CLEAR_LINE + text)
  }
}
