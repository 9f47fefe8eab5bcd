import type {Doubt} from '../connectors/fact.js'

/** Doubts about facts, numbered as they come up; the same doubt is one footnote however often it occurs. */
export class Footnotes {
  readonly #notes: string[] = []

  get notes(): readonly string[] {
    return this.#notes
  }

  /** ` [1][2]` for the doubts of a fact, nothing when it has none. */
  ref(fact: {readonly doubts?: readonly Doubt[]} | undefined): string {
    const numbers = (fact?.doubts ?? []).map((doubt) => this.number(writeDoubt(doubt)))
    return numbers.length === 0 ? '' : ` ${numbers.map((number) => `[${number}]`).join('')}`
  }

  private number(note: string): number {
    const index = this.#notes.indexOf(note)
    return index === -1 ? this.#notes.push(note) : index + 1
  }
}

const WORDS: Readonly<Record<Doubt['mark'], string>> = {
  inferred: 'inferred, printed on no page',
  contradictory: 'the pages disagree',
  unverified: 'unverified',
}

function writeDoubt({mark, field, note}: Doubt): string {
  return (
    [WORDS[mark], field === undefined ? undefined : `(${field})`].filter((part) => part !== undefined).join(' ') +
    (note === undefined ? '' : `: ${note}`)
  )
}
