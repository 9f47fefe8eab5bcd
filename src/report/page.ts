import type {Style} from './style.js'
import {displayWidth, wrap} from './visible.js'

/** A text page that grows line by line: headings, prose and columns, wrapped to the width of its style. */
export class Page {
  readonly #lines: string[] = []

  constructor(private readonly style: Style) {}

  get text(): string {
    return this.#lines.join('\n')
  }

  /** A heading with a blank line before it. */
  heading(title: string): void {
    this.blank()
    this.#lines.push(...wrap(title, this.style.width).map((line) => this.style.paint('heading', line)))
  }

  blank(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('')
  }

  /** A line as it is, for text that is measured already. */
  line(text: string): void {
    this.#lines.push(text)
  }

  prose(text: string, indent = 0): void {
    const margin = ' '.repeat(indent)
    this.#lines.push(...wrap(text, this.style.width - indent).map((line) => margin + this.style.code(line)))
  }

  /** `- text`, continued under the text. */
  item(text: string, indent = 2): void {
    const [first = '', ...rest] = wrap(text, this.style.width - indent - 2)
    const margin = ' '.repeat(indent)
    this.#lines.push(`${margin}- ${this.style.code(first)}`, ...rest.map((line) => `${margin}  ${this.style.code(line)}`))
  }

  /** `lead` (coloured or not) and the text beside it, continued under itself. */
  hanging(lead: string, text: string, paint: (line: string) => string = this.style.code): void {
    const from = displayWidth(lead)
    const [first = '', ...rest] = wrap(text, Math.max(MIN_COLUMN, this.style.width - from))
    this.#lines.push(lead + paint(first), ...rest.map((line) => ' '.repeat(from) + paint(line)))
  }

  /** `label  text`, the texts aligned and continued under themselves. Rows without a text are left out. */
  pairs(rows: readonly (readonly [label: string, text: string | undefined])[], indent = 2): void {
    const kept = rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '')
    this.columns([], kept, indent)
  }

  /**
   * Aligned columns, the last one wrapped; with headings where there are any. Where they do not fit side by side, the first column stands on
   * lines of its own with the others below it.
   */
  columns(head: readonly string[], rows: readonly (readonly string[])[], indent = 2): void {
    const all = head.length > 0 ? [head, ...rows] : rows
    const count = Math.max(0, ...all.map((row) => row.length))
    const widths = Array.from({length: Math.max(0, count - 1)}, (_, column) =>
      Math.max(...all.map((row) => displayWidth(row[column] ?? ''))),
    )
    const room = (columns: readonly number[], from: number) =>
      this.style.width - from - columns.reduce((sum, width) => sum + width + GAP, 0)
    const lastWidth = Math.max(0, ...all.map((row) => displayWidth(row[count - 1] ?? '')))
    const stacked = count > 2 && room(widths, indent) < Math.min(MIN_COLUMN, lastWidth)
    for (const [index, row] of all.entries()) {
      const paint = index === 0 && head.length > 0 ? this.style.dim : this.style.code
      if (stacked) this.#lines.push(paint(' '.repeat(indent) + (row[0] ?? '')))
      const [cells, shown, from] = stacked ? [row.slice(1), widths.slice(1), indent + 2] : [row, widths, indent]
      const lead = ' '.repeat(from) + shown.map((width, column) => pad(cells[column] ?? '', width) + ' '.repeat(GAP)).join('')
      // A last column squeezed to a few letters is worse than a long line.
      const [first = '', ...rest] = wrap(cells[shown.length] ?? '', Math.max(Math.min(MIN_COLUMN, lastWidth), room(shown, from)))
      this.#lines.push(paint((lead + first).trimEnd()), ...rest.map((text) => paint(' '.repeat(lead.length) + text)))
    }
  }
}

const GAP = 2
const MIN_COLUMN = 16

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}
