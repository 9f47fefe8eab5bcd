/** As much of a terminal as prompts need: what a person would see after all that was written. */
export class Screen {
  #lines: string[][] = [[]]
  #row = 0
  #column = 0

  constructor(private readonly width: number) {}

  /** Everything from the first line on, what has scrolled away too; lines without blanks at their ends. */
  get text(): string {
    return this.#lines
      .map((line) =>
        Array.from(line, (cell) => cell ?? ' ')
          .join('')
          .trimEnd(),
      )
      .join('\n')
      .trimEnd()
  }

  /** The widest line. */
  get columns(): number {
    return Math.max(...this.text.split('\n').map((line) => Array.from(line).length))
  }

  write(text: string): void {
    // eslint-disable-next-line no-control-regex
    for (const [part, parameters, final] of text.matchAll(/\u001B\[([0-9;?]*)([A-Za-z])|\u001B\][^\u0007]*\u0007|\u001B[=>78]|[\s\S]/gu)) {
      if (final !== undefined) this.#control(final, parameters ?? '')
      else if (part === '\n') this.#down()
      else if (part === '\r') this.#column = 0
      else if (part === '\b') this.#column = Math.max(0, this.#column - 1)
      else if (part >= ' ') this.#put(part)
    }
  }

  #put(character: string): void {
    if (this.#column >= this.width) {
      this.#down()
      this.#column = 0
    }
    const line = (this.#lines[this.#row] ??= [])
    line[this.#column++] = character
  }

  #down(): void {
    this.#row++
    this.#lines[this.#row] ??= []
  }

  #control(final: string, parameters: string): void {
    const count = Number(parameters || '1')
    if (final === 'A') this.#row = Math.max(0, this.#row - count)
    if (final === 'B') this.#row += count
    if (final === 'C') this.#column += count
    if (final === 'D') this.#column = Math.max(0, this.#column - count)
    if (final === 'G') this.#column = count - 1
    if (final === 'K') this.#eraseLine(parameters)
    if (final === 'J') this.#lines.length = this.#row + 1
    if (final === 'J') this.#eraseLine('')
    if (this.#lines[this.#row] === undefined) this.#lines[this.#row] = []
  }

  #eraseLine(parameters: string): void {
    const line = this.#lines[this.#row]
    if (line === undefined) return
    if (parameters === '2') line.length = 0
    else line.length = Math.min(line.length, this.#column)
  }
}
