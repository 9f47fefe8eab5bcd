import {cameFact, newestServed, recentlyServed} from '../signs/awaited-days.js'
import {ofIntegration, of, type Case} from '../case.js'
import type {Cause, Judgement} from '../cause.js'
import {ALL_FILES, NO_FILES} from '../examples/delivery-examples.js'
import type {DeliveryEvidence} from '../evidence.js'
import {exampleDeliveries, exampleEvidence, exampleIntegration, examplePartner} from '../examples/examples.js'
import {exampleRequest, exampleWarehouse} from '../examples/warehouse-examples.js'
import {carrierOf, requestState} from '../signs/request-state.js'

/** Campaign Classic went on until then; everybody else ended on 19 August 2021. Files of a day may come some days later. */
const LAST_DAY = '2022-03-31'
const ENDED = '2021-08-19'

const UNKNOWN = exampleIntegration({carrier: {kind: 'unknown'}})

export default {
  id: 'connector-retired',
  rows: ['NR-01'],
  summary: 'Adobe has retired the connector that made the files',
  why:
    'Adobe switched Data Connectors off for all partners on 19 August 2021 (Campaign Classic: 1 March 2022). Files that came from there stopped ' +
    'for good; what sends such files today is an app of the partner, or a Data Warehouse request that somebody scheduled in its place.',
  owner: 'partner',
  needs: [['integration', 'files', 'account']],
  source: 'Data Connectors, "End of life"',
  next: [
    'Ask the partner for its own Adobe Analytics integration (Adobe Exchange)',
    'Or schedule the segment as a daily Data Warehouse request to your own SFTP account, and record it: dc configure INTEGRATION',
  ],
  judge(the): Judgement {
    const carrier = carrierOf(the)
    const recent = recentlyServed(the)
    if (recent !== undefined) return {outcome: 'ruled-out', against: [cameFact(recent)]}
    const ended = the.evidence.integration?.partner?.collectedUntil ?? ENDED
    if (the.nowMs < Date.parse(ended))
      return {outcome: 'ruled-out', against: [of('--as-of', `connectors of this partner work until ${ended}`)]}
    if (carrier === 'retired-data-connector') return judgeRetired(the)
    if (carrier !== null)
      return {outcome: 'ruled-out', against: [ofIntegration(the, `the files are made by ${CARRIERS[carrier] ?? carrier}`)]}
    return judgeUnknown(the)
  },
  examples: {
    matched: [
      {
        about: 'the integration names the retired connector as what makes its files',
        evidence: exampleEvidence({
          integration: exampleIntegration({carrier: {kind: 'retired-data-connector'}}),
          deliveries: NO_FILES,
        }),
        confidence: 'certain',
      },
      {
        about: 'the last file is of the summer in which the connector ended',
        evidence: exampleEvidence({integration: UNKNOWN, deliveries: filesOf2021()}),
        confidence: 'likely',
      },
      {
        about: 'the connector is deprecated, and there never was a file',
        evidence: exampleEvidence({integration: UNKNOWN, deliveries: NO_FILES}),
        confidence: 'possible',
      },
      {
        about: 'no integration is known, and the last file is of 2021',
        evidence: exampleEvidence({deliveries: filesOf2021()}),
        confidence: 'possible',
      },
    ],
    ruledOut: [
      {
        about: 'a Data Warehouse schedule makes the files',
        evidence: exampleEvidence({integration: exampleIntegration(), deliveries: NO_FILES}),
      },
      {about: 'files came of late', evidence: exampleEvidence({integration: UNKNOWN, deliveries: ALL_FILES})},
    ],
    notChecked: [
      {about: 'nothing is known of who makes the files', evidence: exampleEvidence({integration: UNKNOWN})},
      {
        about: 'there never was a file, but a request is alive',
        evidence: exampleEvidence({
          integration: UNKNOWN,
          deliveries: NO_FILES,
          warehouse: exampleWarehouse({requests: [exampleRequest()]}),
        }),
      },
      {
        about: 'the partner is not among those that were retired',
        evidence: exampleEvidence({
          integration: exampleIntegration({carrier: {kind: 'unknown'}}, {partner: examplePartner({status: 'migrating'})}),
          deliveries: NO_FILES,
        }),
      },
    ],
  },
} satisfies Cause

const CARRIERS: Readonly<Record<string, string>> = {
  'adobe-exchange': "the partner's app of Adobe Exchange",
  partner: 'the partner itself',
  'data-warehouse-schedule': 'a Data Warehouse schedule',
}

function judgeRetired(the: Case): Judgement {
  const because = [ofIntegration(the, 'the files came from the retired data connector, as the integration says')]
  const newest = newestServed(the)
  if (newest === undefined || newest.day <= LAST_DAY) return {outcome: 'matched', confidence: 'certain', because}
  return {outcome: 'matched', confidence: 'possible', because, against: [cameFact(newest)]}
}

function judgeUnknown(the: Case): Judgement {
  const {partner} = the.evidence.integration ?? {}
  const isDeprecated = partner?.status === 'deprecating'
  const newest = newestServed(the)
  const ofPartner = isDeprecated ? [ofIntegration(the, `the connector of ${partner.name} is one of those that Adobe has retired`)] : []
  if (newest !== undefined) {
    if (newest.day > LAST_DAY) return {outcome: 'ruled-out', against: [cameFact(newest)]}
    const because = [...ofPartner, of(newest.path, `the newest file is of ${newest.day}`)]
    return {outcome: 'matched', confidence: isDeprecated ? 'likely' : 'possible', because}
  }
  const alive = requestState(the).exists
  const isNever = the.daysWithoutFile.some(({arrival}) => arrival === 'absent' || arrival === 'missing')
  const never = isNever ? [ofIntegration(the, 'no file has come on any of the days that should have brought one')] : []
  if (isDeprecated && isNever && alive.length === 0) return {outcome: 'matched', confidence: 'possible', because: [...ofPartner, ...never]}
  return {
    outcome: 'not-checked',
    reason: 'who makes the files is not known (dc configure INTEGRATION records it)',
    missing: ['integration'],
    because: [...ofPartner, ...never],
    against: alive,
  }
}

function filesOf2021(): DeliveryEvidence {
  return exampleDeliveries({days: {'2021-08-10': {}}})
}
