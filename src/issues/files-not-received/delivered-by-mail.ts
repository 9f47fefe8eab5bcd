import {fileSince} from '../signs/awaited-days.js'
import type {Cause, Judgement} from '../cause.js'
import {compareDestination} from '../signs/destination.js'
import {NO_FILES} from '../examples/delivery-examples.js'
import {exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {asSureAsFit} from '../signs/request-state.js'

export default {
  id: 'delivered-by-mail',
  rows: ['NR-32'],
  summary: 'The files are sent by e-mail, not to the account',
  why: 'A request can send its file by e-mail. Then none comes to the account, and one of more than 10 MB does not come by e-mail either.',
  owner: 'you',
  needs: [['request', 'told']],
  source: 'Data Warehouse, "Data Warehouse overview" (10 MB for attachments); "Configure a report destination"',
  next: ['Change the destination of the request to the account (or look into the mailbox, the folder for unwanted mail too)'],
  judge(the): Judgement {
    const {mail, differs, agrees} = compareDestination(the)
    const since = fileSince(the)
    if (mail.length > 0) {
      return since === undefined
        ? {outcome: 'matched', confidence: asSureAsFit(the, 'likely'), because: mail}
        : {outcome: 'not-checked', reason: 'files arrive all the same', because: mail, against: [since]}
    }
    const {request} = the
    const kind = request?.sendsTo?.kind
    const isKnown = kind !== undefined && kind !== 'location'
    const against = [
      ...(isKnown && request !== undefined ? [{fact: 'the request sends its files to a server or a store', origin: request.origin}] : []),
      ...differs,
      ...agrees,
    ]
    if (against.length > 0) return {outcome: 'ruled-out', against}
    return {outcome: 'not-checked', reason: 'where the request sends its files is not known (--fact sends-to=URL)', missing: ['request']}
  },
  examples: {
    matched: [
      {
        about: 'the request has e-mail as its destination',
        evidence: exampleEvidence({
          deliveries: NO_FILES,
          warehouse: exampleWarehouse({
            requests: [
              exampleRequest({sendsTo: {kind: 'email', host: null, port: null, user: null, directory: null, id: null, isDeleted: null}}),
            ],
          }),
        }),
        confidence: 'likely',
      },
      {
        about: 'somebody looked: there is an address',
        evidence: exampleEvidence({deliveries: NO_FILES, told: {'sends-to': 'reports@shop.example'}}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'it goes to a server',
        evidence: exampleEvidence({deliveries: NO_FILES, warehouse: exampleWarehouse({requests: [exampleRequest()]})}),
      },
      {
        about: 'a URL that names a user is no mailbox',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: NO_FILES,
          told: {'sends-to': 'sftp://dc@files.example/out'},
        }),
      },
    ],
    notChecked: [
      {about: 'nothing is known of the destination', evidence: exampleEvidence({deliveries: NO_FILES, told: {'request-exists': 'yes'}})},
    ],
  },
} satisfies Cause
