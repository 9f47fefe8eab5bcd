import type {CapturedRequest} from '../hits/captured-request.js'
import {decodeHit, type Hit} from '../hits/hit.js'
import {REQUIREMENTS} from '../hits/requirements.js'
import {TRAITS} from '../hits/traits.js'
import type {NotAHit} from '../hits/recognise.js'
import {TOPICS} from '../hits/variables.js'
import {PASSES, type HitRule, type ParamRule, type Rule, type SessionRule} from '../rules/rule.js'
import {BatchTally, TALLY, type BatchResult, type JudgeOptions} from './batch.js'
import {factGroupOf, requestGroupOf, traceGroupOf, type RuleFact} from './facts.js'
import type {Identified, Watch, WatchedRequest} from './identify.js'
import {FATE, type Fates} from './repeats.js'

type JudgedHits = Pick<Identified, 'hits' | 'watched' | 'latestMs'>

interface Compiled<R extends Rule> {
  rule: R
  index: number
  wants: number
  requires: number
}

interface CompiledHitRule extends Compiled<HitRule> {
  /** Topics without which a hit passes; all, where every hit has to be looked at. */
  suspects: number
}

/** The hit rules for one combination of topics and missing requirements: those to run, those that pass unseen, and those that cannot tell. */
interface Plan {
  run: CompiledHitRule[]
  pass: number[]
  unknown: number[]
}

const MOST_PLANS = 1024
/** Hits of a step. */
const HITS_PER_STEP = 64

/**
 * Runs the rules over batches of hits. Keeps nothing between batches: the same judge works in a worker and in the main thread.
 *
 * What is not looked at costs nothing. Hit rules run where the hit carries one of their topics; which those are is worked out once for each
 * combination of topics and missing requirements (`Plan`). Param rules see only parameters with one of their traits. Session rules give a fact
 * here, and judge it elsewhere (`Sessions`), where all hits pass in order of time.
 */
export class Judge {
  readonly #hitRules: CompiledHitRule[] = []
  readonly #paramRules: Compiled<ParamRule>[] = []
  readonly #plans = new Map<number, Plan>()
  readonly #sessionRules: Compiled<SessionRule<never>>[] = []
  readonly #watching: Compiled<SessionRule<never>>[] = []
  /** Which requests that are no hits concern a rule of this run; undefined when none has anything to watch for. */
  readonly watch: Watch | undefined

  constructor(
    readonly rules: readonly Rule[],
    readonly options: JudgeOptions,
  ) {
    for (const [index, rule] of rules.entries()) {
      if (rule.notReady?.(options.context) !== undefined) continue
      const requires = (rule.requires ?? ['body']).reduce((bits, name) => bits | REQUIREMENTS[name], 0)
      if (rule.shape === 'param') {
        this.#paramRules.push({rule, index, requires, wants: rule.traits.reduce((bits, trait) => bits | TRAITS[trait], 0)})
        continue
      }
      const wants = rule.triggers.reduce((bits, topic) => bits | TOPICS[topic], 0)
      if (rule.shape === 'hit') this.#hitRules.push({rule, index, requires, wants, suspects: suspectsOf(rule)})
      else this.#sessionRules.push({rule, index, requires, wants})
    }
    this.#watching = this.#sessionRules.filter(({rule}) => rule.requestFact !== undefined)
    if (this.#watching.length > 0) this.watch = (request, reason) => this.#factsOf(request, reason).length > 0
  }

  judge(identified: JudgedHits, fates: Fates): BatchResult {
    const steps = this.judgeInSteps(identified, fates)
    let step = steps.next()
    while (!step.done) step = steps.next()
    return step.value
  }

  /** The same a few hits at a time, for threads that have others to answer. */
  *judgeInSteps({hits, watched, latestMs}: JudgedHits, fates: Fates): Generator<void, BatchResult> {
    const batch = new BatchTally(this.rules, this.options)
    batch.result.latestMs = latestMs
    for (const [at, request] of hits.entries()) {
      if (at > 0 && at % HITS_PER_STEP === 0) yield
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
    if (watched.length > 0) this.#addWatched(watched, batch)
    return batch.result
  }

  /** Without times the order of the capture is all there is, so requests take their places among the hits. */
  #addWatched(watched: readonly WatchedRequest[], batch: BatchTally): void {
    const {facts} = batch.result
    for (const {request, reason} of watched) facts.push(requestGroupOf(request, this.#factsOf(request, reason)))
    facts.sort((a, b) => a.record - b.record)
  }

  #factsOf(request: CapturedRequest, reason: NotAHit): RuleFact[] {
    const facts: RuleFact[] = []
    for (const {rule, index} of this.#watching) {
      const fact = rule.requestFact?.(request, reason, this.options.context)
      if (fact !== undefined) facts.push([index, fact])
    }
    return facts
  }

  #judgeHit(hit: Hit, batch: BatchTally): void {
    batch.begin(hit)
    if (hit.kind === 'media' || hit.kind === 'target') return
    this.#runHitRules(hit, batch)
    if (this.#paramRules.length > 0) this.#runParamRules(hit, batch)
    if (this.#sessionRules.length > 0) this.#collectFacts(hit, batch)
  }

  #runHitRules(hit: Hit, batch: BatchTally): void {
    const {context} = this.options
    const {run, pass, unknown} = this.#planFor(hit)
    for (const index of pass) batch.count(index, TALLY.pass)
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
      plan = {run: [], pass: [], unknown: []}
      for (const compiled of this.#hitRules) {
        if ((missing & compiled.requires & REQUIREMENTS.body) !== 0) plan.unknown.push(compiled.index)
        else if ((topics & compiled.wants) === 0) continue
        else if ((missing & compiled.requires) !== 0) plan.unknown.push(compiled.index)
        else if ((topics & compiled.suspects) === 0) plan.pass.push(compiled.index)
        else plan.run.push(compiled)
      }
      if (this.#plans.size >= MOST_PLANS) this.#plans.clear()
      this.#plans.set(key, plan)
    }
    return plan
  }

  #runParamRules(hit: Hit, batch: BatchTally): void {
    const {traits} = hit
    const looked = hit.isFilled
    for (const {rule, index, wants, requires} of this.#paramRules) {
      if ((hit.missing & requires) !== 0) batch.count(index, TALLY.unknown)
      else if (looked) {
        batch.aim(index)
        try {
          if ((traits & wants) !== 0) {
            for (const param of hit.flagged) if ((param.traits & wants) !== 0) rule.check(param, hit, batch.report, this.options.context)
          }
          batch.count(index, batch.reported ? TALLY.fail : TALLY.pass)
        } catch (error) {
          batch.crash(index, error)
        }
      }
    }
  }

  #collectFacts(hit: Hit, batch: BatchTally): void {
    let facts: RuleFact[] | undefined
    let isTrace = true
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
        const fact = rule.fact(hit, this.options.context)
        if (fact === PASSES) batch.count(index, TALLY.pass)
        else if (fact !== undefined) {
          ;(facts ??= []).push([index, fact])
          isTrace &&= typeof fact === 'number'
        }
      } catch (error) {
        batch.crash(index, error)
      }
    }
    if (facts !== undefined) batch.result.facts.push(isTrace ? traceGroupOf(hit, facts) : factGroupOf(hit, facts, batch.foundOnHit()))
  }
}

function suspectsOf({passesUnless}: HitRule): number {
  return passesUnless === undefined ? -1 : TOPICS[passesUnless]
}
