import {closest} from '../../did-you-mean.js'
import type {MappingProblem} from '../check.js'
import {checkIntegration, findNewErrors} from '../check-integration.js'
import {
  checkInputOf,
  itemsOf,
  textOf,
  type AnswerValue,
  type Judged,
  type Parsed,
  type Question,
  type SetupContext,
  type SetupState,
} from './question.js'

/**
 * Takes an answer the moment it is given: its form, the schema of the file and every check of the mapping that concerns the place it goes to.
 */
export function judgeAnswer(question: Question, answer: AnswerValue, state: SetupState, context: SetupContext): Judged {
  const parsed = parseAnswer(question, answer)
  if (parsed.fault !== undefined) return {fault: parsed.fault}
  const after = question.write(state, parsed.value)
  const {path} = question
  if (path === null) return {state: after, value: parsed.value, warnings: []}
  const concerns = (place: string) => place === path || place.startsWith(`${path}.`) || place.startsWith(`${path}[`)
  const shape = context.findShapeFaults(after.integration).find((fault) => concerns(fault.path))
  if (shape !== undefined) {
    // Of several, the one at fault is named.
    const item =
      typeof parsed.value === 'string' || parsed.value.length < 2 ? undefined : parsed.value[Number(/\[(\d+)\]$/.exec(shape.path)?.[1])]
    return {fault: item === undefined ? shape.message : `"${item}": ${shape.message}`, attempted: after}
  }
  const [before, now] = [checkInputOf(context, state), checkInputOf(context, after)]
  const error = findNewErrors(before, now).find((problem) => concerns(problem.path))
  if (error !== undefined) return {fault: describe(error), attempted: after}
  const known = new Set(checkIntegration(before).map(({code, message}) => `${code} ${message}`))
  const warnings = checkIntegration(now).filter(
    (problem) =>
      problem.severity === 'warning' &&
      concerns(problem.path) &&
      !known.has(`${problem.code} ${problem.message}`) &&
      !LACKING.has(problem.code),
  )
  return {state: after, value: parsed.value, warnings}
}

/** Of what is still to come, a question need not warn. */
const LACKING: ReadonlySet<string> = new Set([
  'role-missing',
  'parameter-missing',
  'access-missing',
  'segment-keys',
  'input',
  'personal-data',
])

/** A command in a fix speaks of an integration that is not written yet; what it says besides is of use. */
function describe({message, fix}: MappingProblem): string {
  const advice = fix.replace(/:? ?dc (?:configure|map) .*$/, '').replace(/[,;:] ?(?:or|else)?$/, '')
  return advice === '' || advice.startsWith('dc ') ? message : `${message}; ${advice}`
}

function parseAnswer(question: Question, answer: AnswerValue): Parsed {
  const takesSeveral = question.kind === 'list' || question.kind === 'ticks'
  if (!takesSeveral && typeof answer !== 'string' && answer.length > 1) return {fault: 'takes one value, not several'}
  const plain = takesSeveral ? itemsOf(answer) : textOf(answer)
  const parsed = question.parse?.(plain) ?? {value: plain}
  if (parsed.fault !== undefined) return parsed
  if (question.kind !== 'choice' && question.kind !== 'ticks') return parsed
  const values = (question.choices ?? []).map((choice) => choice.value)
  for (const item of typeof parsed.value === 'string' ? [parsed.value] : parsed.value) {
    if (values.includes(item)) continue
    const near = closest(item, values)
    return {
      fault:
        near === undefined
          ? `"${item}" is none of ${values.join(', ') || 'the choices: there are none'}`
          : `"${item}" is none of the choices; did you mean ${near}?`,
    }
  }
  return parsed
}
