/**
 * Values compared without case and printed in their first spelling, as Analytics reports them. Memory: each value once.
 * Source: Analytics, "Conversion variables (eVar)", Case sensitivity.
 */
export class Spellings {
  readonly #first = new Map<string, string>()

  /** The first spelling of a value: equal for all that differ in case alone. */
  first(value: string): string {
    const key = value.toLowerCase()
    const known = this.#first.get(key)
    if (known !== undefined) return known
    const kept = detached(value)
    this.#first.set(key === value ? kept : detached(key), kept)
    return kept
  }

  has(value: string): boolean {
    return this.#first.has(value.toLowerCase())
  }
}

/** True for what Analytics takes for one value; blanks around it do not make another. */
export function isSameValue(a: string, b: string): boolean {
  return a === b || folded(a) === folded(b)
}

/** Equal for all spellings of one value. */
export function folded(value: string): string {
  return value.trim().toLowerCase()
}

/** A copy that does not hold on to the request it was cut out of (V8 keeps the whole text alive for a piece of it). */
export function detached(text: string): string {
  return ` ${text}`.slice(1)
}

/** More texts than these are not remembered. */
const MOST_TEXTS = 20_000

/** Texts that come again and again, such as addresses of pages, each kept once. Bounded: beyond that a text is kept as often as it comes. */
export class KnownTexts {
  readonly #known = new Map<string, string>()

  keep(text: string): string {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const kept = detached(text)
    if (this.#known.size < MOST_TEXTS) this.#known.set(kept, kept)
    return kept
  }
}
