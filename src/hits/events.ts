/**
 * The `events` variable: `name[=value][:serial]`, comma separated.
 * Source: implementation guide, "events", "Event serialization".
 */

/** Commerce events by their exact names. */
export const COMMERCE_EVENTS = ['purchase', 'prodView', 'scOpen', 'scAdd', 'scRemove', 'scView', 'scCheckout'] as const

export type CommerceEvent = (typeof COMMERCE_EVENTS)[number]

/** Highest custom event a report suite can have. */
export const LAST_CUSTOM_EVENT = 1000

export interface EventToken {
  /** As sent, without the blanks around it. */
  name: string
  /** Text after `=`, undefined when there is none. */
  value: string | undefined
  /** Text after `:`, undefined when there is none. */
  serial: string | undefined
  /** The whole token as sent, blanks included: UTF-16 offsets into the decoded `events` string. */
  start: number
  end: number
  /** True when the serial stands before the value (`event1:A=2`), which AppMeasurement tolerates and no page documents. */
  serialFirst: boolean
}

/** Events of one hit, in order. Never throws: what is no event keeps its text. */
export class EventList {
  readonly #names: ReadonlySet<string>

  constructor(readonly tokens: readonly EventToken[]) {
    this.#names = new Set(tokens.map((token) => token.name))
  }

  /** Exact, case-sensitive name. */
  has(name: string): boolean {
    return this.#names.has(name)
  }

  /** Names without empty tokens, each once. */
  get names(): ReadonlySet<string> {
    return this.#names
  }

  /** No token with any text. */
  get isEmpty(): boolean {
    return this.#names.size === 0 || (this.#names.size === 1 && this.#names.has(''))
  }
}

export const NO_EVENTS = new EventList([])

/** Reads a decoded `events` string. Empty tokens are kept (with an empty name), so that a rule can point at them. */
export function parseEvents(text: string): EventList {
  if (text === '') return NO_EVENTS
  const tokens: EventToken[] = []
  let start = 0
  for (const piece of text.split(',')) {
    tokens.push(parseToken(piece, start))
    start += piece.length + 1
  }
  return new EventList(tokens)
}

function parseToken(piece: string, start: number): EventToken {
  const match = /^([^=:]*)(?:=([^:]*))?(?::([^=]*))?(?:=(.*))?$/s.exec(piece)
  const serialFirst = match?.[4] !== undefined && match[2] === undefined
  return {
    name: (match?.[1] ?? piece).trim(),
    value: (serialFirst ? match?.[4] : match?.[2])?.trim(),
    serial: match?.[3]?.trim(),
    start,
    end: start + piece.length,
    serialFirst,
  }
}

/** Writes tokens the documented way: value, then serial. */
export function formatEvents(tokens: readonly Pick<EventToken, 'name' | 'value' | 'serial'>[]): string {
  return tokens
    .map(({name, value, serial}) => name + (value === undefined ? '' : `=${value}`) + (serial === undefined ? '' : `:${serial}`))
    .join(',')
}

/** Number of a custom event (`event12` → 12), whatever its range; undefined for any other name. */
export function customEventNumber(name: string): number | undefined {
  const match = /^event(\d{1,7})$/.exec(name)
  return match === null ? undefined : Number(match[1])
}

export function isCommerceEvent(name: string): name is CommerceEvent {
  return (COMMERCE_EVENTS as readonly string[]).includes(name)
}
