import type {Connector} from './connector.js'
import {
  adobeRepresentative,
  emailPrerequisites,
  endOfLifePage,
  getQueryParam,
  importedMetric,
  privacyPage,
  requiredSecret,
  unverifiedName,
} from './shared.js'

const overview = 'lyris-overview/lyris-overview.md'
const deploy = 'lyris-overview/lyris-deploy-integration.md'
const settings = 'lyris-overview/assets/general_settings.png'
const mapping = 'lyris-overview/assets/variable_mapping.png'
const dashboards = 'lyris-overview/assets/dashboard_generation.png'
const log = 'lyris-overview/assets/integration_info.png'

const figure = {...importedMetric, participation: 'enabled'} as const
const keyAdvice = {
  kinds: ['eVar', 'campaign'],
  required: true,
  allocation: 'Most Recent',
  expiration: 'a business decision',
  population: 'landing-page',
  note: 'The wizard says that a processing rule fills it.',
} as const

export default {
  id: 'lyris',
  name: 'Lyris HQ (EmailLabs)',
  aliases: [
    {name: 'Lyris HQ', source: endOfLifePage},
    {name: 'EmailLabs', source: deploy},
    {name: 'Aurea Campaign Manager', today: true, ...unverifiedName},
    {name: 'Aurea Lyris', ...unverifiedName},
  ],
  versions: ['1.0'],
  category: 'email',
  status: 'deprecating',
  summary: 'Six e-mail figures in, three remarketing segments out; the wizard is shown in full in screenshots.',
  flows: ['import-metrics', 'import-classifications', 'export-segments'],
  lifeCycle: {listedAs: ['Lyris HQ']},
  access: [{text: 'A valid Lyris account.'}],
  prerequisites: emailPrerequisites,
  requires: {dataWarehouse: true, eVars: 2, note: 'The eVars are reserved in each suite; events as many as you want figures.'},
  wizard: {
    form: 'five-steps',
    asks: ['reportSuite', 'name', 'email', 'description'],
    reports: [
      {label: 'Dashboard Generation', required: false, options: ['Lyris Email Marketing'], source: dashboards},
      {
        label: 'Bookmark Generation',
        required: false,
        options: [
          'Email Metric by Message Name',
          'Lyris - Emails Sent Report',
          'Lyris - Email Bounce Report',
          'Lyris - Email Click-throughs Report',
          'Lyris - Unique Emails Opened Report',
          'Lyris - Emails Opened Report',
          'Lyris - Email Unsubscribes Report',
        ],
        source: dashboards,
      },
    ],
  },
  inputs: [
    {
      name: 'apiKey',
      label: 'Lyris API Key',
      section: 'Custom Values',
      ...requiredSecret,
      what: 'the key of the Lyris API, which loads the data',
    },
    {
      name: 'server',
      label: 'Lyris Server / URL',
      section: 'Custom Values',
      required: true,
      what: 'your Lyris server, the host alone',
      shape: 'elabs6.com',
      pattern: '[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+',
    },
    {
      name: 'siteId',
      label: 'Lyris Site ID',
      aka: ['Customer ID'],
      section: 'Custom Values',
      required: true,
      what: 'found under EmailLabs > Account Home > Customer Info',
    },
  ],
  variables: [
    {role: 'messageId', label: 'Message ID', ...keyAdvice},
    {role: 'recipientId', label: 'Email Recipient ID', ...keyAdvice, kinds: ['eVar'], personalData: 'indirect'},
  ],
  events: [
    {role: 'sent', label: 'Lyris - Emails Sent', ...figure, note: 'Use a new event.'},
    {role: 'opened', label: 'Lyris - Emails Opened', ...figure},
    {role: 'uniqueOpened', label: 'Lyris - Unique Emails Opened', ...figure},
    {role: 'clicked', label: 'Lyris - Email Click-throughs', ...figure},
    {role: 'bounced', label: 'Lyris - Email Bounces', ...figure},
    {role: 'unsubscribed', label: 'Lyris - Email Unsubscribes', ...figure},
  ],
  classifications: [],
  calculatedMetrics: [],
  collection: {
    modes: ['automated', 'javascript-plugin'],
    fields: [
      {role: 'messageId', label: 'Message ID'},
      {role: 'recipientId', label: 'Recipient ID'},
    ],
    parameters: [
      {name: 'hq_m', role: 'messageId', provenance: 'documented', note: 'The id of the campaign.'},
      {name: 'hq_v', role: 'recipientId', provenance: 'documented', note: 'The id of the recipient.'},
      {name: 'hq_lid', provenance: 'example', note: 'Stands in the sample string; its meaning is not given.'},
      {name: 'hq_l', provenance: 'example', note: 'Stands in the sample string; its meaning is not given.'},
    ],
    resource: 'Your Adobe consultant has the plug-in code.',
    functions: [getQueryParam],
    sampleDefects: ['recipient-id-commented-out', 'both-in-one-variable'],
  },
  segments: {
    offered: [
      {id: 'cart-abandonment', label: 'Cart Abandonment Profile'},
      {id: 'purchases', label: 'Purchase Profiles'},
      {id: 'product-views', label: 'Product/Content View Behavioral Profile'},
      {id: 'custom'},
    ],
  },
  accessRequests: [{label: 'Optional data points that Lyris may download', note: 'The page does not list them.'}],
  import: {schedule: 'up to hourly', firstData: 'a few days after activation'},
  contacts: [
    adobeRepresentative,
    {
      who: 'Lyris professional services',
      side: 'partner',
      when: 'after',
      what: 'They complete the link to your Lyris HQ account and help with the test.',
      mustAct: true,
    },
  ],
  partnerSettings: [
    {where: 'Organization settings, URL append string', what: 'Check that it contains hq_m (message) and hq_v (recipient).'},
  ],
  verification: {
    activityLog: {
      expect: [
        {text: 'Metric data imported successfully', kind: 'metrics', source: log, note: 'The screenshot counts 13 rows.'},
        {text: 'Classification data imported successfully', kind: 'classifications', source: log, note: 'The screenshot counts 448 rows.'},
      ],
    },
    reports: {where: 'Custom Conversions > Message ID Reports > Message ID/Message Name'},
  },
  issues: [],
  sources: {
    identity: overview,
    lifeCycle: endOfLifePage,
    access: overview,
    prerequisites: overview,
    requires: overview,
    wizard: [deploy, settings],
    inputs: [overview, settings],
    variables: [overview, mapping],
    events: overview,
    personalData: privacyPage,
    collection: [deploy, 'lyris-overview/assets/data_collection.png'],
    segments: overview,
    accessRequests: deploy,
    import: [overview, deploy],
    contacts: deploy,
    partnerSettings: deploy,
    verification: deploy,
  },
} as const satisfies Connector
