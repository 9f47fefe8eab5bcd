import {fileSince} from '../signs/awaited-days.js'
import type {Cause, Judgement} from '../cause.js'
import {FILES_UNTIL_4TH, NO_FILES} from '../examples/delivery-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {RESEND} from '../signs/next-steps.js'
import {asSureAsFit} from '../signs/request-state.js'
import type {Destination} from '../warehouse-evidence.js'

export default {
  id: 'location-deleted',
  rows: ['NR-13'],
  summary: 'The location that the request sends to was deleted',
  why: 'Requests are bound to a location. Once that, or the account behind it, is deleted, every delivery of every request bound to it fails.',
  owner: 'you',
  needs: [['request']],
  source: 'Analytics components, "Locations manager"',
  next: ['Create a new location, and choose it in the request', RESEND],
  judge(the): Judgement {
    const {request} = the
    const isDeleted = request?.sendsTo?.isDeleted ?? null
    if (request === undefined || isDeleted === null)
      return {outcome: 'not-checked', reason: 'whether its location is still there is not known', missing: ['request']}
    const {origin} = request
    if (!isDeleted) return {outcome: 'ruled-out', against: [{fact: 'the location of the request is there', origin}]}
    const because = [{fact: 'the location of the request was deleted', origin}]
    const since = fileSince(the)
    if (since !== undefined) return {outcome: 'not-checked', reason: 'files came since', because, against: [since]}
    return {outcome: 'matched', confidence: asSureAsFit(the, 'certain'), because}
  },
  examples: {
    matched: [
      {
        about: 'files stop with the 4th, and the location is marked as deleted',
        evidence: exampleEvidence({
          deliveries: FILES_UNTIL_4TH,
          warehouse: exampleWarehouse({requests: [exampleRequest({sendsTo: location({isDeleted: true})})]}),
        }),
        confidence: 'certain',
      },
    ],
    ruledOut: [
      {
        about: 'the location is there',
        evidence: exampleEvidence({
          deliveries: NO_FILES,
          warehouse: exampleWarehouse({requests: [exampleRequest({sendsTo: location({isDeleted: false})})]}),
        }),
      },
    ],
    notChecked: [
      {
        about: 'nothing says whether it was deleted',
        evidence: exampleEvidence({deliveries: NO_FILES, warehouse: exampleWarehouse({requests: [exampleRequest()]})}),
      },
    ],
  },
} satisfies Cause

function location(parts: Partial<Destination>): Destination {
  return {kind: 'location', host: null, port: null, user: null, directory: null, id: 'l1', isDeleted: null, ...parts}
}
