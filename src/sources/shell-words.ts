/**
 * Splitting shell commands into words, for bash (`'…'`, `$'…'`, `"…"`, `\`) and for Windows' cmd (`^`, `"…"` with `""` or `\"`), fed line by line: a
 * quote or a continuation may run over many lines.
 */

export type Shell = 'bash' | 'cmd'

type State = 'plain' | 'single' | 'dollar' | 'double' | 'caret-double'

export class ShellWords {
  readonly #shell: Shell
  #state: State = 'plain'
  #word: string | undefined
  #words: string[] = []
  #commands: string[][] = []
  #length = 0

  constructor(shell: Shell) {
    this.#shell = shell
  }

  /** Characters taken in since the start of the command. */
  get length(): number {
    return this.#length
  }

  /** True when a line ended inside quotes. */
  get isInQuotes(): boolean {
    return this.#state !== 'plain'
  }

  /** Takes a line without its newline. True when the command ended with it, false when it goes on in the next. */
  push(line: string): boolean {
    this.#length += line.length + 1
    const continues = this.#shell === 'cmd' ? this.#pushCmd(line) : this.#pushBash(line)
    if (this.#state !== 'plain') {
      if (!continues) this.#add('\n')
      return false
    }
    if (continues) return false
    this.#endCommand()
    return true
  }

  /** The commands that have ended, each as its words; the splitter starts anew. */
  take(): string[][] {
    this.#endCommand()
    const commands = this.#commands
    this.#commands = []
    this.#state = 'plain'
    this.#length = 0
    return commands
  }

  #add(text: string): void {
    this.#word = (this.#word ?? '') + text
  }

  #endWord(): void {
    if (this.#word !== undefined) this.#words.push(this.#word)
    this.#word = undefined
  }

  #endCommand(): void {
    this.#endWord()
    if (this.#words.length > 0) this.#commands.push(this.#words)
    this.#words = []
  }

  /** Characters outside quotes that bash and cmd have in common. */
  #plain(character: string): void {
    if (character === ' ' || character === '\t') this.#endWord()
    else if (character === '&' && this.#word?.endsWith('>')) this.#add(character)
    else if (character === ';' || character === '|' || character === '&') this.#endCommand()
    else this.#add(character)
  }

  #pushBash(line: string): boolean {
    for (let at = 0; at < line.length; at++) {
      const character = line[at] ?? ''
      switch (this.#state) {
        case 'single':
          at = this.#copyUntil(line, at, "'")
          break
        case 'dollar':
          if (character === "'") this.#state = 'plain'
          else if (character !== '\\') this.#add(character)
          else {
            const escape = readAnsiEscape(line, at)
            this.#add(escape.text)
            at = escape.end - 1
          }
          break
        case 'double':
          if (character === '"') this.#state = 'plain'
          else if (character === '\\') {
            if (at + 1 === line.length) return true
            const next = line[++at] ?? ''
            this.#add('"\\$`'.includes(next) ? next : `\\${next}`)
          } else this.#add(character)
          break
        default:
          if (character === "'" || character === '"') {
            this.#add('')
            this.#state = character === '"' ? 'double' : 'single'
          } else if (character === '$' && line[at + 1] === "'") {
            this.#add('')
            this.#state = 'dollar'
            at++
          } else if (character === '\\') {
            if (at + 1 >= line.length) return true
            this.#add(line[++at] ?? '')
          } else if (character === '#' && this.#word === undefined) return false
          else this.#plain(character)
      }
    }
    return false
  }

  #copyUntil(line: string, at: number, quote: string): number {
    const end = line.indexOf(quote, at)
    this.#add(line.slice(at, end < 0 ? line.length : end))
    if (end < 0) return line.length
    this.#state = 'plain'
    return end
  }

  /** Inside `"…"` cmd takes `^` as it is; `^"…^"` (newer browsers) is a quote for the program only, so that `^` still escapes in it. */
  #pushCmd(line: string): boolean {
    for (let at = 0; at < line.length; at++) {
      const character = line[at] ?? ''
      if (this.#state === 'double') at = this.#inCmdQuotes(line, at, '"')
      else if (character === '^') {
        if (at + 1 >= line.length) return true
        const next = line[++at] ?? ''
        if (next === '"') {
          this.#add('')
          this.#state = this.#state === 'caret-double' ? 'plain' : 'caret-double'
        } else if (this.#state === 'caret-double' && next === '\\' && /^\^?["\\]/.test(line.slice(at + 1))) {
          at += line[at + 1] === '^' ? 2 : 1
          this.#add(line[at] ?? '')
        } else this.#add(next)
      } else if (this.#state === 'caret-double') this.#add(character)
      else if (character === '"') {
        this.#add('')
        this.#state = 'double'
      } else this.#plain(character)
    }
    return false
  }

  #inCmdQuotes(line: string, at: number, quote: string): number {
    const next = line[at + 1]
    if (line[at] === '\\' && (next === quote || next === '\\')) {
      this.#add(next)
      return at + 1
    }
    if (line[at] !== quote) {
      this.#add(line[at] ?? '')
      return at
    }
    if (next === quote) {
      this.#add(quote)
      return at + 1
    }
    this.#state = 'plain'
    return at
  }
}

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  e: '\u001b',
  E: '\u001b',
}

/** An escape of `$'…'` at the backslash. Bytes given as `\xHH` or octal are read together as UTF-8. */
function readAnsiEscape(line: string, at: number): {text: string; end: number} {
  const rest = line.slice(at, at + 400)
  const unicode = /^\\(?:u([\dA-Fa-f]{1,4})|U([\dA-Fa-f]{1,8}))/.exec(rest)
  if (unicode) {
    const code = Number.parseInt(unicode[1] ?? unicode[2] ?? '0', 16)
    return {
      text: unicode[1] === undefined && code <= 0x10ffff ? String.fromCodePoint(code) : String.fromCharCode(code),
      end: at + unicode[0].length,
    }
  }
  const bytes = /^(?:\\(?:x[\dA-Fa-f]{1,2}|[0-3]?[0-7]{1,2}))+/.exec(rest)?.[0]
  if (bytes !== undefined) {
    const codes = bytes
      .slice(1)
      .split('\\')
      .map((code) => (code.startsWith('x') ? Number.parseInt(code.slice(1), 16) : Number.parseInt(code, 8)))
    return {text: Buffer.from(codes).toString('utf8'), end: at + bytes.length}
  }
  const next = line[at + 1]
  if (next === undefined) return {text: '\\', end: at + 1}
  return {text: SIMPLE[next] ?? next, end: at + 2}
}
