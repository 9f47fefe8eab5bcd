import {spawn} from '@lydell/node-pty'
import {Screen} from './screen.js'

const STAND_INS = ['dc', 'data-connectors'].map((name) => `function ${name} { printf '<%s>' "$@"; echo; }`)

/** What a shell is told before it completes: `dc` shows the words that it was called with, and one key puts all that fits into the line. */
const PREPARE = {
  bash: (script: string) => [
    'bind "set enable-bracketed-paste off"',
    `bind '"\\C-g": insert-completions'`,
    `source ${script}`,
    ...STAND_INS,
  ],
  zsh: (script: string) => [
    'autoload -Uz compinit; compinit -u -D',
    "zle -C all-matches complete-word _generic; bindkey '^G' all-matches",
    "zstyle ':completion:all-matches:*' completer _all_matches _complete; zstyle ':completion:all-matches:*' insert true",
    `source ${script}`,
    ...STAND_INS,
  ],
} as const

const START = {bash: ['--norc', '--noprofile', '-i'], zsh: ['-f', '-i']} as const
const ALL_MATCHES = '\u0007'
const END = 'that was all'

/** An interactive shell, in which a line is completed as a person would. */
export class InteractiveShell {
  readonly #screen = new Screen(4000)
  readonly #process: ReturnType<typeof spawn>
  #answers = 0
  #wake: () => void = () => undefined

  constructor(
    private readonly shell: keyof typeof START,
    cwd: string,
  ) {
    const {PATH = '', HOME = ''} = process.env
    this.#process = spawn(shell, [...START[shell]], {
      cwd,
      cols: 4000,
      rows: 50,
      name: 'xterm',
      env: {PATH, HOME, LANG: 'C.UTF-8', TERM: 'xterm', PS1: '$ ', BASH_SILENCE_DEPRECATION_WARNING: '1'},
    })
    this.#process.onData((data) => {
      this.#screen.write(data)
      this.#wake()
    })
  }

  async load(script: string): Promise<void> {
    for (const line of PREPARE[this.shell](script)) this.#process.write(`${line}\r`)
    await this.#answered()
  }

  /** The words of the line after all completions of its end were put into it; the first line, when it has none. */
  async complete(line: string): Promise<string[]> {
    this.#process.write(`${line}${ALL_MATCHES}\r`)
    const text = await this.#answered()
    const words = /^(<.*>)$/m.exec(text)?.[1] ?? ''
    return words.slice(1, -1).split('><')
  }

  close(): void {
    this.#process.kill()
  }

  /** What was printed since the last time. */
  async #answered(): Promise<string> {
    const mark = `${END} ${++this.#answers}`
    // Written apart, so that the echo of the command is not taken for its answer.
    this.#process.write(`echo "${END}" ${this.#answers}\r`)
    const end = Date.now() + 15_000
    while (!this.#screen.text.split('\n').includes(mark)) {
      if (Date.now() > end) throw new Error(`${this.shell} did not answer:\n${this.#screen.text}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 500)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    const {text} = this.#screen
    const before = text.lastIndexOf(`${END} ${this.#answers - 1}\n`)
    return text.slice(Math.max(0, before))
  }
}
