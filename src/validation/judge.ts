import type {CapturedRequest} from '../hits/captured-request.js'
import {decodeHit, type Hit} from '../hits/hit.js'
import {REQUIREMENTS} from '../hits/requirements.js'
import {TRAITS} from '../hits/traits.js'
import type {NotAHit} from '../hits/recognise.js'
import {TOPICS} from '../hits/variables.js'
import {PASSES, type HitRule, type ParamRule, type Rule, type SessionRule} from '../rules/rule.js'
import {Batch, TALLY, type BatchResult, type JudgeOptions} from './batch.js'
import {factGroupOf, requestGroupOf, type RuleFact} from './facts.js'
import type {Identified, Watch, WatchedRequest} from './identify.js'
import {FATE, type Fates} from './repeats.js'

/** Rules are objects of many shapes; those of a list are alike, which makes a call of each a good deal cheaper. */
interface Compiled<Work> {
  index: number
  wants: number
  requires: number
  work: Work
}

type HitWork = Pick<HitRule, 'applies' | 'check'>
type ParamWork = Pick<ParamRule, 'check'>
interface SessionWork extends Pick<SessionRule<never>, 'fact'> {
  requestFact: SessionRule<never>['requestFact'] | undefined
  isBackground: SessionRule<never>['isBackground'] | undefined
}

/** The hit rules for one combination of topics and missing requirements: those to run, and those that cannot tell. */
interface Plan {
  run: Compiled<HitWork>[]
  unknown: number[]
}

const MOST_PLANS = 1024

/** Runs the rules over batches of hits. Keeps nothing between batches: the same judge works in a worker and in the main thread. */
export class Judge {
  readonly #hitRules: Compiled<HitWork>[] = []
  readonly #paramRules: Compiled<ParamWork>[] = []
  readonly #plans = new Map<number, Plan>()
  readonly #sessionRules: Compiled<SessionWork>[] = []
  readonly #watching: Compiled<SessionWork>[] = []
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
        const wants = rule.traits.reduce((bits, trait) => bits | TRAITS[trait], 0)
        this.#paramRules.push({index, wants, requires, work: {check: rule.check}})
        continue
      }
      const wants = rule.triggers.reduce((bits, topic) => bits | TOPICS[topic], 0)
      if (rule.shape === 'hit') this.#hitRules.push({index, wants, requires, work: {applies: rule.applies, check: rule.check}})
      else {
        const {fact, requestFact, isBackground} = rule
        this.#sessionRules.push({index, wants, requires, work: {fact, requestFact, isBackground}})
      }
    }
    this.#watching = this.#sessionRules.filter(({work}) => work.requestFact !== undefined)
    if (this.#watching.length > 0) this.watch = (request, reason) => this.#factsOf(request, reason).length > 0
  }

  judge({hits, watched, latestMs}: Pick<Identified, 'hits' | 'watched' | 'latestMs'>, fates: Fates): BatchResult {
    const batch = new Batch(this.rules, this.options)
    batch.result.latestMs = latestMs
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
    if (watched.length > 0) this.#addWatched(watched, batch)
    return batch.result
  }

  /** Without times the order of the capture is all there is, so requests take their places among the hits. */
  #addWatched(watched: readonly WatchedRequest[], batch: Batch): void {
    const {facts} = batch.result
    for (const {request, reason} of watched) facts.push(requestGroupOf(request, this.#factsOf(request, reason)))
    facts.sort((a, b) => a.record - b.record)
  }

  #factsOf(request: CapturedRequest, reason: NotAHit): RuleFact[] {
    const facts: RuleFact[] = []
    for (const {work, index} of this.#watching) {
      const fact = work.requestFact?.(request, reason, this.options.context)
      if (fact !== undefined) facts.push([index, fact])
    }
    return facts
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
    for (const {work, index, requires} of run) {
      try {
        const applies = work.applies(hit, context)
        if (applies === false) continue
        if (applies === 'unknown' || hit.misses(requires)) {
          batch.count(index, TALLY.unknown)
          continue
        }
        batch.aim(index)
        work.check(hit, batch.report, context)
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
    const looked = hit.isFilled
    for (const {work, index, wants, requires} of this.#paramRules) {
      if ((hit.missing & requires) !== 0) batch.count(index, TALLY.unknown)
      else if (looked) {
        batch.aim(index)
        try {
          if ((traits & wants) !== 0) {
            for (const param of hit.flagged) if ((param.traits & wants) !== 0) work.check(param, hit, batch.report, this.options.context)
          }
          batch.count(index, batch.reported ? TALLY.fail : TALLY.pass)
        } catch (error) {
          batch.crash(index, error)
        }
      }
    }
  }

  #collectFacts(hit: Hit, batch: Batch): void {
    let facts: RuleFact[] | undefined
    let isBackground = true
    for (const {work, index, wants, requires} of this.#sessionRules) {
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
        const fact = work.fact(hit, this.options.context)
        if (fact === PASSES) batch.count(index, TALLY.pass)
        else if (fact !== undefined) {
          ;(facts ??= []).push([index, fact])
          isBackground &&= work.isBackground?.(fact) === true
        }
      } catch (error) {
        batch.crash(index, error)
      }
    }
    if (facts !== undefined) batch.result.facts.push(factGroupOf(hit, {facts, isBackground}, batch.foundOnHit()))
  }
}
