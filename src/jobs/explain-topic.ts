import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
import {decodeHit} from '../hits/hit.js'
import type {Cause} from '../issues/cause.js'
import {EVIDENCE_KINDS} from '../issues/evidence.js'
import type {Issue} from '../issues/issue.js'
import {CAUSES, ISSUES} from '../issues/issues.js'
import type {ExplainedCause, ExplainedSymptom} from '../report/explain-cause.js'
import type {ExplainedExample, ExplainedRule, ExplainedWord, Explanation, TopicList} from '../report/explain.js'
import {EXIT_CODES, OUTCOMES, REQUIREMENTS_EXPLAINED, SEVERITIES_EXPLAINED, SHAPES_EXPLAINED, type Meaning} from '../report/vocabulary.js'
import {RULE_AREAS, RULES} from '../rules/index.js'
import type {Example, Rule} from '../rules/rule.js'
import {describeSite} from './describe-site.js'
import {REASONS} from './reasons.js'

/**
 * Finds what `id` names: a rule, an exit code, an outcome, a severity, a reason for not judging, a symptom or a cause of `dc diagnose`; upper
 * and lower case are the same.
 * @throws DcError `unknown-topic`
 */
export function explain(id: string): Explanation {
  const wanted = id.toLowerCase()
  const topic = findTopic(wanted)
  if (topic !== undefined) return {schemaVersion: 1, command: 'explain', topic}
  throw new DcError(`there is nothing called ${JSON.stringify(id)} to explain`, {
    code: 'unknown-topic',
    where: id,
    suggestions: [...suggestionsFor(wanted), 'dc explain'],
  })
}

function findTopic(wanted: string): Explanation['topic'] | undefined {
  const isWanted = ({id}: {id: string}) => id === wanted
  const rule = RULES.find(isWanted)
  if (rule !== undefined) return explainRule(rule)
  const issue = ISSUES.find(isWanted)
  if (issue !== undefined) return explainSymptom(issue)
  const cause = CAUSES.find(isWanted)
  return cause === undefined ? WORDS.find(isWanted) : explainCause(cause)
}

const MOST_SIMILAR = 3

function suggestionsFor(wanted: string): string[] {
  const ids = [...RULES, ...ISSUES, ...CAUSES, ...WORDS].map((topic) => topic.id)
  // The first word of many ids names a subject, not one of them.
  if (wanted !== '' && RULES.filter(({id}) => id.startsWith(wanted)).length > 1) return [`dc rules --search ${wanted}`]
  const meant = closest(wanted, ids)
  return (meant === undefined ? similar(wanted, ids) : [meant]).map((id) => `dc explain ${id}`)
}

/** Ids that share the most words with what was typed: half of a long id is often all that is remembered. */
function similar(wanted: string, ids: readonly string[]): string[] {
  const words = wanted.split(/[^a-z0-9]+/).filter((word) => word.length > 2)
  const shared = (id: string) => words.filter((word) => id.includes(word)).length
  const most = Math.max(0, ...ids.map(shared))
  return most === 0 ? [] : ids.filter((id) => shared(id) === most).slice(0, MOST_SIMILAR)
}

export function listTopics(): TopicList {
  const ids = (kind: ExplainedWord['kind']) => WORDS.filter((word) => word.kind === kind).map((word) => word.id)
  return {
    schemaVersion: 1,
    command: 'explain',
    topics: {
      rules: RULES.map((rule) => rule.id),
      exitCodes: ids('exit-code'),
      outcomes: ids('outcome'),
      severities: ids('severity'),
      skipReasons: ids('skip-reason'),
      symptoms: ISSUES.map((issue) => issue.id),
      causes: CAUSES.map((cause) => cause.id),
    },
  }
}

const WORDS: readonly ExplainedWord[] = [
  ...EXIT_CODES.map(({code, meaning, next}) => ({kind: 'exit-code' as const, id: String(code), meaning, next})),
  ...words('outcome', OUTCOMES),
  ...words('severity', SEVERITIES_EXPLAINED),
  ...Object.entries(REASONS)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, meaning]) => ({kind: 'skip-reason' as const, id, meaning, next: null})),
]

function words(kind: ExplainedWord['kind'], meanings: Readonly<Record<string, Meaning>>): ExplainedWord[] {
  return Object.entries(meanings).map(([id, {meaning, next}]) => ({kind, id, meaning, next}))
}

/** A rule as it is told: also what `dc rules --json` lists. */
export function explainRule(rule: Rule): ExplainedRule {
  const {id, severity, summary, why, fix, source, shape, requires = ['body'], replaces = [], examples} = rule
  return {
    kind: 'rule',
    id,
    area: RULE_AREAS[id] ?? '',
    severity,
    summary,
    why,
    fix,
    source,
    judges: SHAPES_EXPLAINED[shape],
    needs: requires.map((requirement) => REQUIREMENTS_EXPLAINED[requirement]),
    replaces: [...replaces],
    site: describeSite(examples.context),
    examples: {
      fails: examples.fails.map(explainExample),
      passes: examples.passes.map(explainExample),
      notApplied: examples.notApplied.map(explainExample),
    },
  }
}

function explainCause({id, summary, why, owner, needs, next, source, examples}: Cause): ExplainedCause {
  return {
    kind: 'cause',
    id,
    symptoms: ISSUES.filter(({causes}) => causes.some((cause) => cause.id === id)).map((issue) => issue.id),
    summary,
    why,
    owner,
    needs: needs.map((group) => group.map((evidence) => ({evidence, how: EVIDENCE_KINDS[evidence]}))),
    next: [...next],
    source,
    examples: {
      matched: examples.matched.map(({about}) => about),
      ruledOut: examples.ruledOut.map(({about}) => about),
      notChecked: examples.notChecked.map(({about}) => about),
    },
  }
}

function explainSymptom({id, symptom, known, source, causes}: Issue): ExplainedSymptom {
  return {kind: 'symptom', id, symptom, known, source, causes: causes.map((cause) => ({id: cause.id, summary: cause.summary}))}
}

function explainExample(example: Example): ExplainedExample {
  const session = typeof example === 'string' ? {hits: [example]} : example
  const conditions = [...conditionsOf(session), ...describeSite(session.context)]
  return {hits: session.hits.map((wire) => ({wire, params: decodeParams(wire)})), conditions}
}

/** A query string alone stands for a hit of its own; a path or URL brings its query along. */
function decodeParams(wire: string): ExplainedExample['hits'][number]['params'] {
  const url = /^(?:https?:|\/)/.test(wire) ? wire : `/b/ss/suite/1?${wire}`
  const hit = decodeHit({url, method: 'GET', bodyState: 'none', place: {file: 0, record: 0}})
  return (hit?.params ?? []).map((param) => ({name: param.name, wire: param.wire, value: hit?.text(param) ?? ''}))
}

function conditionsOf(session: Exclude<Example, string>): string[] {
  const {hits, gapMs = 1000, status, failure, method, mayBeCut} = session
  const conditions: string[] = []
  if (hits.length > 1) conditions.push(gapMs === 1000 ? 'one second apart' : `${gapMs / 1000} seconds apart`)
  if (method !== undefined) conditions.push(`sent by ${method}`)
  if (status !== undefined) conditions.push(`answered with status ${status}`)
  if (failure !== undefined) conditions.push(`the request was ${failure === 'failed' ? 'refused by the network' : failure}`)
  if (mayBeCut === true) conditions.push('from a log that may have cut the request itself')
  return conditions
}
