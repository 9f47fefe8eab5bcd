/**
 * An object of a saved answer, read without trust: names are compared without case and signs (`scheduledRequestUUID`, `Request_Id`), and a
 * value of another type than was asked for is none.
 */
export class Fields {
  readonly #values: ReadonlyMap<string, unknown>

  private constructor(values: ReadonlyMap<string, unknown>) {
    this.#values = values
  }

  static of(value: unknown): Fields | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return new Fields(new Map(Object.entries(value).map(([name, each]) => [fold(name), each])))
  }

  static readonly none = new Fields(new Map())

  /** Names are lower case, without signs. */
  has(...names: readonly string[]): boolean {
    return names.some((name) => this.#values.has(name))
  }

  /** Whether any of the names has a value that is more than null. */
  holds(...names: readonly string[]): boolean {
    return names.some((name) => (this.#values.get(name) ?? null) !== null)
  }

  /** A text that is not blank, or a number as text; the first of the names that has one. */
  text(...names: readonly string[]): string | null {
    for (const name of names) {
      const value = this.#values.get(name)
      const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : typeof value === 'string' ? value.trim() : ''
      if (text !== '') return text.slice(0, LONGEST_TEXT)
    }
    return null
  }

  number(...names: readonly string[]): number | null {
    const text = this.text(...names)
    return text === null || !/^-?\d{1,15}$/.test(text) ? null : Number(text)
  }

  boolean(...names: readonly string[]): boolean | null {
    for (const name of names) {
      const value = this.#values.get(name)
      if (typeof value === 'boolean') return value
      if (value === 'true' || value === 'false') return value === 'true'
    }
    return null
  }

  fields(...names: readonly string[]): Fields | undefined {
    for (const name of names) {
      const found = Fields.of(this.#values.get(name))
      if (found !== undefined) return found
    }
    return undefined
  }

  /** The first of the names that holds a list; a text is a list with commas. */
  list(...names: readonly string[]): readonly unknown[] | undefined {
    for (const name of names) {
      const value = this.#values.get(name)
      if (Array.isArray(value)) return value
      if (typeof value === 'string' && value.trim() !== '') return value.split(',')
    }
    return undefined
  }

  values(): Iterable<unknown> {
    return this.#values.values()
  }
}

const LONGEST_TEXT = 1000

function fold(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
