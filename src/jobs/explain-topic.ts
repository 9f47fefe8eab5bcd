import {closest} from '../did-you-mean.js'
import {DcError} from '../errors.js'
import {decodeHit} from '../hits/hit.js'
import type {ExplainedExample, ExplainedRule, ExplainedWord, Explanation, TopicList} from '../report/explain.js'
import {EXIT_CODES, OUTCOMES, REQUIREMENTS_EXPLAINED, SEVERITIES_EXPLAINED, SHAPES_EXPLAINED, type Meaning} from '../report/vocabulary.js'
import {RULE_AREAS, RULES} from '../rules/index.js'
import type {Example, Rule} from '../rules/rule.js'
import {describeSite} from './describe-site.js'
import {REASONS} from './reasons.js'

/**
 * Finds what `id` names: a rule, an exit code, an outcome, a severity or a reason for not judging; upper and lower case are the same.
 * @throws DcError `unknown-topic`
 */
export function explain(id: string): Explanation {
  const wanted = id.toLowerCase()
  const rule = RULES.find((one) => one.id === wanted)
  const topic = rule === undefined ? WORDS.find((word) => word.id === wanted) : explainRule(rule)
  if (topic !== undefined) return {schemaVersion: 1, command: 'explain', topic}
  throw new DcError(`there is nothing called ${JSON.stringify(id)} to explain`, {
    code: 'unknown-topic',
    where: id,
    suggestions: [...suggestionsFor(wanted), 'dc explain'],
  })
}

const MOST_SIMILAR = 3

function suggestionsFor(wanted: string): string[] {
  const ids = [...RULES.map((rule) => rule.id), ...WORDS.map((word) => word.id)]
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
