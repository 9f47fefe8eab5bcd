import type {CapturedRequest} from '../hits/captured-request.js'
import type {Hit} from '../hits/hit.js'
import type {Requirement} from '../hits/requirements.js'
import type {Param} from '../hits/params.js'
import type {Trait} from '../hits/traits.js'
import type {NotAHit} from '../hits/recognise.js'
import type {Topic} from '../hits/variables.js'
import type {IntegrationFacts, SiteFacts} from './site-facts.js'

export const SEVERITIES = ['error', 'warning', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Values of `--fail-on`: the lowest severity that makes a run exit 1. */
export const FAIL_LEVELS = ['error', 'warning', 'info', 'never'] as const
export type FailLevel = (typeof FAIL_LEVELS)[number]

/** What a rule reports of a hit. Messages never embed values: the finding carries the value, masked where it looks personal. */
export interface Seen {
  /** Canonical name (`products`, `eVar12`), or the very parameter when a name stands there more than once. */
  param: string | Param
  /** Part of the decoded value at fault: first and one past last UTF-16 unit. */
  at?: readonly [start: number, end: number]
  /** What was seen in this hit, one sentence without a full stop. */
  message: string
  /** Where it differs from the rule's own. */
  severity?: Severity
  /** Show the value as sent instead of decoded (for rules about encoding); `at` then counts in the raw text. */
  raw?: boolean
  /** Value to show when the parameter's own is not the one at fault (a path segment, a host). */
  value?: string
  /** Where it differs from the rule's own: the likely cause, when this hit gives it away. */
  fix?: string
  /** One finding per run under this key (a host): further hits count as at fault, without a finding of their own. Hit rules only. */
  once?: string
  /** Id of the integration whose configuration is at stake. */
  integration?: string | undefined
}

export type Report = (seen: Seen) => void

/**
 * One example: the hits of one visitor, in order, each a query string as on the wire. A leading `/b/ss/…` or `https://…` names the path or URL,
 * so that rules about transport have what they need: `{hits: […], status: 404}` where the response matters. A URL without `/b/ss/` is a page
 * that was loaded, `URL => TARGET` one that was redirected.
 */
export type Example = string | ExampleSession

export interface ExampleSession {
  /** Query strings or URLs of one visitor, in order. */
  hits: readonly string[]
  /** Milliseconds between two hits; default 1000. */
  gapMs?: number
  status?: number
  failure?: 'blocked' | 'aborted' | 'failed'
  method?: string
  mayBeCut?: boolean
  /** The workspace, where it is not that of the rule's other examples. */
  context?: RunContext
}

interface RuleBase {
  /** Kebab-case, the file's name, never reused. */
  id: string
  severity: Severity
  /** What is wrong, in a few words: the heading of the rule. */
  summary: string
  /** Why it matters: what Adobe Analytics does with such a hit. */
  why: string
  /** What to change. */
  fix: string
  /** The Adobe page and section that make it a rule. Says "(unverified)" where Adobe documents nothing. */
  source: string
  /**
   * What a hit must have before the rule can judge it; without it the outcome is `unknown`.
   * Default `['body']`: the parameters are in the capture. Rules about path, status and transport say `[]`.
   */
  requires?: readonly Requirement[]
  /** Rules whose finding on the same hit (and on those it also explains) this one replaces: one cause, one finding. Session rules only take effect here. */
  replaces?: readonly string[]
  /** For rules that need the workspace: what is missing there, so that the outcome is `not-applied`; undefined when they can judge. */
  notReady?: (context: RunContext) => string | undefined
  /** They are the rule's tests, run through the whole engine with this rule alone (and those it replaces). */
  examples: {
    /** The workspace of all examples; none when left out. */
    context?: RunContext
    passes: readonly [Example, ...Example[]]
    fails: readonly [Example, ...Example[]]
    notApplied: readonly Example[]
  }
}

/** Judges one hit. Called only for hits that carry one of `triggers`; media and Target hits never reach a rule. */
export interface HitRule extends RuleBase {
  shape: 'hit'
  triggers: readonly Topic[]
  /** Without this topic the hit passes unseen: the rule applies to every hit that has one of `triggers`, and finds nothing in the usual form. */
  passesUnless?: Topic
  /** False makes the outcome `not-applied`; `unknown` says that this capture cannot tell. */
  applies(hit: Hit, context: RunContext): boolean | 'unknown'
  /** No report makes the outcome `pass`. */
  check(hit: Hit, report: Report, context: RunContext): void
}

/** Judges single parameters. Sees only those flagged with one of `traits`; a hit with any parameter counts as looked at. */
export interface ParamRule extends RuleBase {
  shape: 'param'
  traits: readonly Trait[]
  check(param: Param, hit: Hit, report: Report, context: RunContext): void
}

/** Where a session rule's fact comes from; kept by the fold while it may still be reported, so keep few. */
export interface FactPlace {
  readonly file: number
  readonly record: number
  /** Milliseconds since 1970; undefined when the capture has no times. */
  readonly timeMs: number | undefined
  /** Hash of `vid`, `aid`, `mid` or `fid`; undefined for a hit that stands alone. */
  readonly visitor: number | undefined
  /** Hash of the visitor and the report suites of the hit: two trackers on one page are two visitors. */
  readonly visitorOfSuites: number | undefined
  /** Hash of the page of the hit: its URL without fragment, or the page name. Undefined for a hit of traces alone. */
  readonly page: number | undefined
}

export interface SessionReport extends Seen {
  /** The hit at fault: the current one, or one the fold has kept. */
  place: FactPlace
  /** Other hits that share the cause: what the rules named in `replaces` found on them is taken back as well. */
  alsoExplains?: readonly FactPlace[]
}

/** What a session rule says of a hit: it passed, or it is at fault. A hit of which nothing is said does not count as applied. */
export interface Verdicts {
  pass(place: FactPlace): void
  /** This capture cannot tell. */
  unknown(place: FactPlace): void
  fail(seen: SessionReport): void
}

/**
 * A fact that serves to judge others: no finding ever names its own hit, whose page and request the fold does not know then. Most facts of a
 * healthy capture are traces, and cross threads as numbers.
 */
export type Trace = number & {readonly [TRACE]: true}
declare const TRACE: unique symbol

export function trace(value: number): Trace {
  return value as Trace
}

/** Plain data that JSON can carry. */
export type Fact = object | string | Trace

/** In place of a fact: whatever its neighbours are, the hit passes, and it concerns none of them. */
export const PASSES = Symbol('passes')

/**
 * Judges hits by their neighbours. `fact` runs beside the hit rules, perhaps in another thread, and returns plain data that JSON can carry;
 * the folds run in order of time on one thread. State must be bounded: say in `limit` what is forgotten first.
 */
export interface SessionRule<F extends Fact = Fact> extends RuleBase {
  shape: 'session'
  triggers: readonly Topic[]
  /** What later judgement needs of this hit; undefined when the hit does not concern the rule. Keep it small: facts cross threads. */
  fact(hit: Hit, context: RunContext): F | typeof PASSES | undefined
  /**
   * The same of a request that is no hit, and why it is none: documents, redirects, Web SDK calls. Called for every one of them, so nearly
   * all must be told apart by a glance. Its place has no visitor; a finding there names no parameter but its own value.
   */
  requestFact?(request: CapturedRequest, reason: NotAHit, context: RunContext): F | undefined
  /** Judges all captures of the run as one, not each on its own. */
  wholeRun?: boolean
  fold(context: RunContext): SessionFold<F>
}

export interface SessionFold<F extends Fact = Fact> {
  next(fact: F, place: FactPlace, verdicts: Verdicts): void
  /** After the last hit of the run: what no single hit proves. */
  end?(verdicts: Verdicts, ending: Ending): void
}

export interface Ending {
  /** Start of the last request of the capture, hit or not: milliseconds since 1970. Known to rules with `requestFact`, if to anybody. */
  readonly latestMs: number | undefined
}

// A fact goes back to the rule that made it, which the type of a mixed list cannot say.
export type Rule = HitRule | ParamRule | SessionRule<never>

/** Narrows a session rule for `satisfies`, keeping the type of its facts. */
export function sessionRule<F extends Fact>(rule: SessionRule<F>): SessionRule<never> {
  return rule as unknown as SessionRule<never>
}

/** What holds for the whole run. Plain data: it travels to worker threads. */
export interface RunContext {
  /** Undefined when there is no workspace: generic rules only. */
  integrations: readonly IntegrationFacts[] | undefined
  /** What the workspace declares; undefined when there is none. */
  site?: SiteFacts
}

/**
 * Severity of a segment event without products: an error when nothing is known of the site, or when the suite has an integration
 * with that segment; else a warning, because no file will miss the product.
 */
export function segmentSeverity(segment: string, reportSuites: readonly string[], context: RunContext): Severity {
  if (context.integrations === undefined) return 'error'
  const wanted = context.integrations.some(
    (integration) => reportSuites.includes(integration.reportSuite) && integration.segments.includes(segment),
  )
  return wanted ? 'error' : 'warning'
}
