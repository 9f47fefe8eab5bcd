import {cameFact, fileSince, newestServed} from '../signs/awaited-days.js'
import type {Cause, Judgement} from '../cause.js'
import {ALL_FILES, FILES_UNTIL_4TH, NO_FILES} from '../examples/delivery-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {requestState} from '../signs/request-state.js'

export default {
  id: 'request-not-visible',
  rows: ['NR-12'],
  summary: 'The request is gone, or hidden from whoever looked',
  why:
    'A request is seen by its owner and by administrators, and by others once it is shared. Where files came and no request is in the list, ' +
    'either it was deleted, or somebody else owns it.',
  owner: 'you',
  needs: [['request', 'told']],
  source: 'Manage Data Warehouse requests (who sees which requests)',
  next: [
    'Have an administrator look at the list of requests, for the right company and report suite, and have the owner share the request',
    'dc diagnose INTEGRATION --fact request-exists=yes (or no)',
  ],
  judge(the): Judgement {
    const {exists} = requestState(the)
    if (exists.length > 0) return {outcome: 'ruled-out', against: exists}
    const newest = newestServed(the)
    const isListEmpty = the.evidence.warehouse?.isWholeList === true && the.evidence.warehouse.requests.length === 0
    const none = [
      ...(isListEmpty
        ? [{fact: 'the list of requests holds none that could make the files', origin: {file: '--schedule', record: null}}]
        : []),
      ...(the.told('request-exists')?.value === 'no'
        ? [{fact: 'there is no request, as was said', origin: {file: '--fact request-exists', record: null}}]
        : []),
    ]
    if (none.length === 0) return {outcome: 'not-checked', reason: 'the list of requests is not known', missing: ['request']}
    const since = fileSince(the)
    if (newest === undefined)
      return {outcome: 'not-checked', reason: 'whether there ever was a request is not known', because: none, missing: ['files']}
    if (since !== undefined)
      return {
        outcome: 'not-checked',
        reason: 'files still come, so there is a request; it is not the cause',
        because: none,
        against: [since],
      }
    return {outcome: 'matched', confidence: isListEmpty ? 'possible' : 'likely', because: [...none, cameFact(newest)]}
  },
  examples: {
    matched: [
      {
        about: 'files came until the 4th, and the list is empty',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, warehouse: exampleWarehouse({isWholeList: true})}),
        confidence: 'possible',
      },
      {
        about: 'files came until the 4th, and an administrator sees no request',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, told: {'request-exists': 'no'}}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {
        about: 'the request is known',
        evidence: exampleEvidence({deliveries: FILES_UNTIL_4TH, warehouse: exampleWarehouse({requests: [exampleRequest()]})}),
      },
    ],
    notChecked: [
      {about: 'no file ever came', evidence: exampleEvidence({deliveries: NO_FILES, warehouse: exampleWarehouse({isWholeList: true})})},
      {about: 'files still come', evidence: exampleEvidence({deliveries: ALL_FILES, warehouse: exampleWarehouse({isWholeList: true})})},
    ],
  },
} satisfies Cause
