import type {Rule, RunContext, Severity} from '../rules/rule.js'
import {TALLY, TALLY_WIDTH, type BatchResult, type RuleCrash} from './batch.js'
import type {FindingOptions, PlacedFinding} from './finding.js'
import type {InputResult, Outcome, RuleResult, ValidationResult} from './result.js'
import {type ExplainedHit, type RunFolds, Sessions, type SessionSink} from './sessions.js'

export interface ValidationOptions extends FindingOptions {
  rules: readonly Rule[]
  context: RunContext
  cap: number
}

const SEVERITY_COLUMN: Readonly<Record<Severity, number>> = {error: TALLY.error, warning: TALLY.warning, info: TALLY.info}

/**
 * Adds up a run: batches come in the order of the captures, findings leave in it. Findings beyond the cap of a rule are counted,
 * not kept; every total stays exact.
 */
export class Validation {
  readonly #tallies: Float64Array
  /** Kept findings by rule, so that the cap is exact in capture order. */
  readonly #kept: PlacedFinding[][]
  readonly #inputs: InputResult[] = []
  readonly #crashes = new Map<number, RuleCrash & {file: number}>()
  readonly #eventsSeen = new Set<string>()
  readonly #suitesSeen = new Set<string>()
  readonly #saidOnce = new Set<string>()
  readonly #notes: string[] = []
  readonly #ruleIndex: ReadonlyMap<string, number>
  #sessions: Sessions | undefined
  #lastSessions: Sessions | undefined
  readonly #runFolds: RunFolds = new Map()
  #hits = 0
  #bodiless = 0

  constructor(readonly options: ValidationOptions) {
    const {rules} = options
    this.#tallies = new Float64Array(rules.length * TALLY_WIDTH)
    this.#kept = rules.map(() => [])
    this.#ruleIndex = new Map(rules.map((rule, index) => [rule.id, index]))
  }

  /** Opens the next capture. Every capture is a session of its own; its index is that of `Place.file`. */
  beginInput(path: string, format: string): InputResult {
    const input: InputResult = {path, format, requests: 0, hits: 0, merged: 0, skipped: {}, damaged: []}
    this.#inputs.push(input)
    this.#sessions = new Sessions(this.options.rules, this.options.context, this.options, this.#sink(), this.#runFolds)
    return input
  }

