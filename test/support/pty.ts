import {spawn} from '@lydell/node-pty'
import {fileURLToPath} from 'node:url'
import {Screen} from './screen.js'

const BIN = process.env['DC_TEST_BIN'] ?? fileURLToPath(new URL('../../bin/run.js', import.meta.url))

export const KEYS = {
  enter: '\r',
  escape: '\u001B',
  up: '\u001B[A',
  down: '\u001B[B',
  space: ' ',
  backspace: '\u007F',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
} as const

export interface TerminalOptions {
  cwd: string
  columns?: number
  env?: Record<string, string>
  /** What Node runs instead of `dc`. */
  program?: readonly string[]
}

/** The built `dc` in a terminal of its own. */
export class Terminal {
  readonly screen: Screen
  /** Everything written, with its control sequences. */
  raw = ''
  #exitCode: number | undefined
  readonly #process: ReturnType<typeof spawn>
  #wake: () => void = () => undefined

  constructor(args: readonly string[], {cwd, columns = 100, env = {}, program = [BIN]}: TerminalOptions) {
    const {NO_COLOR: _no, FORCE_COLOR: _force, DC_WORKSPACE: _workspace, DEBUG: _debug, CI: _ci, ...inherited} = process.env
    this.screen = new Screen(columns)
    this.#process = spawn(process.execPath, [...program, ...args], {
      cwd,
      cols: columns,
      rows: 50,
      name: 'xterm-256color',
      env: {...inherited, LANG: 'C.UTF-8', TERM: 'xterm-256color', HOME: cwd, XDG_CONFIG_HOME: `${cwd}/.config`, ...env},
    })
    this.#process.onData((data) => {
      this.raw += data
      this.screen.write(data)
      this.#wake()
    })
    this.#process.onExit(({exitCode}) => {
      this.#exitCode = exitCode
      this.#wake()
    })
  }

  press(...keys: readonly string[]): void {
    this.#process.write(keys.join(''))
  }

  /** Waits until the screen shows it. */
  async see(what: string | RegExp | ((text: string) => boolean), timeoutMs = 20_000): Promise<void> {
    const shows = (text: string) => (typeof what === 'string' ? text.includes(what) : what instanceof RegExp ? what.test(text) : what(text))
    const end = Date.now() + timeoutMs
    while (!shows(this.screen.text)) {
      if (this.#exitCode !== undefined)
        throw new Error(`dc ended (${this.#exitCode}) before it showed ${String(what)}:\n${this.screen.text}`)
      if (Date.now() > end) throw new Error(`not shown: ${String(what)}\n${this.screen.text}`)
      await this.#change(end)
    }
  }

  /** Waits until nothing more is written for a while: a question comes in several pieces, and half of one looks like another. */
  async settle(quietMs = 200): Promise<void> {
    for (let seen = -1; seen !== this.raw.length;) {
      seen = this.raw.length
      await new Promise((resolve) => void setTimeout(resolve, quietMs))
    }
  }

  async exit(timeoutMs = 20_000): Promise<number> {
    const end = Date.now() + timeoutMs
    while (this.#exitCode === undefined) {
      if (Date.now() > end) throw new Error(`dc did not end:\n${this.screen.text}`)
      await this.#change(end)
    }
    return this.#exitCode
  }

  /** Ends what a failed test left running. */
  close(): void {
    if (this.#exitCode === undefined) this.#process.kill()
  }

  #change(end: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, Math.min(1000, end - Date.now())))
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
