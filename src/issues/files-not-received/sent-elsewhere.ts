import {cameFact, fileSince, newestServed} from '../signs/awaited-days.js'
import type {Cause, Judgement} from '../cause.js'
import {compareDestination} from '../signs/destination.js'
import {ALL_FILES, FILES_UNTIL_4TH, NO_FILES} from '../examples/delivery-examples.js'
import {exampleAccount} from '../examples/account-examples.js'
import {exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {asSureAsFit, carrierOf} from '../signs/request-state.js'

const ELSEWHERE = exampleRequest({
  sendsTo: {kind: 'sftp', host: 'other.example', port: 22, user: 'dc', directory: '/out', id: null, isDeleted: null},
})

export default {
  id: 'sent-elsewhere',
  rows: ['NR-08'],
  summary: 'The files are sent to another place than the one that is looked at',
  why: 'A request keeps its own destination. Where it names another host, account or directory, files arrive, and nobody looks there.',
  owner: 'you',
  needs: [['request', 'told']],
  source: 'Data Warehouse API 2.0, "Delivery"; Data Warehouse, "Configure a report destination"',
  next: [
    'Look where the request sends its files: dc diagnose INTEGRATION --files sftp://USER@HOST/DIRECTORY',
    'Then change the destination of the request, or the location that is recorded here: dc configure INTEGRATION',
  ],
  judge(the): Judgement {
    const {differs, agrees, mail} = compareDestination(the)
    const since = fileSince(the)
    if (mail.length > 0) return {outcome: 'not-checked', reason: 'the files are sent by e-mail: that is the cause', because: mail}
    if (differs.length > 0) {
      if (since !== undefined) return {outcome: 'not-checked', reason: 'files arrive all the same', because: differs, against: [since]}
      const carrier = carrierOf(the)
      if (carrier === 'partner' || carrier === 'adobe-exchange')
        return {outcome: 'not-checked', reason: 'the partner may hand the files on from there', because: differs}
      const newest = newestServed(the)
      const wasChanged = newest === undefined || (the.request?.updatedAt ?? '').slice(0, 10) > newest.day
      return {
        outcome: 'matched',
        confidence: asSureAsFit(the, wasChanged ? 'likely' : 'possible'),
        because: differs,
        against: wasChanged || newest === undefined ? [] : [cameFact(newest)],
      }
    }
    if (agrees.length > 0) return {outcome: 'ruled-out', against: agrees}
    return {
      outcome: 'not-checked',
      reason: 'where the request sends its files is not known, or not where they are looked for (--fact sends-to=URL)',
      missing: ['request', 'account'],
    }
  },
  examples: {
    matched: [
      {
        about: 'the request names another host than the account that was looked at',
        evidence: exampleEvidence({
          deliveries: NO_FILES,
          accounts: [exampleAccount({})],
          warehouse: exampleWarehouse({requests: [ELSEWHERE]}),
        }),
        confidence: 'likely',
      },
      {
        about: 'somebody looked: it goes to another directory, though files came until the 4th',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: FILES_UNTIL_4TH,
          told: {'sends-to': 'sftp://files.example/archive'},
        }),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'request and integration name the same place',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: NO_FILES,
          warehouse: exampleWarehouse({requests: [exampleRequest()]}),
        }),
      },
    ],
    notChecked: [
      {
        about: 'the partner fetches the files there, and hands them on',
        evidence: exampleEvidence({
          integration: exampleIntegration({carrier: {kind: 'partner'}}),
          deliveries: NO_FILES,
          warehouse: exampleWarehouse({requests: [ELSEWHERE]}),
        }),
      },
      {about: 'nothing is known of the destination', evidence: exampleEvidence({deliveries: NO_FILES, accounts: [exampleAccount({})]})},
      {
        about: 'the request names another host, and files arrive all the same',
        evidence: exampleEvidence({
          integration: exampleIntegration(),
          deliveries: ALL_FILES,
          warehouse: exampleWarehouse({requests: [ELSEWHERE]}),
        }),
      },
      {
        about: 'only a folder of copies was looked at',
        evidence: exampleEvidence({deliveries: NO_FILES, warehouse: exampleWarehouse({requests: [exampleRequest()]})}),
      },
    ],
  },
} satisfies Cause
