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

/** Every name of an event, exactly as Adobe documents it. */
const KNOWN_EVENTS: ReadonlySet<string> = new Set([
  ...COMMERCE_EVENTS,
  ...Array.from({length: LAST_CUSTOM_EVENT}, (_, index) => `event${index + 1}`),
])

/** Exact, case-sensitive: `event1` to `event1000` and the commerce events. */
export function isKnownEvent(name: string): boolean {
  return KNOWN_EVENTS.has(name)
}

/** Events of one hit, in order. Never throws: what is no event keeps its text. */
export class EventList {
  /** As the documentation writes it: known events, each once, without blanks. */
  readonly isPlain: boolean
  readonly #names: ReadonlySet<string>
  #unrecognised: readonly EventToken[] | undefined

  constructor(readonly tokens: readonly EventToken[]) {
    this.#names = new Set(tokens.map((token) => token.name))
    this.isPlain = tokens.length > 0 && tokens.length === this.#names.size && tokens.every(isPlain)
  }

  /** Exact, case-sensitive name. */
  has(name: string): boolean {
    return this.#names.has(name)
  }

  /** Names without empty tokens, each once. */
  get names(): ReadonlySet<string> {
    return this.#names
  }

  /** Tokens that are no event as they stand, empty ones included: what several rules look into, found once. */
  get unrecognised(): readonly EventToken[] {
    return (this.#unrecognised ??= this.tokens.filter((token) => !KNOWN_EVENTS.has(token.name)))
  }

  /** No token with any text. */
  get isEmpty(): boolean {
    return this.#names.size === 0 || (this.#names.size === 1 && this.#names.has(''))
  }
}

function isPlain({name, value = '', serial = '', start, end}: EventToken): boolean {
  const signs = end - start - name.length - value.length - serial.length
  return KNOWN_EVENTS.has(name) && signs === (value === '' ? 0 : 1) + (serial === '' ? 0 : 1)
}

export const NO_EVENTS = new EventList([])

/** Longest `events` string that Adobe reads ("events overview", "64k bytes"); what follows is lost there and not read here. */
const MAX_LENGTH = 65_536

/** Lists read before: a site has few, and each comes back on thousands of hits. All are forgotten when there are too many. */
const READ = new Map<string, EventList>()
const MOST_READ = 1024
const LONGEST_KEPT = 200

/** Reads a decoded `events` string. Empty tokens are kept (with an empty name), so that a rule can point at them. */
export function parseEvents(text: string): EventList {
  if (text === '') return NO_EVENTS
  if (text.length > LONGEST_KEPT) return readEvents(text)
  let list = READ.get(text)
  if (list === undefined) {
    list = readEvents(text)
    if (READ.size >= MOST_READ) READ.clear()
    READ.set(text, list)
  }
  return list
}

function readEvents(text: string): EventList {
  const tokens: EventToken[] = []
  let start = 0
  for (const piece of text.slice(0, MAX_LENGTH).split(',')) {
    tokens.push(parseToken(piece, start))
    start += piece.length + 1
  }
  return new EventList(tokens)
}

function parseToken(piece: string, start: number): EventToken {
  const end = start + piece.length
  const equals = piece.indexOf('=')
  const colon = piece.indexOf(':')
  if (colon === -1 || (equals !== -1 && equals < colon)) {
    const name = equals === -1 ? piece : piece.slice(0, equals)
    const value = equals === -1 ? undefined : piece.slice(equals + 1, colon === -1 ? undefined : colon).trim()
    const serial = colon === -1 ? undefined : piece.slice(colon + 1).trim()
    return {name: name.trim(), value, serial, start, end, serialFirst: false}
  }
  const serialFirst = equals !== -1
  return {
    name: piece.slice(0, colon).trim(),
    value: serialFirst ? piece.slice(equals + 1).trim() : undefined,
    serial: piece.slice(colon + 1, serialFirst ? equals : undefined).trim(),
    start,
    end,
    serialFirst,
  }
}

/** Writes tokens the documented way: value, then serial. */
export function formatEvents(tokens: readonly Pick<EventToken, 'name' | 'value' | 'serial'>[]): string {
  return tokens
    .map(({name, value, serial}) => name + (value === undefined ? '' : `=${value}`) + (serial === undefined ? '' : `:${serial}`))
    .join(',')
}

/** Number of a custom event (`event12` → 12), whatever its range; undefined for any other name, `event012` included. */
export function customEventNumber(name: string): number | undefined {
  const match = /^event(0|[1-9]\d{0,6})$/.exec(name)
  return match === null ? undefined : Number(match[1])
}

export function isCommerceEvent(name: string): name is CommerceEvent {
  return (COMMERCE_EVENTS as readonly string[]).includes(name)
}
