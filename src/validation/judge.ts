import type {CapturedRequest} from '../hits/captured-request.js'
import {decodeHit, REQUIREMENTS, type Hit, type HitKind} from '../hits/hit.js'
import {TRAITS} from '../hits/params.js'
import {TOPICS} from '../hits/variables.js'
import type {HitRule, ParamRule, Report, Rule, RunContext, Seen, SessionRule, Severity} from '../rules/rule.js'
import {buildFinding, severityOf, type FindingOptions, type PlacedFinding} from './finding.js'
import type {Identified} from './identify.js'
import {FATE, type Fates} from './repeats.js'

/** Columns of a rule's row in the tallies. */
export const TALLY = {pass: 0, fail: 1, unknown: 2, error: 3, warning: 4, info: 5} as const
export const TALLY_WIDTH = 6

export interface JudgeOptions extends FindingOptions {
  context: RunContext
  /** Findings kept per rule; beyond it they are counted. */
  cap: number
  /** Events the run must see at least once on a delivered hit. */
  requireEvents: readonly string[]
}

/** A finding of a hit or param rule, as far as taking it back needs it. */
export type FoundOnHit = readonly [rule: number, severity: Severity]

/** Facts of one hit for the session rules, with what the main thread needs to report on it. Plain data that JSON can carry. */
export interface FactGroup {
  request: CapturedRequest
  timeMs: number | undefined
  visitor: string | undefined
  page: string | undefined
  kind: HitKind
  facts: (readonly [rule: number, fact: unknown])[]
  /** Findings on this hit that a session rule may take back, kept or only counted. */
  found: readonly FoundOnHit[]
}

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
  eventsSeen: string[]
  crashes: RuleCrash[]
}

interface Compiled<R extends Rule> {
  rule: R
  index: number
  wants: number
  requires: number
}

/** The hit rules for one combination of topics and missing requirements: those to run, and those that cannot tell. */
interface Plan {
  run: Compiled<HitRule>[]
  unknown: number[]
}

const MOST_PLANS = 1024

/** Runs the rules over batches of hits. Keeps nothing between batches: the same judge works in a worker and in the main thread. */
export class Judge {
  readonly #hitRules: Compiled<HitRule>[] = []
  readonly #paramRules: Compiled<ParamRule>[] = []
  readonly #plans = new Map<number, Plan>()
  readonly #sessionRules: Compiled<SessionRule<never>>[] = []

  constructor(
    readonly rules: readonly Rule[],
    readonly options: JudgeOptions,
  ) {
    for (const [index, rule] of rules.entries()) {
      const requires = (rule.requires ?? ['body']).reduce((bits, name) => bits | REQUIREMENTS[name], 0)
      if (rule.shape === 'param') {
        this.#paramRules.push({rule, index, requires, wants: rule.traits.reduce((bits, trait) => bits | TRAITS[trait], 0)})
        continue
      }
      const wants = rule.triggers.reduce((bits, topic) => bits | TOPICS[topic], 0)
      if (rule.shape === 'hit') this.#hitRules.push({rule, index, requires, wants})
      else this.#sessionRules.push({rule, index, requires, wants})
    }
  }

  judge({hits}: Pick<Identified, 'hits'>, fates: Fates): BatchResult {
    const batch = new Batch(this.rules, this.options)
    for (const [at, request] of hits.entries()) {
      const fate = fates.fate[at]
      if (fate === FATE.merged) batch.result.merged++
      else if (fate === FATE.recordedTwice) batch.result.recordedTwice++
      else {
        const hit = decodeHit(request)
        if (hit === undefined) continue
        if (fate === FATE.repeats) hit.repeatOf = {record: fates.of[at] ?? 0}
        this.#judgeHit(hit, batch)
      }
    }
    return batch.result
  }

