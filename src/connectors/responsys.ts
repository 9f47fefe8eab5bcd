import type {Connector} from './connector.js'
import {endOfLifePage, importedMetric, inferredRequired, privacyPage, unverifiedName} from './shared.js'

const overview = 'responsys-home/responsys-home.md'
const deploy = 'responsys-home/responsys-deploy/responsys-deploy.md'
const verify = 'responsys-home/responsys-verify.md'
const reporting = 'responsys-home/assets/reporting.png'

export default {
  id: 'responsys',
  name: 'Responsys Interact',
  aliases: [
    {name: 'Interact Connect for Adobe Analytics', source: overview},
    {name: 'Oracle Responsys', today: true, ...unverifiedName},
    {name: 'Oracle Responsys Campaign Management', ...unverifiedName},
  ],
  versions: ['1.0', '2.0'],
  category: 'email',
  status: 'deprecating',
  summary: 'Six e-mail figures in and remarketing segments with product data out, both daily.',
  flows: ['import-metrics', 'import-classifications', 'export-segments'],
  lifeCycle: {listedAs: ['Responsys 1.0, Responsys 2.0']},
  access: [
    {text: 'Administrator rights in Adobe Analytics.'},
    {text: 'A Responsys contract that includes Interact Connect for Adobe Analytics.'},
  ],
  prerequisites: [],
  requires: {eVars: 2, events: 6, eventType: 'numeric'},
  wizard: {form: 'five-steps', asks: ['reportSuite', 'name', 'email', 'description'], renames: ['classifications']},
  inputs: [{name: 'accountId', label: 'Account ID', ...inferredRequired, what: 'Responsys support gives it to you'}],
  variables: [
    {role: 'messageId', label: 'Message ID', kinds: ['eVar'], population: 'landing-page'},
    {
      role: 'recipientId',
      label: 'Recipient ID',
      aka: ['Visitor ID', 'Customer ID (2.0)'],
      kinds: ['eVar'],
      population: 'landing-page',
      personalData: 'indirect',
      note: 'The list of personal data calls it Visitor ID, and for version 2.0 adds Customer ID.',
    },
  ],
  events: [
    {role: 'bounced', label: 'Total Bounces', grain: 'daily', ...importedMetric},
    {role: 'sent', label: 'Email Sent', grain: 'daily', ...importedMetric},
    {role: 'clicked', label: 'Clicked', grain: 'daily', ...importedMetric, note: 'All clicks.'},
    {role: 'opened', label: 'Opened', grain: 'daily', ...importedMetric, note: 'All opens.'},
    {role: 'unsubscribed', label: 'Unsubscribed', grain: 'daily', ...importedMetric},
    {role: 'delivered', label: 'Delivered', grain: 'daily', ...importedMetric},
  ],
  classifications: [
    {
      of: ['messageId'],
      names: ['Campaigns', 'Ad Name', 'Channel', 'Creative Name', 'Delivery Tool'],
      source: reporting,
      doubts: [
        {mark: 'inferred', field: 'of'},
        {mark: 'unverified', field: 'names', note: 'the screenshot is shared with contactlab and dynamic-signal'},
      ],
    },
  ],
  calculatedMetrics: [],
  collection: {
    modes: ['automated', 'javascript-plugin'],
    fields: [
      {role: 'messageId', label: 'Message ID parameter', required: true},
      {role: 'recipientId', label: 'Recipient ID parameter', required: true},
    ],
  },
  segments: {offered: [{id: 'cart-abandonment'}, {id: 'purchases'}, {id: 'product-views'}]},
  accessRequests: [{label: 'Product information exported in the daily remarketing segments', elements: ['product']}],
  import: {schedule: 'daily'},
  export: {schedule: 'daily', lookBack: 'up to 90 days before activation'},
  contacts: [
    {who: 'Responsys support', side: 'partner', when: 'before', what: 'Ask for your Account ID.', input: 'accountId'},
    {who: 'Responsys support', side: 'partner', when: 'after', what: 'Ask them to activate the integration on their side.', mustAct: true},
  ],
  partnerSettings: [],
  verification: {
    activityLog: {
      expect: [
        {text: 'Classification Data imported successfully', kind: 'classifications'},
        {text: 'Metrics Data imported successfully', kind: 'metrics'},
        {text: 'Metric Data exported successfully', kind: 'export'},
      ],
      withinHours: 24,
    },
    reports: {where: 'Custom Conversion > Custom Conversion 1-10 > Message ID Reports', afterHours: [24, 48]},
  },
  issues: [],
  sources: {
    identity: overview,
    lifeCycle: endOfLifePage,
    access: overview,
    requires: [overview, deploy],
    wizard: deploy,
    inputs: deploy,
    variables: deploy,
    events: deploy,
    classifications: reporting,
    personalData: privacyPage,
    collection: deploy,
    segments: [overview, deploy],
    accessRequests: deploy,
    import: deploy,
    export: deploy,
    contacts: deploy,
    verification: verify,
  },
} as const satisfies Connector
