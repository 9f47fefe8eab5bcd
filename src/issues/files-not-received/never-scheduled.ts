import {cameFact, newestServed, said} from '../signs/awaited-days.js'
import type {Cause, Judgement} from '../cause.js'
import {ALL_FILES, NO_FILES} from '../examples/delivery-examples.js'
import {exampleEvidence, exampleIntegration} from '../examples/examples.js'
import {exampleRequest, exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'
import {carrierOf, requestState} from '../signs/request-state.js'

export default {
  id: 'never-scheduled',
  summary: 'Nobody has scheduled the request that makes the files',
  why:
    'Since the connectors ended, a segment file is a Data Warehouse request that somebody has to schedule. An integration that is only recorded ' +
    'here makes no file.',
  owner: 'you',
  needs: [['request', 'told']],
  source: 'Data Warehouse, "Schedule a request"; Manage Data Warehouse requests (who sees which requests)',
  next: [
    'Schedule the segment as a daily Data Warehouse request for Yesterday, with the recipient, the message and the product as dimensions',
    'dc show INTEGRATION (the variables that the request needs)',
  ],
  judge(the): Judgement {
    const newest = newestServed(the)
    const {exists} = requestState(the)
    const [run] = the.runsOf()
    const against = [
      ...exists,
      ...(newest === undefined ? [] : [cameFact(newest)]),
      ...(run === undefined ? [] : [{fact: 'a request has run', origin: run.origin}]),
      ...said(the, 'run-status', 'there is a delivery that has a status'),
    ]
    const no = the.told('request-exists')?.value === 'no' ? said(the, 'request-exists', 'there is no request for the segment') : []
    const {warehouse} = the.evidence
    const isListEmpty = warehouse !== null && warehouse.isWholeList && warehouse.requests.length === 0
    const because = [...no, ...(isListEmpty ? [{fact: 'the list of requests holds none that could make the files', origin: LIST}] : [])]
    if (because.length === 0) {
      if (against.length > 0) return {outcome: 'ruled-out', against}
      return {
        outcome: 'not-checked',
        reason: 'whether there is a request is not known (--fact request-exists=yes or no)',
        missing: ['request'],
      }
    }
    const carrier = carrierOf(the)
    if (carrier !== null && carrier !== 'data-warehouse-schedule') {
      return {outcome: 'not-checked', reason: 'the files are not made by a request of yours', because, against}
    }
    if (against.length > 0) return {outcome: 'ruled-out', against}
    return {outcome: 'matched', confidence: no.length > 0 ? 'certain' : 'likely', because}
  },
  examples: {
    matched: [
      {
        about: 'an administrator looked, and there is none',
        evidence: exampleEvidence({integration: exampleIntegration(), deliveries: NO_FILES, told: {'request-exists': 'no'}}),
        confidence: 'certain',
      },
      {
        about: 'the whole list holds none; one may be hidden from who asked',
        evidence: exampleEvidence({deliveries: NO_FILES, warehouse: exampleWarehouse({isWholeList: true})}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {about: 'there is a request', evidence: exampleEvidence({warehouse: exampleWarehouse({requests: [exampleRequest()]})})},
      {about: 'files have come before', evidence: exampleEvidence({deliveries: ALL_FILES, told: {'request-exists': 'no'}})},
      {
        about: 'a request has run',
        evidence: exampleEvidence({warehouse: exampleWarehouse({isWholeList: true, runs: [exampleRun('2026-10-05')]})}),
      },
    ],
    notChecked: [
      {about: 'nothing is known of requests', evidence: exampleEvidence({deliveries: NO_FILES})},
      {
        about: 'the partner makes the files: its requests are not in the list',
        evidence: exampleEvidence({
          integration: exampleIntegration({carrier: {kind: 'partner'}}),
          deliveries: NO_FILES,
          warehouse: exampleWarehouse({isWholeList: true}),
        }),
      },
    ],
  },
} satisfies Cause

const LIST = {file: '--schedule', record: null}
