import type {CapturedRequest} from '../hits/captured-request.js'
import type {Hit} from '../hits/hit.js'
import {TextHash} from '../hits/text-hash.js'
import type {FactPlace, SessionRule} from '../rules/rule.js'
import type {FoundOnHit} from './batch.js'

/** Index of a session rule in the run's list, and what it wants to know of the hit: plain data that JSON can carry. */
export type RuleFact = readonly [rule: number, fact: ReturnType<SessionRule['fact']>]

/** Facts of one hit for the session rules, with what it takes to report on it. */
export interface FactGroup extends FactPlace {
  /**
   * Only findings need it: where it has crossed threads it is read then, once for each. Throws there for a hit that has nothing but
   * background facts (see `SessionRule.isBackground`).
   */
  readonly request: CapturedRequest
  readonly isBackground: boolean
  readonly facts: readonly RuleFact[]
  /** Findings on this hit that a session rule may take back, kept or only counted. */
  readonly found: readonly FoundOnHit[]
}

const NOTHING_FOUND: readonly FoundOnHit[] = []

export function factGroupOf(
  hit: Hit,
  {facts, isBackground}: {facts: readonly RuleFact[]; isBackground: boolean},
  found: readonly FoundOnHit[],
): FactGroup {
  const {request} = hit
  const {file, record, page: filedUnder} = request.place
  const url = hit.pageUrl ?? request.referrer
  const page = url === undefined ? (hit.value('pageName') ?? filedUnder) : withoutFragment(url)
  const id = hit.visitor
  const visitor = id === undefined ? undefined : hashOf(id)
  return {
    file,
    record,
    timeMs: hit.timeMs,
    visitor,
    visitorOfSuites: visitor === undefined ? undefined : new TextHash().addValue(visitor).add(hit.reportSuites.join(',')).value,
    page: page === undefined ? undefined : hashOf(page),
    request,
    isBackground,
    facts,
    found,
  }
}

/** The same for a request that is no hit. */
export function requestGroupOf(request: CapturedRequest, facts: readonly RuleFact[]): FactGroup {
  const {file, record} = request.place
  return {
    file,
    record,
    timeMs: request.timeMs,
    visitor: undefined,
    visitorOfSuites: undefined,
    page: hashOf(withoutFragment(request.url)),
    request,
    isBackground: false,
    facts,
    found: NOTHING_FOUND,
  }
}

function withoutFragment(url: string): string {
  const at = url.indexOf('#')
  return at === -1 ? url : url.slice(0, at)
}

function hashOf(text: string): number {
  return new TextHash().add(text).value
}

/**
 * The facts of a chunk on their way between threads. Cloning thousands of small objects costs more than judging the hits: numbers go in one
 * array that changes hands, facts as one JSON text, and requests as a text each, which hardly any is ever read again.
 */
export interface PackedFacts {
  file: number
  numbers: Float64Array<ArrayBuffer>
  /** JSON of `FactGroup.facts` for all groups. */
  facts: string
  /** Empty for a group of background facts. */
  requests: string[]
  /** Of the few groups that have any: their index, and `FactGroup.found`. */
  found: (readonly [group: number, found: readonly FoundOnHit[]])[]
}

/** Numbers of a group, in this order; NaN for undefined. */
const NUMBERS = ['record', 'timeMs', 'visitor', 'visitorOfSuites', 'page'] as const

export function packFacts(groups: readonly FactGroup[]): PackedFacts {
  const numbers = new Float64Array(groups.length * NUMBERS.length)
  let at = 0
  for (const group of groups) for (const name of NUMBERS) numbers[at++] = group[name] ?? Number.NaN
  return {
    file: groups[0]?.file ?? 0,
    numbers,
    facts: JSON.stringify(groups.map(({facts}) => facts)),
    requests: groups.map(({request, isBackground}) => (isBackground ? '' : JSON.stringify(request))),
    found: groups.flatMap(({found}, group) => (found.length === 0 ? [] : [[group, found] as const])),
  }
}

export function unpackFacts({file, numbers, facts, requests, found}: PackedFacts): FactGroup[] {
  const foundOn = new Map(found)
  const read = JSON.parse(facts) as (readonly RuleFact[])[]
  return read.map((ofGroup, at) => new ReceivedGroup(file, numbers, at, ofGroup, requests[at] ?? '', foundOn.get(at) ?? NOTHING_FOUND))
}

class ReceivedGroup implements FactGroup {
  readonly record: number
  readonly timeMs: number | undefined
  readonly visitor: number | undefined
  readonly visitorOfSuites: number | undefined
  readonly page: number | undefined
  readonly #request: string

  constructor(
    readonly file: number,
    numbers: Float64Array,
    index: number,
    readonly facts: readonly RuleFact[],
    request: string,
    readonly found: readonly FoundOnHit[],
  ) {
    const at = index * NUMBERS.length
    this.record = numbers[at] ?? 0
    this.timeMs = known(numbers[at + 1])
    this.visitor = known(numbers[at + 2])
    this.visitorOfSuites = known(numbers[at + 3])
    this.page = known(numbers[at + 4])
    this.#request = request
  }

  get isBackground(): boolean {
    return this.#request === ''
  }

  get request(): CapturedRequest {
    if (this.isBackground) throw new Error('a rule reports on a hit of which it had nothing but background facts')
    return JSON.parse(this.#request) as CapturedRequest
  }
}

function known(number: number | undefined): number | undefined {
  return number === undefined || Number.isNaN(number) ? undefined : number
}
