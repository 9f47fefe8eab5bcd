import {said} from './awaited-days.js'
import {ofIntegration, type Case} from '../case.js'
import type {Fact} from '../evidence.js'

/**
 * Whether a file is sent for a day without rows: by the request, by what the user said, by the integration, in this order. Null: not known,
 * or two of them contradict each other. Source: Data Warehouse, "Report options"; the default is to send none.
 */
export function requestSendsEmpty(the: Case): {readonly is: boolean | null; readonly facts: readonly Fact[]} {
  const {request, told} = the
  const answer = told('empty-file')?.value
  const habit = the.evidence.integration?.integration.delivery?.emptyFile
  const answers: {is: boolean; facts: Fact[]}[] = []
  const word = (is: boolean) => (is ? 'a file is sent even for a day without rows' : 'no file is sent for a day without rows')
  const recorded = request?.sendsEmptyFile ?? null
  if (request !== undefined && recorded !== null) answers.push({is: recorded, facts: [{fact: word(recorded), origin: request.origin}]})
  if (answer !== undefined) answers.push({is: answer === 'sent', facts: said(the, 'empty-file', word(answer === 'sent'))})
  if (habit === 'sent' || habit === 'not-sent') answers.push({is: habit === 'sent', facts: [ofIntegration(the, word(habit === 'sent'))]})
  const facts = answers.flatMap((each) => each.facts)
  const [first] = answers
  if (first === undefined || answers.some(({is}) => is !== first.is)) return {is: null, facts}
  return {is: first.is, facts}
}
