import {EXIT, type ExitCode} from '../errors.js'
import type {Rule, Severity} from '../rules/rule.js'
import type {Outcome} from '../validation/result.js'

/** A word of the product's own, for `dc explain`, help topics and the README. */
export interface Meaning {
  /** One sentence without a full stop; may hold backticked code. */
  meaning: string
  /** What to do about it. */
  next: string
}

export interface ExitCodeMeaning extends Meaning {
  code: ExitCode
}

/** Every exit code, in numerical order. */
export const EXIT_CODES: readonly ExitCodeMeaning[] = [
  {
    code: EXIT.ok,
    meaning: 'done; something was examined, and nothing at or above the fail level was found',
    next: 'Nothing. Milder findings may be listed all the same; `--fail-on warning` makes them count.',
  },
  {
    code: EXIT.findings,
    meaning: 'findings at or above `--fail-on` (by default: errors), or a cause that matched',
    next: 'Read the findings; `dc explain RULE` says why one matters and shows how it looks when it is right.',
  },
  {
    code: EXIT.usage,
    meaning: 'the command line or the configuration is wrong, or an input is missing, unreadable or damaged',
    next: 'The message names the flag, the file or the record, and what to do about it. Hits before the damage were judged.',
  },
  {
    code: EXIT.nothing,
    meaning:
      'nothing to examine: no hit, no file, no rule that applied, or what `--require-rule` or `--require-event` asks for never happened',
    next: 'Check that the recording covers the journey. Where an empty input is expected, `--allow-empty` makes this 0.',
  },
  {
    code: EXIT.inconclusive,
    meaning: 'inconclusive: it is too early, or the evidence needed was not there (bodies that were not recorded, Web SDK calls alone)',
    next: 'The result names what is missing; record again with it, or come back at the time it names.',
  },
  {
    code: EXIT.outside,
    meaning: 'something outside `dc` failed: a host, a login, an API',
    next: 'The message names the host and what it answered; the same command can be run again once that works.',
  },
  {
    code: EXIT.defect,
    meaning: 'a defect in `dc` itself',
    next: 'Run the command again with `DEBUG=1` and report what it prints.',
  },
  {code: EXIT.cancelled, meaning: 'cancelled by the user', next: 'Nothing; what was under way was not written.'},
]

/** Which code a run gets when several would fit. */
export const EXIT_CODE_ORDER =
  'Where several apply, the first of: 130, 70, 2 (nothing could be read), 1, 2 (a damaged capture in which nothing was found), 5, 4, 3, 0. ' +
  'One bad record among good ones is counted and named, and changes no exit code.'

/** What a rule can say of a run. */
export const OUTCOMES: Readonly<Record<Outcome, Meaning>> = {
  pass: {
    meaning: 'the rule judged at least one hit and found nothing wrong with any',
    next: 'Nothing.',
  },
  fail: {
    meaning: 'the rule found at least one hit at fault, whatever it said of others',
    next: 'Its findings name the page, the hit, the parameter and the fix.',
  },
  'not-applied': {
    meaning: 'no hit of the run was of the kind that the rule judges: a rule about purchases has nothing to say of a run without one',
    next: 'Neither good nor bad. If the capture should have held such hits, `--require-rule RULE` makes their absence exit 3.',
  },
  unknown: {
    meaning:
      'there were hits that the rule would judge, but the capture does not hold what it needs of them: a body, the end of the request, readable products',
    next: 'Record again with request bodies (a HAR from the browser holds most of them). Missing evidence is never a pass.',
  },
}

export const SEVERITIES_EXPLAINED: Readonly<Record<Severity, Meaning>> = {
  error: {
    meaning: 'Adobe documents that data is lost or wrong with such a hit',
    next: 'Fix it; by default an error makes `dc validate` exit 1.',
  },
  warning: {
    meaning: 'likely wrong, or wrong in a way that Adobe does not document',
    next: 'Look at it; `--fail-on warning` makes it count.',
  },
  info: {
    meaning: 'worth knowing; a site may have good reasons for it',
    next: 'Nothing, unless it surprises you; `--fail-on info` makes it count.',
  },
}

type Requirement = NonNullable<Rule['requires']>[number]

/** What a rule needs of a hit before it can judge it. */
export const REQUIREMENTS_EXPLAINED: Readonly<Record<Requirement, string>> = {
  body: 'its parameters (a POST body may not have been recorded)',
  whole: 'the request to its end (one that was cut says nothing about what is missing)',
  'products-parse': 'a products string that can be read',
}

/** How a rule looks at hits. */
export const SHAPES_EXPLAINED: Readonly<Record<Rule['shape'], string>> = {
  hit: 'one hit at a time',
  param: 'one parameter at a time',
  session: 'the hits of a visitor in order of time',
}
