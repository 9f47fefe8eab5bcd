import type {Connector} from './connector.js'
import {
  adobeRepresentative,
  automatedFields,
  emailPrerequisites,
  emailSegments,
  endOfLifePage,
  exactTargetDefects,
  getQueryParam,
  importedMetric,
  inferredRequired,
  privacyPage,
  unverifiedName,
} from './shared.js'

const overview = 'silverpop-overview/silverpop-overview.md'
const before = 'silverpop-overview/silverpop-before-activation/silverpop-before-activation.md'
const variables = 'silverpop-overview/silverpop-variables.md'
const wizard = 'silverpop-overview/silverpop-wizard.md'
const code = 'silverpop-overview/silverpop-analytics-code.md'

export default {
  id: 'silverpop',
  name: 'Silverpop Engage',
  aliases: [
    {name: 'Silverpop Engage 2.0', source: wizard},
    {name: 'Acoustic Campaign', today: true, ...unverifiedName},
    {name: 'Acoustic', ...unverifiedName},
    {name: 'IBM Watson Campaign Automation', ...unverifiedName},
  ],
  versions: ['2.0'],
  category: 'email',
  status: 'deprecating',
  summary: 'E-mail figures come in every hour; five remarketing segments out, also for visitors known only by an address they typed.',
  flows: ['import-metrics', 'export-segments', 'export-classifications'],
  lifeCycle: {listedAs: ['Silverpop Engage (v2.0)']},
  access: [
    {text: 'An active Silverpop account with e-mail enabled, and user credentials.'},
    {text: 'An Engage organisation; Transact is not supported.'},
  ],
  prerequisites: emailPrerequisites,
  requires: {dataWarehouse: true, eVars: 2, events: 5, optionalEVars: 3, optionalEvents: 3},
  wizard: {
    form: 'five-steps',
    asks: ['reportSuite', 'name'],
    accepts: ['fees'],
    reports: [{label: 'Dashboard and Bookmark Generation', section: 'Report Settings'}],
  },
  inputs: [
    {
      name: 'accountId',
      label: 'Account ID',
      section: 'Variable Mappings',
      ...inferredRequired,
      what: 'the id Silverpop assigned to your organisation',
    },
  ],
  variables: [
    {role: 'messageId', label: 'Mailing ID', kinds: ['campaign', 'eVar'], required: true, population: 'landing-page'},
    {
      role: 'recipientId',
      label: 'Silverpop ID',
      aka: ['Visitor ID'],
      kinds: ['eVar'],
      required: true,
      population: 'landing-page',
      personalData: 'indirect',
    },
    {
      role: 'emailAddress',
      label: 'Email Address',
      kinds: ['eVar'],
      required: false,
      population: 'collected-on-site',
      personalData: 'direct',
      note: 'Set on sign-up or log-in: reaches people who opted in but never clicked a mail.',
    },
    {
      role: 'downloadedFile',
      label: 'Downloaded File',
      aka: ['Download File'],
      kinds: ['eVar'],
      required: false,
      population: 'collected-on-site',
    },
    {role: 'formName', label: 'Form Name', kinds: ['eVar'], required: false, population: 'collected-on-site'},
  ],
  events: [
    {role: 'bounced', label: 'Bounces', required: true, ...importedMetric},
    {role: 'clicked', label: 'Clicks', aka: ['Clicked'], required: true, ...importedMetric},
    {role: 'opened', label: 'Opens', aka: ['Opened'], required: true, ...importedMetric},
    {role: 'sent', label: 'Sends', aka: ['Sent'], required: true, ...importedMetric},
    {role: 'unsubscribed', label: 'Unsubscribes', aka: ['Unsubscribed'], required: true, ...importedMetric},
    {role: 'fileDownloaded', label: 'File Downloaded', type: 'counter', required: false, population: 'collected-on-site'},
    {role: 'formStarted', label: 'Form Started', type: 'counter', required: false, population: 'collected-on-site'},
    {role: 'formCompleted', label: 'Form Completed', type: 'counter', required: false, population: 'collected-on-site'},
  ],
  classifications: [],
  calculatedMetrics: [],
  collection: {
    modes: ['automated', 'javascript-plugin'],
    fields: automatedFields,
    parameters: [
      {name: 'ET_CID', role: 'messageId', target: 'campaign', provenance: 'sample'},
      {name: 'ET_RID', role: 'recipientId', target: 'eVar2', provenance: 'sample'},
    ],
    functions: [getQueryParam],
    sampleDefects: exactTargetDefects,
  },
  segments: {
    offered: [
      ...emailSegments,
      {id: 'form-abandonment', label: 'Form Abandonment Profile', needsEvents: ['formStarted', 'formCompleted']},
      {id: 'file-download', label: 'File Download Profile', needsEvents: ['fileDownloaded']},
    ],
    extras: ['orders', 'revenue', 'units', 'product classifications'],
  },
  accessRequests: [
    {label: 'Allow this integration to download product data', elements: ['product'], required: true},
    {
      label: 'Allow this integration to download revenue, orders, and units',
      elements: ['revenue', 'purchases', 'units'],
      required: false,
    },
  ],
  import: {schedule: 'hourly', note: 'Daily before version 2.0.'},
  contacts: [
    {
      who: 'your Silverpop representative',
      side: 'partner',
      when: 'after',
      what: 'Ask them to start their set-up. Silverpop does nothing by itself; no data moves before.',
      mustAct: true,
    },
    adobeRepresentative,
    {who: 'your Silverpop sales representative', side: 'partner', when: 'before', what: 'Ask what Silverpop charges for it.'},
  ],
  partnerSettings: [],
  issues: [],
  sources: {
    identity: [overview, wizard],
    lifeCycle: endOfLifePage,
    access: before,
    prerequisites: before,
    requires: before,
    wizard,
    inputs: wizard,
    variables,
    events: variables,
    personalData: privacyPage,
    collection: [wizard, code],
    segments: overview,
    accessRequests: wizard,
    import: overview,
    contacts: [before, wizard],
  },
} as const satisfies Connector
