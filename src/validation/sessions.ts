import {decodeHit} from '../hits/hit.js'
import type {FactPlace, Rule, RunContext, SessionFold, SessionReport, SessionRule, Verdicts} from '../rules/rule.js'
import type {RuleCrash} from './batch.js'
import type {FactGroup, FoundOnHit} from './facts.js'
import {buildFinding, buildRequestFinding, type FindingOptions, type PlacedFinding} from './finding.js'

/** A hit whose findings may be taken back; `found` shrinks as they are. */
export interface ExplainedHit {
  readonly file: number
  readonly record: number
  found: readonly FoundOnHit[]
}

/** Receives what the session rules say. */
export interface SessionSink {
  /** A hit got its first verdict of a rule, or turned from pass to fail. */
  verdict(rule: number, verdict: 'pass' | 'fail' | 'unknown', was: 'pass' | undefined): void
  /** `explained`: hits on which the findings of the rules in `replaces` are taken back. */
  finding(placed: PlacedFinding, replaces: readonly string[], explained: readonly ExplainedHit[]): void
  crash(crash: RuleCrash): void
}

/** Facts held back to bring them into order of time; recorders write entries when they end, not when they start. */
const REORDER_WINDOW = 2048

/** Bits in a small integer. */
const MOST_SESSION_RULES = 30

interface RunningFold {
  readonly fold: SessionFold<never>
  readonly verdicts: Verdicts
}

/** Folds of the rules that judge all captures as one: they outlive the sessions of a capture. */
export type RunFolds = Map<number, RunningFold>

/**
 * Feeds the session rules the facts of one capture, in order of time. Facts without a time keep their place in the capture.
 * Bounded: a fact older than what has already been fed is fed late and counted.
 */
export class Sessions {
  readonly #folds = new Map<number, RunningFold>()
  #waiting: FactGroup[] = []
  #latest = -Infinity
  #fed = -Infinity
  #latestMs: number | undefined
  /** Hits that came too far out of order to be put right. */
  outOfOrder = 0

  constructor(
    readonly rules: readonly Rule[],
    readonly context: RunContext,
    readonly options: FindingOptions,
    readonly sink: SessionSink,
    readonly runFolds: RunFolds = new Map(),
  ) {
    for (const [index, rule] of rules.entries()) {
      if (rule.shape !== 'session' || rule.notReady?.(context) !== undefined) continue
      if (this.#folds.size === MOST_SESSION_RULES)
        throw new Error(`more than ${MOST_SESSION_RULES} session rules: widen FactGroup.passed and FactGroup.failed`)
      const fold = runFolds.get(index) ?? {fold: rule.fold(context), verdicts: this.#verdictsOf(rule, index)}
      if (rule.wholeRun === true) runFolds.set(index, fold)
      this.#folds.set(index, fold)
    }
  }

  /** `latestMs`: start of the latest request among those of the batch. */
  add(groups: readonly FactGroup[], latestMs?: number): void {
    if (latestMs !== undefined) this.#latestMs = Math.max(latestMs, this.#latestMs ?? -Infinity)
    for (const group of groups) {
      group.turnMs = group.timeMs ?? this.#latest
      if (group.turnMs > this.#latest) this.#latest = group.turnMs
      this.#waiting.push(group)
    }
    // Sorting now and then in large steps costs less than keeping a heap in order for every hit.
    if (this.#waiting.length >= 2 * REORDER_WINDOW) this.#feed(this.#waiting.length - REORDER_WINDOW)
  }

  /** The capture has ended. */
  end(): void {
    this.#feed(this.#waiting.length)
    for (const [index, running] of this.#folds) if (!this.runFolds.has(index)) this.#end(index, running)
  }

  /** The run has ended, with the last of its captures. */
  endRun(): void {
    for (const [index, running] of this.runFolds) this.#end(index, running)
  }

  #end(index: number, {fold, verdicts}: RunningFold): void {
    try {
      fold.end?.(verdicts, {latestMs: this.#latestMs})
    } catch (error) {
      this.#crash(index, 0, error)
    }
  }

  #feed(count: number): void {
    // A stable sort: what is equal in time keeps the order of the capture.
    this.#waiting.sort((a, b) => a.turnMs - b.turnMs)
    const ready = this.#waiting.slice(0, count)
    this.#waiting = this.#waiting.slice(count)
    for (const group of ready) {
      if (group.turnMs < this.#fed) this.outOfOrder++
      else this.#fed = group.turnMs
      this.#feedOne(group)
    }
  }

  #feedOne(group: FactGroup): void {
    for (const [index, fact] of group.facts) {
      const entry = this.#folds.get(index)
      try {
        entry?.fold.next(fact as never, group, entry.verdicts)
      } catch (error) {
        this.#crash(index, group.record, error)
      }
    }
  }

  #crash(rule: number, record: number, error: unknown): void {
    this.sink.crash({rule, record, message: error instanceof Error ? error.message : String(error)})
  }

  #verdictsOf(rule: SessionRule<never>, index: number): Verdicts {
    const bit = 1 << this.#folds.size
    const settle = (given: FactPlace, verdict: 'pass' | 'fail') => {
      const place = given as FactGroup
      const passed = (place.passed & bit) !== 0
      if ((place.failed & bit) !== 0 || (passed && verdict === 'pass')) return
      if (verdict === 'pass') place.passed |= bit
      else place.failed |= bit
      this.sink.verdict(index, verdict, passed ? 'pass' : undefined)
    }
    return {
      pass: (place) => settle(place, 'pass'),
      unknown: () => this.sink.verdict(index, 'unknown', undefined),
      fail: (seen: SessionReport) => {
        settle(seen.place, 'fail')
        const {request} = seen.place as FactGroup
        const hit = decodeHit(request)
        const explained = [seen.place, ...(seen.alsoExplains ?? [])] as FactGroup[]
        const found =
          hit === undefined
            ? buildRequestFinding(rule, index, request, seen, this.options)
            : buildFinding(rule, index, hit, seen, this.options)
        this.sink.finding(found, rule.replaces ?? [], explained)
      },
    }
  }
}
