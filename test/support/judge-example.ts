import type {CapturedRequest} from '../../src/hits/captured-request.js'
import type {Example, Rule, RunContext} from '../../src/rules/rule.js'
import {identify} from '../../src/validation/identify.js'
import {Judge} from '../../src/validation/judge.js'
import {Repeats} from '../../src/validation/repeats.js'
import type {ValidationResult} from '../../src/validation/result.js'
import {Validation} from '../../src/validation/validation.js'

const START_MS = Date.UTC(2026, 8, 4, 8, 3, 9)

/** Runs requests through the whole engine, as a capture of one file. */
export function judgeRequests(
  requests: readonly CapturedRequest[],
  rules: readonly Rule[],
  context: RunContext = {integrations: undefined},
): ValidationResult {
  const options = {rules, context, cap: 100, severities: {}, showValues: true, requireEvents: []}
  const validation = new Validation(options)
  const input = validation.beginInput('example', 'example')
  const judge = new Judge(rules, options)
  const identified = identify(requests, {suites: [], hosts: []}, judge.watch)
  input.requests += identified.requests
  validation.addBatch(input, judge.judge(identified, new Repeats().decide(identified.columns)))
  validation.endInput(input)
  const [crash] = validation.crashes
  if (crash !== undefined) throw new Error(`${crash.ruleId}: ${crash.message}`)
  return validation.finish()
}

/** The workspace in which a rule's example is judged. */
export function contextOf({examples}: Rule, example: Example): RunContext {
  return (typeof example === 'string' ? undefined : example.context) ?? examples.context ?? {integrations: undefined}
}

/** The requests an example stands for. */
export function requestsOf(example: Example): CapturedRequest[] {
  const session = typeof example === 'string' ? {hits: [example]} : example
  return session.hits.map((text, index) => {
    const [sent = '', redirectsTo] = text.split(' => ')
    const url = urlOf(sent, index)
    const isDocument = !url.includes('/b/ss/')
    return {
      url,
      ...(isDocument && {document: true, status: 200}),
      ...(redirectsTo !== undefined && {redirectsTo, status: 302}),
      method: session.method ?? 'GET',
      bodyState: session.method === 'POST' ? 'not-recorded' : 'none',
      ...(session.status !== undefined && {status: session.status}),
      ...(session.failure !== undefined && {failure: session.failure}),
      ...(session.mayBeCut !== undefined && {mayBeCut: session.mayBeCut}),
      timeMs: START_MS + index * (session.gapMs ?? 1000),
      place: {file: 0, record: index},
    }
  })
}

function urlOf(text: string, index: number): string {
  if (/^https?:/.test(text)) return text
  if (text.startsWith('/')) return `https://data.shop.example${text}`
  // The same visitor and page throughout, unless the example says otherwise.
  const defaults = /(?:^|&)(?:mid|vid|aid|fid)=/.test(text) ? '' : '&mid=12345678901234567890123456789012345678'
  return `https://data.shop.example/b/ss/shopprod/1/JS-2.26.0/s2${String(index).padStart(12, '1')}?${text}${defaults}`
}
