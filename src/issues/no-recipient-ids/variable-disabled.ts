import type {Cause} from '../cause.js'
import {of} from '../case.js'
import {exampleDeliveries, exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {mappedSlots} from '../signs/mapped-slots.js'
import {exampleSuite} from '../examples/suite-examples.js'

const NONE = exampleDeliveries({days: {'2026-10-05': {rowsWithRecipient: 0}}})
const inSuite = (enabled: boolean | null) => exampleIntegration({}, {suite: exampleSuite({variable: 'eVar12', enabled})})
const UNLISTED = exampleIntegration({}, {suite: {...exampleSuite({variable: 'eVar1'}), complete: {variables: true, events: false}}})

export default {
  id: 'variable-disabled',
  summary: 'The variable of the recipient is not enabled in the report suite',
  why: 'Analytics drops what is sent in a variable that is disabled, so the recipient never reaches a report or file.',
  owner: 'you',
  needs: [['integration'], ['suite']],
  rows: ['RW-12'],
  source: 'Analytics, "Conversion variables (eVar)", Status; Silverpop, "Variables"',
  next: ['Enable the variable (Admin, Report suites, Conversion variables); what was sent before is lost', 'dc suites import FILE'],
  judge(about) {
    const slot = mappedSlots(about).find(({role}) => role === 'recipientId' || role === 'emailAddress')
    if (slot === undefined || slot.known.enabled === null)
      return {outcome: 'not-checked', reason: 'the snapshot does not tell whether the variable is enabled', missing: ['suite']}
    if (slot.known.enabled) return {outcome: 'ruled-out', against: [slot.say('is enabled')]}
    const filled = about.evidence.deliveries.seriesFiles.find(
      ({kind, rowsWithRecipient}) => kind !== 'data-warehouse' && rowsWithRecipient > 0,
    )
    if (filled !== undefined) return {outcome: 'ruled-out', against: [of(filled.path, `${filled.rowsWithRecipient} rows have a recipient`)]}
    return {
      outcome: 'matched',
      confidence: slot.isListed ? 'certain' : 'likely',
      because: [slot.say(slot.isListed ? 'is disabled' : 'is not among the variables that are enabled')],
    }
  },
  examples: {
    matched: [
      {
        about: 'the suite lists it as disabled',
        evidence: exampleEvidence({deliveries: NONE, integration: inSuite(false)}),
        confidence: 'certain',
      },
      {
        about: 'it is not among all that are enabled',
        evidence: exampleEvidence({deliveries: NONE, integration: UNLISTED}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {about: 'it is enabled', evidence: exampleEvidence({deliveries: NONE, integration: inSuite(true)})},
      {
        about: 'rows have recipients all the same',
        evidence: exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {}}}), integration: inSuite(false)}),
      },
    ],
    notChecked: [
      {about: 'nothing is known of the suite', evidence: exampleEvidence({integration: exampleIntegration()})},
      {about: 'the snapshot does not tell', evidence: exampleEvidence({integration: inSuite(null)})},
    ],
  },
} satisfies Cause
