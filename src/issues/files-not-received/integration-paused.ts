import {fileSince} from '../signs/awaited-days.js'
import {ofIntegration} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {ALL_FILES, NO_FILES} from '../examples/delivery-examples.js'
import {EXAMPLE_SCHEDULE, exampleDeliveries, exampleEvidence, exampleIntegration} from '../examples/examples.js'

const PAUSED = exampleIntegration({status: 'paused'}, {statusChangedAt: '2026-10-05T08:00:00.000Z'})

export default {
  id: 'integration-paused',
  summary: 'The integration is paused, or was removed',
  why: 'Somebody has noted that this integration rests. No file is expected then; whoever made the files may have been told to stop.',
  owner: 'you',
  needs: [['integration']],
  source: 'Data Connectors Partner API 3.1, integration status; what is noted here switches nothing at Adobe',
  next: [
    'See why it was paused: dc log INTEGRATION',
    'Where it is to run again: dc activate INTEGRATION, and see that the request is scheduled',
  ],
  judge(the): Judgement {
    const facts = the.evidence.integration
    if (facts === null) return {outcome: 'not-checked', reason: 'no integration is known', missing: ['integration']}
    const {status} = facts.integration
    if (status === 'active') return {outcome: 'ruled-out', against: [ofIntegration(the, 'the integration is active')]}
    if (status === 'in-progress')
      return {outcome: 'not-checked', reason: 'the integration is not finished: whether files come yet is not known'}
    const at = facts.statusChangedAt === null ? '' : ` since ${facts.statusChangedAt.slice(0, 10)}`
    const because = [ofIntegration(the, `the integration is ${status}${at}`)]
    const since = fileSince(the)
    if (since !== undefined) return {outcome: 'not-checked', reason: 'files come all the same', because, against: [since]}
    return {outcome: 'matched', confidence: 'likely', because}
  },
  examples: {
    matched: [
      {
        about: 'it is paused since the 5th',
        evidence: exampleEvidence({
          integration: PAUSED,
          deliveries: exampleDeliveries({hasListing: true, otherSchedule: {...EXAMPLE_SCHEDULE, isPaused: true}}),
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [{about: 'it is active', evidence: exampleEvidence({integration: exampleIntegration(), deliveries: NO_FILES})}],
    notChecked: [
      {
        about: 'it is not finished',
        evidence: exampleEvidence({integration: exampleIntegration({status: 'in-progress'}), deliveries: NO_FILES}),
      },
      {about: 'files come all the same', evidence: exampleEvidence({integration: PAUSED, deliveries: ALL_FILES})},
    ],
  },
} satisfies Cause
