import type {CapturedRequest} from '../hits/captured-request.js'
import type {Hit} from '../hits/hit.js'
import {TextHash} from '../hits/text-hash.js'
import {trace, type Fact, type FactPlace, type Severity} from '../rules/rule.js'

/** Index of a session rule in the run's list, and what it wants to know of the hit: plain data that JSON can carry. */
export type RuleFact = readonly [rule: number, fact: Fact]

/** A finding of a hit or param rule, as far as taking it back needs it. */
export type FoundOnHit = readonly [rule: number, severity: Severity]

export const NOTHING_FOUND: readonly FoundOnHit[] = []

/** Facts of one hit for the session rules, with what it takes to report on it. */
export class FactGroup implements FactPlace {
  readonly file: number
  readonly record: number
  readonly timeMs: number | undefined
  readonly visitor: number | undefined
  readonly visitorOfSuites: number | undefined
  readonly page: number | undefined
  /** Verdicts given so far, a bit for each session rule: a map for every rule would weigh more than the facts. */
  passed = 0
  failed = 0
  /** When it takes its turn, milliseconds since 1970. */
  turnMs = 0
  readonly #request: CapturedRequest | string | undefined

  constructor(
    place: FactPlace,
    readonly facts: readonly RuleFact[],
    /** As JSON where it has crossed threads: only findings need it, and it is read then. Undefined for a hit of traces alone. */
    request: CapturedRequest | string | undefined,
    /** Findings on this hit that a session rule may take back, kept or only counted; fewer as they are. */
    public found: readonly FoundOnHit[] = NOTHING_FOUND,
  ) {
    this.file = place.file
    this.record = place.record
    this.timeMs = place.timeMs
    this.visitor = place.visitor
    this.visitorOfSuites = place.visitorOfSuites
    this.page = place.page
    this.#request = request
  }

  /** No fact but traces. */
  get isTrace(): boolean {
    return this.#request === undefined
  }

