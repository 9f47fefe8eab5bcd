import {DcError} from '../errors.js'
import type {Evidence} from '../issues/evidence.js'
import {parseTold} from '../issues/told.js'
import {questionOf, type DiagnoseFlags} from './diagnose-settings.js'
import {checkFlags} from './inspect-settings.js'
import {readBundle} from './read-bundle.js'

/**
 * The evidence of a bundle, with the question and the time of its own unless flags ask another, and with what the user adds to it.
 * @throws DcError when a flag is wrong, or the bundle cannot be read
 */
export async function bundleEvidence(name: string, flags: DiagnoseFlags, cwd: string): Promise<{evidence: Evidence; isRedacted: boolean}> {
  const {issue, segment, day, since, fact} = flags
  const asked = questionOf({issue, segment, day, since})
  const told = parseTold(fact ?? [])
  const {'as-of': asOf} = flags
  checkFlags({'as-of': asOf})
  const {evidence, isRedacted, notes} = await readBundle(name, cwd)
  const id = evidence.integration?.integration.id
  if (flags.integration !== undefined && flags.integration !== id) {
    throw new DcError(`the bundle is about ${id ?? 'no integration'}, not about ${flags.integration}`, {
      code: 'usage',
      where: 'INTEGRATION, --evidence',
      suggestions: [`dc diagnose --evidence ${name}`],
    })
  }
  const {question, deliveries} = evidence
  const hasDays = day !== undefined || since !== undefined
  const anew: Evidence = {
    ...evidence,
    ...(asOf !== undefined && {asOf: new Date(asOf).toISOString()}),
    question: {
      issue: asked.issue ?? question.issue,
      segment: asked.segment ?? question.segment,
      from: hasDays ? asked.from : question.from,
      to: hasDays ? asked.to : question.to,
    },
    told: {...evidence.told, ...told},
    deliveries: {...deliveries, notes: [...deliveries.notes, ...notes]},
  }
  return {evidence: anew, isRedacted: isRedacted === true}
}
