import {fittingLength} from '../../hits/decode-text.js'
import {TextHash} from '../../hits/text-hash.js'

/** Source: Analytics, implementation guide, "eVar"; "campaign". */
const VALUE_BYTES = 255
/** Values that are compared with others; those that come later are not. */
const MOST_COMPARED = 50_000

/** What the values of an id have in common with ids that go wrong. Memory: two numbers for each value, up to a limit. */
export class IdValues {
  /** Hash of the first spelling of each value, by the hash of its small letters. */
  readonly #spellings = new Map<number, number>()
  /** Hits whose value fills the variable to the last byte: what was longer is cut. */
  cut = 0
  /** Other spellings of a value than its first, each once. */
  readonly #variants = new Set<number>()

  /** A value as far as a variable holds it. */
  add(value: string): void {
    // No character takes more than three bytes for each of its units.
    if (value.length * 3 >= VALUE_BYTES && fittingLength(value, VALUE_BYTES - 1) < value.length) this.cut++
    const small = hashOf(value.toLowerCase())
    const spelling = hashOf(value)
    const first = this.#spellings.get(small)
    if (first === undefined) {
      if (this.#spellings.size < MOST_COMPARED) this.#spellings.set(small, spelling)
    } else if (first !== spelling && this.#variants.size < MOST_COMPARED) this.#variants.add(spelling)
  }

  get caseVariants(): number {
    return this.#variants.size
  }
}

function hashOf(text: string): number {
  return new TextHash().add(text).value
}