  get request(): CapturedRequest {
    if (this.#request === undefined) throw new Error('a rule reports on a hit of which it had nothing but a trace')
    return typeof this.#request === 'string' ? (JSON.parse(this.#request) as CapturedRequest) : this.#request
  }
}

export function factGroupOf(hit: Hit, facts: readonly RuleFact[], found: readonly FoundOnHit[]): FactGroup {
  const {request} = hit
  const url = hit.pageUrl ?? request.referrer
  const page = url === undefined ? (hit.value('pageName') ?? request.place.page) : withoutFragment(url)
  return new FactGroup(placeOf(hit, page === undefined ? undefined : hashOf(page)), facts, request, found)
}

/** The same where all facts are traces. */
export function traceGroupOf(hit: Hit, facts: readonly RuleFact[]): FactGroup {
  return new FactGroup(placeOf(hit, undefined), facts, undefined)
}

function placeOf(hit: Hit, page: number | undefined): FactPlace {
  const {file, record} = hit.request.place
  const id = hit.visitor
  const visitor = id === undefined ? undefined : hashOf(id)
  const visitorOfSuites = visitor === undefined ? undefined : new TextHash().addValue(visitor).add(hit.reportSuites.join(',')).value
  return {file, record, timeMs: hit.timeMs, visitor, visitorOfSuites, page}
}

/** The same for a request that is no hit. */
export function requestGroupOf(request: CapturedRequest, facts: readonly RuleFact[]): FactGroup {
  const {file, record} = request.place
  const page = hashOf(withoutFragment(request.url))
  return new FactGroup({file, record, timeMs: request.timeMs, visitor: undefined, visitorOfSuites: undefined, page}, facts, request)
}

function withoutFragment(url: string): string {
  const at = url.indexOf('#')
  return at === -1 ? url : url.slice(0, at)
}

function hashOf(text: string): number {
  return new TextHash().add(text).value
}

/**
 * The facts of a chunk on their way between threads. Cloning thousands of small objects costs more than judging the hits: numbers go in arrays
 * that change hands, other facts as one JSON text, and requests as a text each, which hardly any is ever read again.
 */
export interface PackedFacts {
  file: number
  /** Of the groups that are no traces: those of the place (see `packPlace`), and its page. */
  numbers: Float64Array<ArrayBuffer>
  /** JSON of `FactGroup.facts` for all of them. */
  facts: string
  requests: string[]
  /** Of the few that have any: their index, and `FactGroup.found`. */
  found: (readonly [group: number, found: readonly FoundOnHit[]])[]
  /** Of the groups that are traces: the same numbers but the page, how many facts there are, and for each the rule and the number. */
  traces: Float64Array<ArrayBuffer>
}

/** How many numbers tell the place of a group, all but its page. */
const PLACE_NUMBERS = 4

/** NaN for undefined. Returns where the next number goes. */
function packPlace(place: FactPlace, into: Float64Array, at: number): number {
  into[at] = place.record
  into[at + 1] = place.timeMs ?? Number.NaN
  into[at + 2] = place.visitor ?? Number.NaN
  into[at + 3] = place.visitorOfSuites ?? Number.NaN
  return at + PLACE_NUMBERS
}

export function packFacts(all: readonly FactGroup[]): PackedFacts {
  const groups = all.filter((group) => !group.isTrace)
  const numbers = new Float64Array(groups.length * (PLACE_NUMBERS + 1))
  let at = 0
  for (const group of groups) {
    at = packPlace(group, numbers, at)
    numbers[at++] = group.page ?? Number.NaN
  }
  return {
    file: all[0]?.file ?? 0,
    numbers,
    facts: JSON.stringify(groups.map(({facts}) => facts)),
    requests: groups.map(({request}) => JSON.stringify(request)),
    found: groups.flatMap(({found}, group) => (found.length === 0 ? [] : [[group, found] as const])),
    traces: packTraces(all),
  }
}

function packTraces(all: readonly FactGroup[]): Float64Array<ArrayBuffer> {
  let size = 0
  for (const group of all) if (group.isTrace) size += PLACE_NUMBERS + 1 + 2 * group.facts.length
  const traces = new Float64Array(size)
  let at = 0
  for (const group of all) {
    if (!group.isTrace) continue
    at = packPlace(group, traces, at)
    traces[at++] = group.facts.length
    for (const [rule, value] of group.facts) {
      traces[at++] = rule
      traces[at++] = value as number
    }
  }
  return traces
}

/** All groups, in the order of their records. */
export function unpackFacts(packed: PackedFacts): FactGroup[] {
  const {file, numbers, requests, traces} = packed
  const foundOn = new Map(packed.found)
  const facts = JSON.parse(packed.facts) as (readonly RuleFact[])[]
  const groups: FactGroup[] = []
  let next = 0
  for (const [index, ofGroup] of facts.entries()) {
    const at = index * (PLACE_NUMBERS + 1)
    const place = placeAt(file, numbers, at, known(numbers[at + PLACE_NUMBERS]))
    while (next < traces.length && (traces[next] ?? 0) < place.record) next = unpackTrace(file, traces, next, groups)
    groups.push(new FactGroup(place, ofGroup, requests[index] ?? '', foundOn.get(index)))
  }
  while (next < traces.length) next = unpackTrace(file, traces, next, groups)
  return groups
}

/** Returns where the next one begins. */
function unpackTrace(file: number, traces: Float64Array, start: number, into: FactGroup[]): number {
  const facts: RuleFact[] = []
  let at = start + PLACE_NUMBERS + 1
  const end = at + 2 * (traces[at - 1] ?? 0)
  for (; at < end; at += 2) facts.push([traces[at] ?? 0, trace(traces[at + 1] ?? 0)])
  into.push(new FactGroup(placeAt(file, traces, start, undefined), facts, undefined))
  return end
}

function placeAt(file: number, numbers: Float64Array, at: number, page: number | undefined): FactPlace {
  return {
    file,
    record: numbers[at] ?? 0,
    timeMs: known(numbers[at + 1]),
    visitor: known(numbers[at + 2]),
    visitorOfSuites: known(numbers[at + 3]),
    page,
  }
}

function known(number: number | undefined): number | undefined {
  return number === undefined || Number.isNaN(number) ? undefined : number
}
