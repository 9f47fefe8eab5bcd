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
