import {ofIntegration} from '../case.js'
import type {Cause} from '../cause.js'
import {deliveredIds, firstFacts, lackOf} from '../signs/delivered-ids.js'
import {exampleDeliveries, exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {recipientVariable} from '../signs/recipient.js'

const NONE = exampleDeliveries({days: {'2026-10-05': {rowsWithRecipient: 0}}})
const UNMAPPED = exampleIntegration({variables: [{role: 'messageId', variable: 'campaign'}]})

export default {
  id: 'recipient-not-mapped',
  summary: 'The integration maps no variable to the recipient',
  why: 'A segment file is made of the variables that the integration maps. Where none is mapped to the recipient, no row can have one.',
  owner: 'you',
  needs: [['integration'], ['files']],
  source:
    'Getting Started with Analytics data connectors, "Remarketing segments in data connectors" (made of the variables used in the integration)',
  next: [
    'dc map variables INTEGRATION --set recipientId=eVarN',
    'Map the same variable where the files are made, and put it into the landing-page code',
  ],
  judge(about) {
    const variable = recipientVariable(about.evidence.integration?.integration)
    if (variable !== undefined) return {outcome: 'ruled-out', against: [ofIntegration(about, `the recipient is mapped to ${variable}`)]}
    const {lacking} = deliveredIds(about, 'recipient')
    const fact = ofIntegration(about, 'no variable is mapped to the recipient')
    if (lacking.length === 0)
      return {outcome: 'not-checked', reason: 'no file shows that recipients are missing', missing: ['files'], because: [fact]}
    const lacks = firstFacts(
      lacking,
      (file) => lackOf(about, file, 'recipient'),
      (count) => `so it is in ${count} more files`,
    )
    // What the workspace records may have been mapped otherwise where the files are made.
    return {outcome: 'matched', confidence: 'likely', because: [fact, ...lacks]}
  },
  examples: {
    matched: [
      {about: 'only the message is mapped', evidence: exampleEvidence({deliveries: NONE, integration: UNMAPPED}), confidence: 'likely'},
    ],
    ruledOut: [{about: 'it is mapped', evidence: exampleEvidence({deliveries: NONE, integration: exampleIntegration()})}],
    notChecked: [
      {about: 'no integration is known', evidence: exampleEvidence({deliveries: NONE})},
      {
        about: 'no file lacks recipients',
        evidence: exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {}}}), integration: UNMAPPED}),
      },
    ],
  },
} satisfies Cause
