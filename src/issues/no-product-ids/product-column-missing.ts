import type {Cause} from '../cause.js'
import {exampleDeliveries, exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {judgeRequestedColumn} from '../signs/requested-columns.js'

const WITHOUT = exampleWarehouse({requests: [exampleRequest({dimensions: ['evar12', 'campaign']})]})
const COLUMNS = [{name: 'Recipient ID', role: 'recipientId'}]
const BARE = exampleDeliveries({days: {'2026-10-05': {columns: COLUMNS, rowsWithProduct: 0}}})

export default {
  id: 'product-column-missing',
  summary: 'The Data Warehouse request does not ask for products',
  why: 'The files are made by a Data Warehouse request, and it was built without the dimension Product: no row can have one.',
  owner: 'you',
  needs: [['request']],
  rows: ['RW-04'],
  source: 'Analytics, "Data Warehouse", "Build a report" (dimensions of a request)',
  next: [
    'Add the dimension Product to the request (Tools, Data Warehouse, the request’s owner edits it); files already sent stay as they are',
  ],
  judge: (about) => judgeRequestedColumn(about, {id: 'product', name: 'product', isIt: (dimension) => dimension.startsWith('product')}),
  examples: {
    matched: [
      {
        about: 'the file has no column for it',
        evidence: exampleEvidence({deliveries: BARE, warehouse: WITHOUT}),
        confidence: 'certain',
      },
      {
        about: 'it may be another of two requests',
        evidence: exampleEvidence({
          deliveries: BARE,
          warehouse: exampleWarehouse({requests: [exampleRequest({dimensions: ['evar12', 'campaign']}), exampleRequest({id: 'r2'})]}),
        }),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'the request asks for it',
        evidence: exampleEvidence({deliveries: BARE, warehouse: exampleWarehouse({requests: [exampleRequest()]})}),
      },
      {
        about: 'the file has the column',
        evidence: exampleEvidence({deliveries: exampleDeliveries({days: {'2026-10-05': {rowsWithProduct: 0}}}), warehouse: WITHOUT}),
      },
    ],
    notChecked: [
      {about: 'there is no file to look at', evidence: exampleEvidence({warehouse: WITHOUT})},
      {
        about: 'the request makes other files',
        evidence: exampleEvidence({
          deliveries: BARE,
          integration: exampleIntegration(),
          warehouse: exampleWarehouse({requests: [exampleRequest({dimensions: ['page']})]}),
        }),
      },
      {about: 'the request is not known', evidence: exampleEvidence({deliveries: BARE})},
      {about: 'only its status was told', evidence: exampleEvidence({deliveries: BARE, told: {'request-status': 'scheduled'}})},
    ],
  },
} satisfies Cause
