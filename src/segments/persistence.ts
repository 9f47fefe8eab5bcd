import type {Allocation} from '../mapping/integration.js'

/**
 * How long a variable keeps its value, and which value gets the credit.
 * Source: Analytics, "Conversion variables (eVar)", Allocation and Expire after.
 */

export type Expiration =
  | {readonly kind: 'never' | 'hit' | 'visit'}
  | {readonly kind: 'period'; readonly seconds: number}
  | {readonly kind: 'event'; readonly event: string}

const DAY = 86_400

/** Lengths in seconds: a month is 31 days, a quarter three of those, a year 365 days. */
const PERIODS: Readonly<Record<string, number>> = {
  minute: 60,
  hour: 3600,
  day: DAY,
  week: 7 * DAY,
  month: 31 * DAY,
  quarter: 93 * DAY,
  year: 365 * DAY,
}

/** An expiration in the words of an integration: `never`, `page-view`, `visit`, `month`, `30 days`, or the name of an event. */
export function expirationOf(words: string): Expiration {
  if (words === 'never' || words === 'visit') return {kind: words}
  if (words === 'page-view') return {kind: 'hit'}
  const days = /^(\d+) days$/.exec(words)?.[1]
  const seconds = days === undefined ? PERIODS[words] : Number(days) * DAY
  return seconds === undefined ? {kind: 'event', event: words} : {kind: 'period', seconds}
}

export interface Persistence {
  readonly allocation: Allocation
  readonly expiration: Expiration
  /** False: nobody said when the value expires, and never is assumed. */
  readonly isExpirationKnown: boolean
}

/** Why a credit is in doubt; the marks of rows. */
export type CreditDoubt = 'depends-on-expiration' | 'unknown-before-capture' | 'unresolved-value'

/** What an event is credited to: a value, '' where there is none, null where there is one that the capture does not tell. */
export interface Credit {
  readonly value: string | null
  readonly doubt?: CreditDoubt
}

/** What a hit carries: a text, or null for a copy of something that the hit does not show (`D=User-Agent`). */
export type Carried = string | null

const UNKNOWN: readonly Credit[] = [{value: null, doubt: 'unknown-before-capture'}]
const UNRESOLVED: Credit = {value: null, doubt: 'unresolved-value'}
const BLANK: readonly Credit[] = [{value: ''}]
/** Linear allocation keeps several values; nobody meets as many campaigns within a visit. */
const MOST_VALUES = 100

/** The value of one variable for one visitor. State: that value, or with linear allocation at most a hundred. */
export class PersistedValue {
  #values: Carried[] = []
  #setMs = 0
  #visit = 0
  #wasSet = false

  constructor(readonly settings: Persistence) {}

  /** The hit carries the variable. An empty value never comes here. */
  set(value: Carried, timeMs: number, visit: number): void {
    this.#forgetExpired(timeMs, visit)
    this.#wasSet = true
    const {allocation} = this.settings
    // The first value stays, and what is ignored does not prolong it.
    if (allocation === 'original' && this.#values.length > 0 && this.#values[0] !== value) return
    this.#setMs = timeMs
    this.#visit = visit
    if (allocation !== 'linear') this.#values = [value]
    else if (!this.#values.includes(value) && this.#values.length < MOST_VALUES) this.#values.push(value)
  }

  /** What an event at that time is credited to: one credit, with linear allocation one per value. */
  credits(timeMs: number, visit: number): readonly Credit[] {
    this.#forgetExpired(timeMs, visit)
    const {expiration, isExpirationKnown} = this.settings
    if (this.#values.length === 0) return this.#wasSet || expiration.kind === 'hit' ? BLANK : UNKNOWN
    const isDoubtful = !isExpirationKnown && this.#visit < visit
    return this.#values.map((value) => {
      if (value === null) return UNRESOLVED
      return isDoubtful ? {value, doubt: 'depends-on-expiration'} : {value}
    })
  }

  /** A value was set once, and there is none now. */
  get isGone(): boolean {
    return this.#wasSet && this.#values.length === 0
  }

  /** The hit is done with: an expiring event ends the value after its own hit has been credited. */
  endHit(events: ReadonlySet<string>): void {
    const {expiration} = this.settings
    if (expiration.kind === 'hit' || (expiration.kind === 'event' && events.has(expiration.event))) this.#values = []
  }

  #forgetExpired(timeMs: number, visit: number): void {
    const {expiration} = this.settings
    if (expiration.kind === 'visit' && this.#visit !== visit) this.#values = []
    if (expiration.kind === 'period' && timeMs - this.#setMs >= expiration.seconds * 1000) this.#values = []
  }
}
