import type {Connector} from './connector.js'
import {endOfLifePage, importedMetric, privacyPage, unverifiedName} from './shared.js'

const overview = 'c-contactlab-data-connector-for-adobe-analytics/c-contactlab-data-connector-for-adobe-analytics.md'
const deploy = 'c-contactlab-data-connector-for-adobe-analytics/contactlab-deploying-the-integration.md'
const reporting = 'c-contactlab-data-connector-for-adobe-analytics/assets/reporting.png'

export default {
  id: 'contactlab',
  name: 'ContactLab',
  aliases: [
    {name: 'ContactLab 2.0', source: endOfLifePage},
    {name: 'Contact Send Connector', source: endOfLifePage},
    {name: 'Contactlab Marketing Cloud', ...unverifiedName},
  ],
  category: 'email',
  status: 'deprecating',
  summary: 'Daily e-mail figures in; carts, purchases and product views out. The id of the clicked link is captured as well.',
  flows: ['import-metrics', 'import-classifications', 'export-segments'],
  lifeCycle: {listedAs: ['ContactLab 2.0 (Contact Send Connector)']},
  access: [{text: 'Administrator rights in Adobe Analytics.'}],
  prerequisites: [],
  requires: {
    eVars: 2,
    events: 5,
    doubts: [{mark: 'contradictory', field: 'eVars', note: 'the prerequisites ask for 2, the wizard maps 3 (link, message, recipient)'}],
  },
  wizard: {
    form: 'five-steps',
    asks: ['reportSuite', 'name', 'email', 'description'],
    renames: ['classifications', 'calculatedMetrics'],
  },
  inputs: [],
  variables: [
    {role: 'linkId', label: 'Link ID', kinds: ['eVar'], population: 'landing-page'},
    {role: 'messageId', label: 'Message ID', kinds: ['eVar'], population: 'landing-page'},
    {role: 'recipientId', label: 'Recipient ID', kinds: ['eVar'], population: 'landing-page', personalData: 'indirect'},
  ],
  events: [
    {role: 'bounced', label: 'Bounces', grain: 'daily', ...importedMetric},
    {role: 'sent', label: 'Sent', grain: 'daily', ...importedMetric},
    {role: 'clicked', label: 'Clicked', grain: 'daily', ...importedMetric, note: 'All clicks.'},
    {role: 'opened', label: 'Opened', grain: 'daily', ...importedMetric, note: 'All opens.'},
    {role: 'unsubscribed', label: 'Unsubscribed', grain: 'daily', ...importedMetric},
  ],
  classifications: [
    {
      of: ['messageId'],
      names: ['Campaigns', 'Ad Name', 'Channel', 'Creative Name', 'Delivery Tool'],
      source: reporting,
      doubts: [
        {mark: 'inferred', field: 'of'},
        {mark: 'unverified', field: 'names', note: 'the screenshot is shared with responsys and dynamic-signal'},
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
  segments: {offered: [{id: 'cart-abandonment'}, {id: 'purchases'}, {id: 'product-views'}, {id: 'custom'}]},
  accessRequests: [{label: 'Product information exported in the daily remarketing segments', elements: ['product']}],
  import: {schedule: 'daily'},
  export: {schedule: 'daily', lookBack: 'up to 90 days before activation'},
  contacts: [],
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
    variables: deploy,
    events: deploy,
    classifications: reporting,
    personalData: privacyPage,
    collection: deploy,
    segments: overview,
    accessRequests: deploy,
    import: overview,
    export: deploy,
    verification: deploy,
  },
} as const satisfies Connector
