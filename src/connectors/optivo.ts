import type {Connector} from './connector.js'
import {
  automatedFields,
  emailPrerequisites,
  endOfLifePage,
  getQueryParam,
  importedMetricUntyped,
  inferredRequired,
  inferredSteps,
  privacyPage,
  unlistedPrivileges,
  unverifiedName,
} from './shared.js'

const overview = 'optivo-overview/optivo-overview.md'
const activate = 'optivo-overview/optivo-activate.md'
const code = 'optivo-overview/optivo-plugin-code.md'

/** What a recipient did after the click: set by the page, sent back to the partner. */
const postClick = {kinds: ['eVar'], required: true, population: 'page-code', direction: 'export'} as const

export default {
  id: 'optivo',
  name: 'optivo broadmail',
  aliases: [
    {name: 'optivo', source: overview},
    {name: 'broadmail', source: overview},
    {name: 'Episerver', source: endOfLifePage},
    {name: 'Episerver Campaign', ...unverifiedName},
    {name: 'Optimizely Campaign', today: true, ...unverifiedName},
  ],
  category: 'email',
  status: 'deprecating',
  summary: 'E-mail figures with hard and soft bounces in; three post-click variables tell what a recipient did after the click.',
  programme: 'Data Connectors Laboratory: built by the partner, delivered as it is, without warranty from Adobe.',
  flows: ['import-metrics', 'import-classifications', 'export-segments'],
  lifeCycle: {listedAs: ['optivo broadmail (Episerver)']},
  access: [{text: 'A broadmail account. optivo charges extra for the integration; Adobe does not, for customers of Adobe Analytics.'}],
  prerequisites: [
    emailPrerequisites[0],
    emailPrerequisites[1],
    {id: 'message-id', text: 'Reserve an eVar for the id of the mailing.'},
    emailPrerequisites[3],
    emailPrerequisites[5],
    emailPrerequisites[6],
  ],
  requires: {
    eVars: 5,
    events: 6,
    note: 'The page does not mention Data Warehouse, which remarketing segments need elsewhere.',
    source: activate,
    doubts: [{mark: 'inferred', note: 'counted in the table of the wizard'}],
  },
  wizard: {
    form: 'five-steps',
    asks: ['reportSuite', 'name', 'email'],
    reports: [{label: 'Dashboard and Bookmark Generation'}],
    ...inferredSteps,
  },
  inputs: [
    {
      name: 'accountId',
      label: 'Account ID',
      ...inferredRequired,
      what: 'your id at optivo, used when campaign data is fetched and segments are sent',
    },
  ],
  variables: [
    {role: 'messageId', label: 'Message ID', kinds: ['eVar'], required: true, population: 'landing-page'},
    {role: 'recipientId', label: 'Recipient ID', kinds: ['eVar'], population: 'landing-page', personalData: 'indirect'},
    {role: 'postClickTime', label: 'Post Click Time', ...postClick, example: 'May 10, 2012'},
    {role: 'postClickProduct', label: 'Post Click Product', ...postClick, example: 'shoes'},
    {role: 'postClickAction', label: 'Post Click Action', ...postClick, example: 'purchase'},
  ],
  events: [
    {role: 'hardBounced', label: 'Hard Bounce', required: true, ...importedMetricUntyped},
    {role: 'softBounced', label: 'Soft Bounce', required: true, ...importedMetricUntyped},
    {role: 'clicked', label: 'Clicked', required: true, ...importedMetricUntyped},
    {role: 'opened', label: 'Opened', required: true, ...importedMetricUntyped},
    {role: 'sent', label: 'Sent', required: true, ...importedMetricUntyped},
    {role: 'unsubscribed', label: 'Unsubscribed', required: true, ...importedMetricUntyped},
  ],
  classifications: [
    {
      of: ['messageId'],
      names: ['Campaigns', 'Channel', 'Country Code', 'Delivery Tool', 'Message Name', 'Start Date'],
      constants: {Channel: 'optivo broadmail', 'Country Code': 'DE', 'Delivery Tool': 'Email'},
    },
  ],
  calculatedMetrics: [],
  collection: {
    modes: ['automated', 'javascript-plugin'],
    fields: automatedFields,
    parameters: [
      {name: 'MID', role: 'messageId', target: 'eVar8', provenance: 'sample'},
      {name: 'RID', role: 'recipientId', target: 'eVar9', provenance: 'sample'},
    ],
    pageVariables: {eVar10: 'postClickTime', eVar11: 'postClickProduct', eVar12: 'postClickAction'},
    functions: [getQueryParam],
    sampleDefects: ['remark-in-code', 'constant-post-click'],
  },
  segments: {
    offered: [
      {id: 'purchases', label: 'Purchase Profiles'},
      {id: 'product-views', label: 'Product/Content View Behavioral Profile'},
      {id: 'cart-abandonment', label: 'Cart Abandonment Profile'},
      {id: 'custom', label: 'Effective Remarketing'},
    ],
  },
  accessRequests: [unlistedPrivileges],
  contacts: [{who: 'optivo sales', side: 'partner', when: 'before', what: 'Ask for the fees of the integration.'}],
  partnerSettings: [],
  issues: [],
  sources: {
    identity: overview,
    lifeCycle: endOfLifePage,
    access: overview,
    prerequisites: overview,
    requires: overview,
    wizard: activate,
    inputs: activate,
    variables: [overview, activate],
    events: activate,
    classifications: activate,
    personalData: privacyPage,
    collection: [activate, code],
    segments: overview,
    accessRequests: activate,
    contacts: overview,
  },
} as const satisfies Connector
