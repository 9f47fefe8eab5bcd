import type {Cause} from '../cause.js'
import {exampleDeliveries, exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {recipientVariable} from '../signs/recipient.js'
import {judgeRequestedColumn} from '../signs/requested-columns.js'

const WITHOUT = exampleWarehouse({requests: [exampleRequest({dimensions: ['campaign', 'product']})]})
const BARE = exampleDeliveries({days: {'2026-10-05': {columns: [{name: 'Product', role: 'product'}], rowsWithRecipient: 0}}})
const MAPPED = exampleIntegration()

export default {
  id: 'recipient-column-missing',
  summary: 'The Data Warehouse request does not ask for the recipient',
  why: 'The files are made by a Data Warehouse request, and it was built without the variable that holds the recipient: no row can have one.',
  owner: 'you',
  needs: [['request'], ['integration']],
  source: 'Analytics, "Data Warehouse", "Build a report" (dimensions of a request)',
  next: [
    'Add the variable of the recipient to the request (Tools, Data Warehouse, the request’s owner edits it); files already sent stay as they are',
  ],
  judge(about) {
    const variable = recipientVariable(about.evidence.integration?.integration)
    if (variable === undefined) return {outcome: 'not-checked', reason: 'no variable is mapped to the recipient', missing: []}
    // How the API names list variables is not documented.
    if (variable.startsWith('list'))
      return {outcome: 'not-checked', reason: `how a request names ${variable} is not documented`, missing: []}
    return judgeRequestedColumn(about, {
      id: 'recipient',
      name: `recipient (${variable})`,
      isIt: (dimension) => dimension === variable.toLowerCase(),
    })
  },
  examples: {
    matched: [
      {
        about: 'the file has no column for it',
        evidence: exampleEvidence({deliveries: BARE, integration: MAPPED, warehouse: WITHOUT}),
        confidence: 'certain',
      },
    ],
    ruledOut: [
      {
        about: 'the request asks for it',
        evidence: exampleEvidence({deliveries: BARE, integration: MAPPED, warehouse: exampleWarehouse({requests: [exampleRequest()]})}),
      },
      {
        about: 'the file has the column',
        evidence: exampleEvidence({
          deliveries: exampleDeliveries({days: {'2026-10-05': {rowsWithRecipient: 0}}}),
          integration: MAPPED,
          warehouse: WITHOUT,
        }),
      },
    ],
    notChecked: [
      {about: 'the request is not known', evidence: exampleEvidence({deliveries: BARE, integration: MAPPED})},
      {
        about: 'no variable is mapped',
        evidence: exampleEvidence({deliveries: BARE, integration: exampleIntegration({variables: []}), warehouse: WITHOUT}),
      },
      {
        about: 'how a list variable is named is not documented',
        evidence: exampleEvidence({
          deliveries: BARE,
          integration: exampleIntegration({variables: [{role: 'recipientId', variable: 'list1'}]}),
          warehouse: WITHOUT,
        }),
      },
      {about: 'no file shows it', evidence: exampleEvidence({integration: MAPPED, warehouse: WITHOUT})},
    ],
  },
} satisfies Cause