  #judgeHit(hit: Hit, batch: Batch): void {
    batch.begin(hit)
    if (hit.kind === 'media' || hit.kind === 'target') return
    this.#runHitRules(hit, batch)
    if (this.#paramRules.length > 0) this.#runParamRules(hit, batch)
    if (this.#sessionRules.length > 0) this.#collectFacts(hit, batch)
  }

  #runHitRules(hit: Hit, batch: Batch): void {
    const {context} = this.options
    const {run, unknown} = this.#planFor(hit)
    for (const index of unknown) batch.count(index, TALLY.unknown)
    for (const {rule, index, requires} of run) {
      try {
        const applies = rule.applies(hit, context)
        if (applies === false) continue
        if (applies === 'unknown' || hit.misses(requires)) {
          batch.count(index, TALLY.unknown)
          continue
        }
        batch.aim(index)
        rule.check(hit, batch.report, context)
        batch.count(index, batch.reported ? TALLY.fail : TALLY.pass)
      } catch (error) {
        batch.crash(index, error)
      }
    }
  }

  /** Hits are alike: which rules concern one depends on its topics and on what it misses, and few combinations occur. */
  #planFor({topics, missing}: Hit): Plan {
    const key = topics * 8 + missing
    let plan = this.#plans.get(key)
    if (plan === undefined) {
      plan = {run: [], unknown: []}
      for (const compiled of this.#hitRules) {
        if ((missing & compiled.requires & REQUIREMENTS.body) !== 0) plan.unknown.push(compiled.index)
        else if ((topics & compiled.wants) === 0) continue
        else if ((missing & compiled.requires) !== 0) plan.unknown.push(compiled.index)
        else plan.run.push(compiled)
      }
      if (this.#plans.size >= MOST_PLANS) this.#plans.clear()
      this.#plans.set(key, plan)
    }
    return plan
  }

  #runParamRules(hit: Hit, batch: Batch): void {
    const {traits} = hit
    const looked = hit.params.some((param) => !param.technical && param.start !== param.end)
    for (const {rule, index, wants, requires} of this.#paramRules) {
      if ((hit.missing & requires) !== 0) batch.count(index, TALLY.unknown)
      else if (looked) {
        batch.aim(index)
        try {
          if ((traits & wants) !== 0) {
            for (const param of hit.params) if ((param.traits & wants) !== 0) rule.check(param, hit, batch.report, this.options.context)
          }
          batch.count(index, batch.reported ? TALLY.fail : TALLY.pass)
        } catch (error) {
          batch.crash(index, error)
        }
      }
    }
  }

  #collectFacts(hit: Hit, batch: Batch): void {
    let facts: FactGroup['facts'] | undefined
    for (const {rule, index, wants, requires} of this.#sessionRules) {
      if ((hit.missing & requires & REQUIREMENTS.body) !== 0) {
        batch.count(index, TALLY.unknown)
        continue
      }
      if ((hit.topics & wants) === 0) continue
      if (hit.misses(requires)) {
        batch.count(index, TALLY.unknown)
        continue
      }
      try {
        const fact: unknown = rule.fact(hit, this.options.context)
        if (fact !== undefined) (facts ??= []).push([index, fact])
      } catch (error) {
        batch.crash(index, error)
      }
    }
    if (facts === undefined) return
    const page = hit.pageUrl ?? hit.request.referrer
    batch.result.facts.push({
      request: hit.request,
      timeMs: hit.timeMs,
      visitor: hit.visitor,
      page: page === undefined ? (hit.value('pageName') ?? hit.request.place.page) : page.replace(/#.*$/s, ''),
      kind: hit.kind,
      facts,
      found: batch.foundOnHit(),
    })
  }
}

const NOTHING_FOUND: readonly FoundOnHit[] = []

/** Keys come from captures: a hostile one must not make a batch hold a finding per hit. */
const ONCE_KEYS = 1000

/** The result of one batch while it grows. */
class Batch {
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
    this.result = {hits: 0, merged: 0, recordedTwice: 0, bodiless: 0, findings: [], tallies, facts: [], eventsSeen: [], crashes: []}
    this.report = (seen) => this.#add(seen)
  }

  begin(hit: Hit): void {
    this.#hit = hit
    this.#found = undefined
    this.result.hits++
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
