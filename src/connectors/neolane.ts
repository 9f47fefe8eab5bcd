import type {Connector} from './connector.js'
import {
  adobeRepresentative,
  emailPrerequisites,
  endOfLifePage,
  exactTargetDefects,
  getQueryParam,
  importedMetric,
  privacyPage,
} from './shared.js'

const overview = 'neolane-overview/neolane-overview.md'
const activate = 'neolane-overview/neolane-activate.md'
const code = 'neolane-overview/neolane-plugin-code.md'
/** Text and screenshots of the page about the retired connector. */
const legacy = 'campaign:platform/using/adobe-analytics-data-connector-legacy.md'
const successor = 'campaign:platform/using/adobe-analytics-connector.md'
const workflow = 'campaign:workflow/using/web-analytics.md'

/** The pages list the indicators and the events; which belongs to which is read from the labels. */
const paired = {...importedMetric, doubts: [{mark: 'inferred', field: 'indicator', note: 'paired by label'}]} as const

export default {
  id: 'neolane',
  name: 'Neolane Ozon (later Adobe Campaign Classic)',
  aliases: [
    {name: 'Neolane', source: overview},
    {name: 'Adobe Campaign', source: endOfLifePage},
    {name: 'Adobe Campaign Classic', today: true, source: legacy},
    {name: 'Campaign Classic', source: legacy},
  ],
  versions: ['2.0 as Adobe Campaign Classic'],
  category: 'email',
  status: 'migrating',
  summary:
    'Ten delivery indicators in, three Genesis Remarketing segments out. Adobe Campaign inherited it, so it is the best documented reader of segments.',
  flows: ['import-metrics', 'import-classifications', 'export-segments'],
  lifeCycle: {
    listedAs: ['Adobe Campaign'],
    successor: 'Adobe Analytics Connector inside Campaign',
    reason: 'Adobe made one exception to the end of the console, and this was it.',
    collectedUntil: '2022-08-17',
    source: [endOfLifePage, 'campaign:technotes/using/aa-connector-migration.draft', 'campaign:rn/using/deprecated-features.md'],
    doubts: [
      {
        mark: 'contradictory',
        field: 'collectedUntil',
        note: 'one state of the end-of-life page says 1 March 2022, Campaign 17 August 2022',
      },
    ],
  },
  access: [{text: 'The package Web Analytics connectors installed in Campaign.', source: legacy}],
  prerequisites: emailPrerequisites,
  requires: {dataWarehouse: true, eVars: 2, events: 10, eventType: 'numeric'},
  wizard: {
    form: 'five-steps',
    asks: ['reportSuite', 'name', 'email', 'description'],
    accepts: ['terms'],
    rule: "The name of the integration must equal the internal name of Campaign's external account.",
    reports: [
      {
        label: 'Bookmark Generation',
        required: false,
        options: [
          'Emails Unsubscribed',
          'Emails Bounced',
          'Emails Opened',
          'Emails Sent',
          'Emails Clicked',
          'Person Clicks',
          'Emails Processed',
          'Emails Scheduled',
          'Unique Clicks',
          'Unique Opens',
          'Delivery Label',
        ],
      },
    ],
  },
  inputs: [
    {
      name: 'accountId',
      label: 'Account ID',
      section: 'Custom Values',
      required: true,
      what: "shown in Campaign's external account, copied into the wizard; the review page prints it in clear",
      shape: '32 hexadecimal characters',
      pattern: '[0-9a-fA-F]{32}',
    },
  ],
  variables: [
    {
      role: 'campaignId',
      label: 'Campaign ID',
      kinds: ['eVar', 'campaign'],
      required: true,
      population: 'landing-page',
      note: 'The internal name of the delivery.',
    },
    {
      role: 'recipientId',
      label: 'Broadlog ID',
      kinds: ['eVar', 'campaign'],
      required: true,
      population: 'landing-page',
      personalData: 'indirect',
      note: 'The id of a row of the delivery log.',
    },
  ],
  events: [
    {role: 'clicked', label: 'Clicked', required: true, indicator: '@totalRecipientClick', ...paired},
    {role: 'opened', label: 'Opened', required: true, indicator: '@totalRecipientOpen', ...paired},
    {role: 'personClicked', label: 'Person Clicks', required: true, indicator: '@personClick', ...paired},
    {role: 'processed', label: 'Processed', required: true, indicator: '@processed', ...paired},
    {role: 'scheduled', label: 'Scheduled', required: true, indicator: '@toDeliver', ...paired},
    {role: 'sent', label: 'Sent', required: true, indicator: '@success', ...paired},
    {role: 'bounced', label: 'Total Bounces', indicator: '@error', ...paired},
    {role: 'uniqueClicked', label: 'Unique Clicks', indicator: '@recipientClick', ...paired},
    {role: 'uniqueOpened', label: 'Unique Opens', indicator: '@recipientOpen', ...paired},
    {role: 'unsubscribed', label: 'Unsubscribed', indicator: '@optOut', ...paired},
  ],
  classifications: [
    {
      of: ['campaignId'],
      names: [
        'Delivery Tool',
        'Channel',
        'Delivery Label',
        'Operation Nature',
        'Operation Label',
        'Custom Tag 1',
        'Custom Tag 2',
        'Custom Tag 3',
        'Contact Date',
      ],
      note: 'Contact Date is once of type date; in the successor it is a string.',
      source: [legacy, successor],
      doubts: [{mark: 'inferred', field: 'of'}],
    },
  ],
  calculatedMetrics: [{label: 'Delivered', formula: '[Sent] - [Total Bounces]', type: 'numeric'}],
  collection: {
    modes: ['automated', 'javascript-plugin'],
    fields: [
      {role: 'campaignId', label: 'Message ID', note: 'Campaign sends cid.'},
      {role: 'recipientId', label: 'Recipient ID', note: 'Campaign sends bid.'},
    ],
    parameters: [
      {name: 'cid', role: 'campaignId', provenance: 'documented', source: legacy},
      {
        name: 'bid',
        role: 'recipientId',
        provenance: 'documented',
        source: legacy,
        doubts: [{mark: 'contradictory', field: 'name', note: 'the screenshot has Bid'}],
      },
      {name: 'ET_CID', role: 'campaignId', target: 'campaign', provenance: 'sample'},
      {name: 'ET_RID', role: 'recipientId', target: 'eVar2', provenance: 'sample'},
    ],
    functions: [getQueryParam],
    sampleDefects: exactTargetDefects,
  },
  segments: {
    offered: [
      {id: 'product-views', label: 'Genesis Remarketing - Product Views', note: 'Campaign: neither added to the cart nor bought.'},
      {id: 'cart-abandonment', label: 'Genesis Remarketing - Cart Abandonment'},
      {id: 'purchases', label: 'Genesis Remarketing - Product Purchases'},
      {id: 'custom', note: "After adding one, use 'Update segment list' in Campaign."},
    ],
    source: legacy,
  },
  accessRequests: [{label: 'Download product data', elements: ['product']}],
  import: {
    schedule: 'daily at 4 am, by the workflow webAnalyticsSendMetrics',
    latency: 'up to 24 hours',
    grain: 'aggregated',
    delta: 'the difference to the last snapshot is sent and may be negative',
  },
  export: {schedule: 'hourly, by the workflow webAnalyticsGetWebEvents', lifespanDays: 180, persistenceDays: 7},
  contacts: [adobeRepresentative],
  partnerSettings: [
    {
      where: 'The external account of type Web Analytics',
      what: 'Its internal name is the name of the integration; it shows the Account ID.',
    },
    {where: 'Every delivery', what: 'Name the external account in it; without it the links carry no ids.'},
  ],
  issues: [
    {
      symptom: 'All figures were sent a second time and are wrong.',
      cause: 'The sending workflow was restarted.',
      fix: 'Leave it running; imported figures cannot be taken back.',
    },
    {symptom: "An event does not appear in the wizard's list.", cause: 'It is not numeric.', fix: 'Change its type to numeric.'},
    {symptom: 'Transactional messages carry no ids.', cause: 'The connector is not compatible with transactional messaging.', fix: 'None.'},
    {symptom: 'Deliveries stop.', cause: 'An error in the formula for the URL.', fix: 'Correct the formula.'},
    {symptom: 'Links carry no ids.', cause: 'The delivery does not name the external account.', fix: 'Name it.'},
    {
      symptom: 'Components are not to be seen in Campaign.',
      cause: 'Usually a missing permission in the product profile (successor).',
      fix: 'Add the permission.',
      source: successor,
    },
  ],
  sources: {
    identity: [overview, legacy],
    lifeCycle: endOfLifePage,
    access: legacy,
    prerequisites: overview,
    requires: [overview, legacy],
    wizard: [activate, legacy],
    inputs: legacy,
    variables: [activate, legacy],
    events: [activate, legacy, workflow],
    classifications: legacy,
    calculatedMetrics: legacy,
    personalData: privacyPage,
    collection: [activate, code],
    segments: [overview, legacy],
    accessRequests: legacy,
    import: [legacy, workflow],
    export: [legacy, workflow],
    contacts: overview,
    partnerSettings: legacy,
    issues: legacy,
  },
} as const satisfies Connector