  addBatch(input: InputResult, batch: BatchResult): void {
    input.hits += batch.hits
    input.merged += batch.merged
    if (batch.recordedTwice > 0) addCounts(input.skipped, {'recorded-twice': batch.recordedTwice})
    this.#hits += batch.hits
    this.#bodiless += batch.bodiless
    for (let at = 0; at < batch.tallies.length; at++) this.#tallies[at] = (this.#tallies[at] ?? 0) + (batch.tallies[at] ?? 0)
    for (const placed of batch.findings) {
      if (this.#isSaid(placed)) this.#add(placed.rule, SEVERITY_COLUMN[placed.finding.severity], -1)
      else this.#keep(placed)
    }
    for (const name of batch.eventsSeen) this.#eventsSeen.add(name)
    for (const suite of batch.suitesSeen) this.#suitesSeen.add(suite)
    for (const crash of batch.crashes) this.#crash(crash)
    this.#sessions?.add(batch.facts, batch.latestMs)
  }

  endInput(input: InputResult): void {
    this.#sessions?.end()
    const late = this.#sessions?.outOfOrder ?? 0
    if (late > 0) {
      const [hits, them] = late === 1 ? ['1 hit was', 'it'] : [`${late} hits were`, 'them']
      this.note(`${input.path}: ${hits} too far out of order of time to be put right, so session rules saw ${them} late`)
    }
    this.#lastSessions = this.#sessions
    this.#sessions = undefined
  }

  note(text: string): void {
    this.#notes.push(text)
  }

  /** Rules that threw, by id. */
  get crashes(): readonly {ruleId: string; message: string; path: string; record: number}[] {
    return [...this.#crashes.values()].map(({rule, message, file, record}) => ({
      ruleId: this.options.rules[rule]?.id ?? '',
      message,
      path: this.#inputs[file]?.path ?? '',
      record,
    }))
  }

  /** Report suites that any hit names. */
  get suitesSeen(): ReadonlySet<string> {
    return this.#suitesSeen
  }

  get eventsSeen(): ReadonlySet<string> {
    return this.#eventsSeen
  }

  /** Hits that have no parameters in the capture. */
  get bodiless(): number {
    return this.#bodiless
  }

  finish(): ValidationResult {
    this.#lastSessions?.endRun()
    const rules = this.options.rules.map((rule, index) => this.#ruleResult(rule, index))
    const findings = this.#kept.flat().sort((a, b) => a.file - b.file || a.record - b.record || a.rule - b.rule)
    const truncated: Record<string, number> = {}
    for (const [index, rule] of rules.entries()) {
      const left = rule.findings - (this.#kept[index]?.length ?? 0)
      if (left > 0) truncated[rule.id] = left
    }
    const count = (outcome: Outcome) => rules.filter((rule) => rule.outcome === outcome).length
    return {
      schemaVersion: 1,
      command: 'validate',
      inputs: this.#inputs,
      summary: {
        requests: this.#inputs.reduce((sum, input) => sum + input.requests, 0),
        hits: this.#hits,
        findings: {error: this.#total(TALLY.error), warning: this.#total(TALLY.warning), info: this.#total(TALLY.info)},
        rules: {pass: count('pass'), fail: count('fail'), notApplied: count('not-applied'), unknown: count('unknown')},
      },
      findings: findings.map(({finding, file}) => ({...finding, origin: {...finding.origin, file: this.#inputs[file]?.path ?? ''}})),
      rules,
      truncated,
      notes: this.#notes,
    }
  }

  #sink(): SessionSink {
    return {
      verdict: (rule, verdict, was) => {
        this.#add(rule, TALLY[verdict], 1)
        if (was === 'pass') this.#add(rule, TALLY.pass, -1)
      },
      finding: (placed, replaces, explained) => {
        this.#add(placed.rule, SEVERITY_COLUMN[placed.finding.severity], 1)
        this.#keep(placed)
        for (const id of replaces) for (const place of explained) this.#retract(id, place)
      },
      crash: (crash) => this.#crash(crash),
    }
  }

  #add(rule: number, column: number, count: number): void {
    const at = rule * TALLY_WIDTH + column
    this.#tallies[at] = (this.#tallies[at] ?? 0) + count
  }

  #total(column: number): number {
    return this.options.rules.reduce((sum, _rule, index) => sum + (this.#tallies[index * TALLY_WIDTH + column] ?? 0), 0)
  }

  /** True for a finding that the run wants once and has already. */
  #isSaid({rule, once}: PlacedFinding): boolean {
    if (once === undefined) return false
    const said = `${rule} ${once}`
    if (this.#saidOnce.has(said)) return true
    this.#saidOnce.add(said)
    return false
  }

  #keep(placed: PlacedFinding): void {
    const kept = this.#kept[placed.rule]
    if (kept === undefined) return
    if (kept.length < this.options.cap) {
      kept.push(placed)
      return
    }
    // Session rules may report on a hit long past: it takes the place of the last one kept.
    const last = kept.reduce((a, b) => (isBefore(a, b) ? b : a))
    if (isBefore(placed, last)) kept[kept.indexOf(last)] = placed
  }

  /** One cause, one finding: the finding of another rule on the same hit gives way, and the hit no longer counts for that rule. */
  #retract(ruleId: string, hit: ExplainedHit): void {
    const rule = this.#ruleIndex.get(ruleId)
    if (rule === undefined) return
    const kept = this.#kept[rule] ?? []
    const shown = kept.filter((placed) => placed.file === hit.file && placed.record === hit.record)
    const found = hit.found.flatMap(([index, severity]) => (index === rule ? [severity] : []))
    // A hit knows what hit rules found on it, beyond the cap too; what another session rule found is known only while it is kept.
    const gone = found.length > 0 ? found : shown.map(({finding}) => finding.severity)
    if (gone.length === 0) return
    hit.found = hit.found.filter(([index]) => index !== rule)
    this.#kept[rule] = kept.filter((placed) => !shown.includes(placed))
    this.#add(rule, TALLY.fail, -1)
    for (const severity of gone) this.#add(rule, SEVERITY_COLUMN[severity], -1)
  }

  #crash(crash: RuleCrash): void {
    if (!this.#crashes.has(crash.rule)) this.#crashes.set(crash.rule, {...crash, file: this.#inputs.length - 1})
  }

  #ruleResult(rule: Rule, index: number): RuleResult {
    const [pass = 0, fail = 0, unknown = 0, error = 0, warning = 0, info = 0] = this.#tallies.slice(
      index * TALLY_WIDTH,
      (index + 1) * TALLY_WIDTH,
    )
    const crash = this.#crashes.get(index)
    const outcome: Outcome = fail > 0 ? 'fail' : pass > 0 ? 'pass' : unknown > 0 ? 'unknown' : 'not-applied'
    return {
      id: rule.id,
      outcome,
      hits: {pass, fail, notApplied: Math.max(0, this.#hits - pass - fail - unknown), unknown},
      findings: error + warning + info,
      reason:
        crash === undefined
          ? (rule.notReady?.(this.options.context) ?? reasonFor(outcome, rule))
          : `the rule failed on record ${crash.record}: ${crash.message}`,
    }
  }
}

function isBefore(a: PlacedFinding, b: PlacedFinding): boolean {
  return a.file !== b.file ? a.file < b.file : a.record < b.record
}

/** Adds counts by reason, in place. */
export function addCounts(into: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [reason, count] of Object.entries(counts)) into[reason] = (into[reason] ?? 0) + count
}

function reasonFor(outcome: Outcome, rule: Rule): string | null {
  if (outcome === 'not-applied') {
    if (rule.shape === 'param') return 'no hit carried a parameter to look at'
    return rule.triggers.includes('every-hit')
      ? 'no hit was of the kind this rule judges'
      : `no hit carried what this rule judges (${rule.triggers.join(', ')})`
  }
  if (outcome !== 'unknown') return null
  return 'the capture does not hold what the rule needs: a body was not recorded, a request is cut, or the products string does not parse'
}
