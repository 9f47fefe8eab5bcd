import {Page} from './page.js'
import {createStyle} from './style.js'
import {escaped} from './visible.js'

/** Mail programs break longer lines where they like. */
const WIDTH = 78

/** Hides what looks personal in a text; lengths may change. */
export type Mask = (text: string) => string

/** The text of a ticket: plain, narrow, values masked. What `dc` cannot know is left open, and listed once more at the end. */
export class TicketPage {
  readonly #page = new Page(createStyle({color: false, boxes: false, unicode: false, width: WIDTH}))
  readonly #open = new Set<string>()

  constructor(private readonly mask: Mask) {}

  heading(title: string): void {
    this.#page.blank()
    this.#page.prose(this.show(title).toUpperCase())
  }

  prose(text: string): void {
    this.#page.prose(this.show(text))
  }

  /** `label  text`; rows without a text are left out. Values are masked. */
  fields(rows: readonly (readonly [label: string, text: string | null | undefined])[]): void {
    this.#page.pairs(
      rows.map(([label, text]) => [this.show(label), text === null || text === undefined ? undefined : this.show(text)] as const),
    )
  }

  items(texts: readonly string[], most = MOST): void {
    for (const text of texts.slice(0, most)) this.#page.item(this.show(text))
    if (texts.length > most) this.#page.item(`and ${texts.length - most} more`)
  }

  steps(texts: readonly string[]): void {
    for (const [index, text] of texts.entries()) this.#page.hanging(`  ${index + 1}. `, this.show(text))
  }

  blank(): void {
    this.#page.blank()
  }

  /** A place somebody has to fill in before it is sent. */
  fill(what: string): string {
    this.#open.add(what)
    return `[fill in: ${what}]`
  }

  /** What was left open, at the end. */
  get text(): string {
    if (this.#open.size > 0) {
      this.heading('To fill in before sending')
      this.items([...this.#open], this.#open.size)
    }
    return `${this.#page.text}\n`
  }

  private show(text: string): string {
    return escaped(this.mask(text))
  }
}

const MOST = 10
