import {findMissingCounts, type MissingCount} from '../needed-roles.js'
import type {Integration} from '../integration.js'
import {judgeAnswer} from './judge-answer.js'
import {isEmptyAnswer, type AnswerValue, type Question, type SetupContext, type SetupState} from './question.js'
import {questionsFor} from './questions.js'

/** Answers that were given beforehand, and what is still missing where nobody can be asked. */

/** An answer that came by a flag. */
export interface GivenAnswer {
  /** Keys of the questions it may be meant for; the first that is asked takes it. */
  readonly keys: readonly string[]
  readonly value: AnswerValue
  /** As it was typed, for messages. A secret is not in it. */
  readonly flag: string
}

/** Half a sentence on a flag that cannot be taken. */
export interface AnswerFault {
  readonly flag: string
  readonly message: string
}

export interface FilledSetup {
  readonly state: SetupState
  /** Keys of the questions that were answered. */
  readonly answered: ReadonlySet<string>
  readonly faults: readonly AnswerFault[]
}

/** Takes all given answers, each in its turn: an earlier one may bring the question of a later one. */
export function takeGiven(given: readonly GivenAnswer[], start: SetupState, context: SetupContext): FilledSetup {
  const answered = new Set<string>()
  const faults: AnswerFault[] = []
  const open = new Set(given)
  let state = start
  while (open.size > 0) {
    const next = findNext(open, answered, state, context)
    if (next === undefined) {
      // What works is not given segments because somebody said where files arrive.
      const settled = context.existing && state.integration.status !== 'in-progress'
      const led = settled ? undefined : takeLead(answered, state, context)
      if (led === undefined) break
      state = led
      continue
    }
    const {answer, question} = next
    open.delete(answer)
    answered.add(question.key)
    const judged = judgeAnswer(question, answer.value, state, context)
    if (judged.fault !== undefined) faults.push({flag: answer.flag, message: judged.fault})
    // A fault is named once: what depends on the answer is judged as if it were right.
    state = judged.fault === undefined ? judged.state : (judged.attempted ?? state)
  }
  const left = [...open].map(({flag}) => ({
    flag,
    message: `is nothing that ${context.connector.name} asks for, at least not with these answers`,
  }))
  return {state, answered, faults: [...faults, ...left]}
}

/** Answers the next question that leads to others as it would be without a word. */
function takeLead(answered: ReadonlySet<string>, state: SetupState, context: SetupContext): SetupState | undefined {
  const question = questionsFor(context, state).find(
    ({key, leads, read}) => leads === true && !answered.has(key) && read(state) === undefined,
  )
  if (question?.fallback === undefined || isEmptyAnswer(question.fallback)) return undefined
  return judgeAnswer(question, question.fallback, state, context).state
}

function findNext(
  open: ReadonlySet<GivenAnswer>,
  answered: ReadonlySet<string>,
  state: SetupState,
  context: SetupContext,
): {answer: GivenAnswer; question: Question} | undefined {
  for (const question of questionsFor(context, state)) {
    if (answered.has(question.key)) continue
    const answer = [...open].find(({keys}) => keys.includes(question.key))
    if (answer !== undefined) return {answer, question}
  }
  return undefined
}

/** What has to be known before the integration can be active. */
export interface MissingAnswer {
  readonly key: string
  readonly label: string
  /** The flag that supplies it. */
  readonly flag: string
  readonly why: string
}

/**
 * The set-up with every open question answered as it is where nobody says otherwise, or all that is missing. `settled`: keys and places that
 * were answered explicitly, even by nothing.
 */
export function fillOpen(
  start: SetupState,
  context: SetupContext,
  settled: (question: Question) => boolean,
): {readonly state: SetupState; readonly missing: readonly MissingAnswer[]} {
  const missing: MissingAnswer[] = []
  let counted = false
  const seen = new Set<string>()
  let state = start
  for (;;) {
    const question = questionsFor(context, state).find(({key}) => !seen.has(key))
    if (question === undefined) {
      const more = counted ? [] : findMissingCounts(state.integration, context.connector)
      if (more.length === 0) break
      counted = true
      missing.push(...more.map(toMissing))
      // They bring questions of their own, such as the query parameter they are read from: once more, as if they were there.
      for (const {kind, count, roles} of more) state = assumeMapped(roles.slice(0, count), kind, state, context)
      continue
    }
    seen.add(question.key)
    if (question.read(state) !== undefined) continue
    if (question.fallback !== undefined && !(question.required && isEmptyAnswer(question.fallback))) {
      if (settled(question)) continue
      const judged = judgeAnswer(question, question.fallback, state, context)
      if (judged.fault === undefined) state = judged.state
    } else if (question.required) {
      const {key, label, flag, why} = question
      missing.push({key, label, flag, why})
      // What depends on it is missing too: go on as if it were there.
      state = question.write(state, isEmptyAnswer(question.proposal) ? (question.choices?.[0]?.value ?? 'x') : question.proposal)
    }
  }
  return {state, missing}
}

function toMissing({kind, count, roles}: MissingCount): MissingAnswer {
  return {
    key: `${kind}s`,
    label: `${count} more ${kind}${count === 1 ? '' : 's'}, of ${roles.join(', ')}`,
    flag: roles
      .slice(0, count)
      .map((role) => `--${kind} ${role}=${kind === 'variable' ? 'eVarN' : 'eventN'}`)
      .join(' '),
    why: `The partner's pages ask for that many.`,
  }
}

function assumeMapped(roles: readonly string[], kind: MissingCount['kind'], start: SetupState, context: SetupContext): SetupState {
  let state = start
  for (const role of roles) {
    state =
      questionsFor(context, state)
        .find(({key}) => key === `${kind}s.${role}`)
        ?.write(state, 'x') ?? state
  }
  return state
}

/** An integration of which nothing is known but its partner. */
export function emptyIntegration(partner: string): Integration {
  return {
    version: 1,
    id: '',
    name: '',
    description: '',
    partner,
    status: 'in-progress',
    partnerConfirmed: null,
    carrier: {kind: 'unknown'},
    reportSuite: null,
    notify: [],
    acknowledged: {},
    inputs: {},
    variables: [],
    events: [],
    classifications: [],
    calculatedMetrics: [],
    access: {},
    collection: {mode: null, parameters: {}, landingPages: []},
    segments: [],
    reports: [],
    delivery: null,
  }
}
