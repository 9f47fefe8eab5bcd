import type {WriteStream} from 'node:tty'

const QUIET_MS = 1000
const EVERY_MS = 100
const CLEAR_LINE = '\r\u001B[2K'

/** One line of progress on a terminal, from the second second on: short jobs stay silent, pipes always. */
export class Progress {
  readonly #stream: WriteStream | undefined
  readonly #started = Date.now()
  #shown = 0

  constructor(stream: WriteStream | undefined) {
    this.#stream = stream?.isTTY && process.env['TERM'] !== 'dumb' ? stream : undefined
  }

  /** Costs next to nothing when nothing is shown; `text` is asked for only then. */
  show(text: () => string): void {
    if (this.#stream === undefined) return
    const now = Date.now()
    if (now - this.#started < QUIET_MS || now - this.#shown < EVERY_MS) return
    this.#shown = now
    this.#stream.write(CLEAR_LINE + text().slice(0, Math.max(10, this.#stream.columns - 1)))
  }

  end(): void {
    if (this.#shown === 0) return
    this.#stream?.write(CLEAR_LINE)
    this.#shown = 0
  }
}
