import type {Integration} from '../../src/mapping/integration.js'
import {integrationSchema} from '../../src/workspace/integration-schema.js'

/** The integration of the README, complete and active; `changes` replace whole fields. */
export function sampleIntegration(changes: Partial<Integration> = {}): Integration {
  return integrationSchema.parse({...SAMPLE, ...changes})
}

const SAMPLE = {
  version: 1,
  id: 'spring-email',
  name: 'Spring e-mail',
  partner: 'silverpop',
  status: 'active',
  carrier: {kind: 'data-warehouse-schedule', request: 'Spring e-mail daily'},
  reportSuite: 'shopprod',
  notify: ['ops@shop.example'],
  acknowledged: {fees: {by: 'A. Consultant', on: '2026-11-23'}, personalData: {by: 'A. Consultant', on: '2026-11-23'}},
  inputs: {accountId: '4711'},
  variables: [
    {role: 'messageId', variable: 'campaign', name: 'Mailing ID'},
    {role: 'recipientId', variable: 'eVar12'},
  ],
  events: [
    {role: 'sent', event: 'event20', name: 'E-mail sends'},
    {role: 'opened', event: 'event21'},
    {role: 'clicked', event: 'event22'},
    {role: 'bounced', event: 'event23'},
    {role: 'unsubscribed', event: 'event24'},
  ],
  access: {product: true, revenue: false},
  collection: {
    mode: 'javascript-plugin',
    parameters: {messageId: 'MID', recipientId: 'RID'},
    landingPages: ['https://www.shop.example/*'],
  },
  segments: [{id: 'cart-abandonment', file: 'cart_*.csv'}, {id: 'purchases'}, {id: 'product-views'}],
  delivery: {
    location: 'sftp://user@files.shop.example:22/out',
    credential: {secret: 'env:SPRING_SFTP'},
    from: '2026-10-01',
    expectedBy: '06:00',
  },
}
