import type {Hit} from '../hits/hit.js'
import {REQUIREMENTS} from '../hits/requirements.js'
import type {Report, Rule, RunContext, Seen} from '../rules/rule.js'
import {NOTHING_FOUND, type FactGroup, type FoundOnHit} from './facts.js'
import {buildFinding, severityOf, type FindingOptions, type PlacedFinding} from './finding.js'

/** Columns of a rule's row in the tallies. */
export const TALLY = {pass: 0, fail: 1, unknown: 2, error: 3, warning: 4, info: 5} as const
export const TALLY_WIDTH = 6

/** A rule that threw: a defect of ours, reported as such while the others go on. */
export interface RuleCrash {
  rule: number
  record: number
  message: string
}

export interface BatchResult {
  hits: number
  merged: number
  recordedTwice: number
  /** Hits whose parameters the capture does not hold. */
  bodiless: number
  /** Findings per rule beyond the cap stay counted in the tallies. */
  findings: PlacedFinding[]
  tallies: Float64Array
  facts: FactGroup[]
  /** Start of the latest request of the batch, where a rule watches requests. */
  latestMs: number | undefined
  eventsSeen: string[]
  /** Report suites of the hits. */
  suitesSeen: string[]
  crashes: RuleCrash[]
}

export interface JudgeOptions extends FindingOptions {
  context: RunContext
  /** Findings kept per rule; beyond it they are counted. */
  cap: number
  /** Events the run must see at least once on a delivered hit. */
  requireEvents: readonly string[]
}

/** Suites told of a batch: a log of a whole company names dozens. */
const MOST_SUITES = 500

/** Keys come from captures: a hostile one must not make a batch hold a finding per hit. */
const ONCE_KEYS = 1000

/** The result of one batch while it grows: counts and findings of one hit after the other, of one rule after the other (`begin`, then `aim`). */
export class BatchTally {
  readonly result: BatchResult
  readonly report: Report
  reported = false
  /** What was found on this hit by rules that a session rule may replace. */
  #found: FoundOnHit[] | undefined
  readonly #replaceable: ReadonlySet<string>
  #hit: Hit | undefined
  #rule = 0
  readonly #room: Uint32Array
  readonly #awaited: Set<string>
  #latestSuites: readonly string[] = []
  /** Rule and key of the findings that the run wants once. */
  readonly #saidOnce = new Set<string>()

  constructor(
    readonly rules: readonly Rule[],
    readonly options: JudgeOptions,
  ) {
    this.#room = new Uint32Array(rules.length).fill(options.cap)
    this.#awaited = new Set(options.requireEvents)
    this.#replaceable = new Set(rules.flatMap((rule) => rule.replaces ?? []))
    const tallies = new Float64Array(rules.length * TALLY_WIDTH)
    this.result = {
      hits: 0,
      merged: 0,
      recordedTwice: 0,
      bodiless: 0,
      findings: [],
      tallies,
      facts: [],
      latestMs: undefined,
      eventsSeen: [],
      suitesSeen: [],
      crashes: [],
    }
    this.report = (seen) => this.#add(seen)
  }

  begin(hit: Hit): void {
    this.#hit = hit
    this.#found = undefined
    this.result.hits++
    this.#noteSuites(hit.reportSuites)
    if ((hit.missing & REQUIREMENTS.body) !== 0) this.result.bodiless++
    if (this.#awaited.size === 0 || !hit.delivered) return
    for (const name of this.#awaited) {
      if (!hit.events.has(name)) continue
      this.#awaited.delete(name)
      this.result.eventsSeen.push(name)
    }
  }

  foundOnHit(): readonly FoundOnHit[] {
    return this.#found ?? NOTHING_FOUND
  }

  /** Hits of one suite follow each other, and share one list: mostly there is nothing to do. */
  #noteSuites(suites: readonly string[]): void {
    if (suites === this.#latestSuites) return
    this.#latestSuites = suites
    for (const suite of suites)
      if (!this.result.suitesSeen.includes(suite) && this.result.suitesSeen.length < MOST_SUITES) this.result.suitesSeen.push(suite)
  }

  aim(rule: number): void {
    this.#rule = rule
    this.reported = false
  }

  count(rule: number, column: number): void {
    const at = rule * TALLY_WIDTH + column
    this.result.tallies[at] = (this.result.tallies[at] ?? 0) + 1
  }

  crash(rule: number, error: unknown): void {
    this.count(rule, TALLY.unknown)
    if (this.result.crashes.some((crash) => crash.rule === rule)) return
    this.result.crashes.push({
      rule,
      record: this.#hit?.request.place.record ?? 0,
      message: error instanceof Error ? error.message : String(error),
    })
  }

  #add(seen: Seen): void {
    const rule = this.rules[this.#rule]
    if (rule === undefined || this.#hit === undefined) return
    this.reported = true
    if (seen.once !== undefined) return this.#addOnce(rule, this.#hit, seen, seen.once)
    const severity = severityOf(rule, seen, this.options.severities)
    this.count(this.#rule, TALLY[severity])
    if (this.#replaceable.has(rule.id)) (this.#found ??= []).push([this.#rule, severity])
    const room = this.#room[this.#rule] ?? 0
    if (room === 0) return
    this.#room[this.#rule] = room - 1
    this.result.findings.push(buildFinding(rule, this.#rule, this.#hit, seen, this.options))
  }

  /** Always handed on, however little room there is: the run must see the key to know it. */
  #addOnce(rule: Rule, hit: Hit, seen: Seen, key: string): void {
    const said = `${this.#rule} ${key}`
    if (this.#saidOnce.has(said) || this.#saidOnce.size >= ONCE_KEYS) return
    this.#saidOnce.add(said)
    this.count(this.#rule, TALLY[severityOf(rule, seen, this.options.severities)])
    this.result.findings.push(buildFinding(rule, this.#rule, hit, seen, this.options))
  }
}
