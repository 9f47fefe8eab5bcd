import {judgeTold} from '../signs/awaited-days.js'
import type {Cause, Judgement} from '../cause.js'
import {NO_FILES, ALL_FILES} from '../examples/delivery-examples.js'
import {exampleEvidence} from '../examples/examples.js'
import {exampleRun, exampleWarehouse} from '../examples/warehouse-examples.js'
import {ASK_ADOBE} from '../signs/next-steps.js'

export default {
  id: 'data-warehouse-not-enabled',
  rows: ['NR-35'],
  summary: 'Data Warehouse is not enabled for the report suite, or not permitted',
  why: 'Segment files are made by Data Warehouse. Without it, or without the permission for it, there is none.',
  owner: 'adobe',
  needs: [['told', 'files', 'account', 'runs']],
  source: 'Partners\' pages (Aprimo and others), prerequisites; Admin Console, "Permissions for report suite tools"',
  next: [
    'Have an administrator see whether the product profile holds Data Warehouse for this report suite (Admin Console)',
    'Where it is missing altogether, have Adobe enable it:',
    ...ASK_ADOBE,
  ],
  judge(the): Judgement {
    const run = the.runsOf().find(({status}) => status === 'completed')
    if (run !== undefined) return {outcome: 'ruled-out', against: [{fact: 'a Data Warehouse delivery was completed', origin: run.origin}]}
    return judgeTold(the, {
      name: 'data-warehouse-enabled',
      bad: 'no',
      is: 'Data Warehouse is not enabled, or not permitted',
      isNot: 'Data Warehouse is enabled and permitted',
    })
  },
  examples: {
    matched: [
      {
        about: 'it is not in the menu',
        evidence: exampleEvidence({deliveries: NO_FILES, told: {'data-warehouse-enabled': 'no'}}),
        confidence: 'likely',
      },
    ],
    ruledOut: [
      {about: 'it is enabled', evidence: exampleEvidence({deliveries: NO_FILES, told: {'data-warehouse-enabled': 'yes'}})},
      {about: 'files come', evidence: exampleEvidence({deliveries: ALL_FILES})},
      {about: 'a delivery was completed', evidence: exampleEvidence({warehouse: exampleWarehouse({runs: [exampleRun('2026-10-05')]})})},
    ],
    notChecked: [{about: 'nobody said', evidence: exampleEvidence({deliveries: NO_FILES})}],
  },
} satisfies Cause
