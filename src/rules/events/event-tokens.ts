import {COMMERCE_EVENTS, isKnownEvent, type EventList, type EventToken} from '../../hits/events.js'
import type {Hit} from '../../hits/hit.js'
import {parseAmount} from '../../hits/products.js'
import type {Report, Severity} from '../rule.js'

interface SeenInEvents {
  /** The token at fault. */
  token: EventToken
  message: string
  severity?: Severity
  fix?: string
  integration?: string | undefined
}

/** Reports a token on the very parameter the events were read from (`ev`, or the variable that `D=v1` copies). */
export function reportToken(hit: Hit, report: Report, {token, ...seen}: SeenInEvents): void {
  report({param: hit.origin('events') ?? 'events', at: [token.start, token.end], ...seen})
}

/** An events string to look at. Where the hit is cut within it, the last token may be half a name. */
export function hasEvents(hit: Hit): boolean | 'unknown' {
  if (hit.events.tokens.length === 0) return false
  return hit.isCut('events') ? 'unknown' : true
}

/** The same, for rules about values: some token has one. */
export function hasEventValues(hit: Hit): boolean | 'unknown' {
  return hit.events.tokens.some(({value}) => value !== undefined) && hasEvents(hit)
}

export function withCount(message: string, count: number): string {
  return count > 1 ? `${message} (${count} tokens)` : message
}

/**
 * What a token that is no known event most likely is. Each kind is the finding of one rule.
 * - `empty`: `event-list-format`.
 * - `rest-of-number`: the digits after a decimal comma, `event-decimal-comma`.
 * - `wrong-case`: a known name but for its case, `event-wrong-case`.
 * - `out-of-range`: `event0`, `event1001`, `event-out-of-range`.
 * - `unknown`: anything else, `event-unknown`.
 */
export type TokenKind = 'empty' | 'rest-of-number' | 'wrong-case' | 'out-of-range' | 'unknown'

const DIGITS = /^\d+(?:\.\d*)?$/

const NONE: readonly EventToken[] = []
const SORTED = new WeakMap<EventList, Map<TokenKind, EventToken[]>>()

/** The tokens of one kind, in order. The list is sorted out once for all rules that ask. */
export function tokensOf(events: EventList, kind: TokenKind): readonly EventToken[] {
  if (events.unrecognised.length === 0) return NONE
  let sorted = SORTED.get(events)
  if (sorted === undefined) SORTED.set(events, (sorted = sortOut(events)))
  return sorted.get(kind) ?? NONE
}

function sortOut({tokens}: EventList): Map<TokenKind, EventToken[]> {
  const sorted = new Map<TokenKind, EventToken[]>()
  // `99` goes on from `event1=9`, also from `event1=$9`, and from another such piece (`event1=1,299,000`).
  let isInNumber = false
  for (const token of tokens) {
    const isDigits = DIGITS.test(token.name) && token.value === undefined
    if (!isKnownEvent(token.name)) {
      const kind = isDigits && isInNumber ? 'rest-of-number' : kindOf(token)
      const before = sorted.get(kind)
      if (before === undefined) sorted.set(kind, [token])
      else before.push(token)
    }
    isInNumber = isDigits ? isInNumber : token.value !== undefined && token.serial === undefined && /\d$/.test(token.value)
  }
  return sorted
}

function kindOf({name, value, serial}: EventToken): TokenKind {
  if (name === '' && value === undefined && serial === undefined) return 'empty'
  if (rightCaseOf(name) !== undefined) return 'wrong-case'
  return /^event(?:0|[1-9]\d*)$/i.test(name) ? 'out-of-range' : 'unknown'
}

const RIGHT_CASE = new Map<string, string>(COMMERCE_EVENTS.map((name) => [name.toLowerCase(), name]))

/** The known event that `name` would be in its right case; undefined when it is right as it stands, or no event at all. */
export function rightCaseOf(name: string): string | undefined {
  if (isKnownEvent(name)) return undefined
  const lowerCase = name.toLowerCase()
  return RIGHT_CASE.get(lowerCase) ?? (isKnownEvent(lowerCase) ? lowerCase : undefined)
}

/** What the value of an event is worth: a plain number, nothing, a number in a spelling no page shows, or no number. */
export function judgeValue(value: string): 'number' | 'empty' | 'unusual' | 'invalid' {
  const amount = parseAmount(value)
  if (amount === undefined) return 'empty'
  if (amount !== null) return 'number'
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(value.trim()) ? 'unusual' : 'invalid'
}
