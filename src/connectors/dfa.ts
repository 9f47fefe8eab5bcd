import type {Connector} from './connector.js'
import {dfaAdServing, dfaIssues} from './dfa-notes.js'
import {dfaPageCode, dfaVerification} from './dfa-page-code.js'
import {endOfLifePage, importedMetricUntyped, inferredRequired, inferredSecret, unverifiedName} from './shared.js'

const overview = 'dfa-data-connector-analytics/dfa-data-connector-analytics.md'
const prerequisites = 'dfa-data-connector-analytics/dfa-prerequisites.md'
const integration = 'dfa-data-connector-analytics/dfa-integration.md'
const variables = 'dfa-data-connector-analytics/dfa-analytics-variables-and-events.md'
const features = 'dfa-data-connector-analytics/dfa-integration-features.md'
const reports = 'dfa-data-connector-analytics/dfa-analytics-reports.md'
const faq = 'dfa-data-connector-analytics/dfa-faq.md'
const eol = 'dfa-data-connector-analytics/dfa-eol.md'
const screenshot = 'dfa-data-connector-analytics/assets/wizard-01.png'
const profilePage = 'kb:linking-dcm-account-to-adobe-data-connectors.html'
const bucketPage = 'partner-api:data_types/r_datatype_timeBucket.md'

export default {
  id: 'dfa',
  name: 'DoubleClick for Advertisers (DFA)',
  aliases: [
    {name: 'DoubleClick DFA', source: integration},
    {name: 'DoubleClick for Advertisers', source: overview},
    {name: 'Google DCM', source: profilePage},
    {name: 'DoubleClick Campaign Manager', source: profilePage},
    {name: 'Campaign Manager 360', today: true, ...unverifiedName},
    {name: 'Google Campaign Manager 360', ...unverifiedName},
    {name: 'CM360', ...unverifiedName},
  ],
  versions: ['1.0', '1.5', '2.0'],
  category: 'display-ads',
  status: 'deprecating',
  summary:
    "The landing page asks the Floodlight server for the visitor's last click and view; impressions, clicks and cost arrive every night.",
  flows: ['collect-on-page', 'import-metrics', 'import-classifications'],
  lifeCycle: {
    listedAs: ['DoubleClick for Advertisers (DFA)'],
    reason: 'It depends on third-party cookies, and Google was not expected to rebuild it; view-throughs have no replacement.',
    alternatives: [
      'Advertising Cloud DSP integration',
      'Customer Journey Analytics import',
      'a build by Adobe Consulting',
      'own Data Sources plus classifications import',
    ],
    source: [endOfLifePage, eol],
  },
  access: [
    {text: 'A DFA user with the API attribute switched on.'},
    {text: 'Rights on the advertiser or Floodlight configuration.', source: faq},
    {
      text: 'Since mid 2015 also a DFA profile for dataconnectors@adobe.com with reporting, view-cost and Floodlight rights.',
      source: profilePage,
    },
  ],
  prerequisites: [
    {text: 'Collection code H.22 or later on all pages; from 1.5 on the Integrate Module.'},
    {
      text: 'Decide on version 1.5 or 2.0 and which advertiser goes with which suite: one advertiser, one suite; multi-suite tagging is not supported.',
    },
    {
      text: "Every placement's landing URL carries a click-through parameter of its own, other than those of other campaigns and of search.",
    },
    {text: 'Placements must not hop over several domains.'},
    {text: "Room for one more cookie on the page's domain.", source: integration},
    {text: 'An eVar for view-throughs alone, with full subrelations and the same expiration as the campaign variable.', source: variables},
  ],
  requires: {
    eVars: 3,
    optionalEVars: 1,
    events: 3,
    optionalEvents: 2,
    note: 'Ad, view-through and time-bucket variable, optionally errors; impressions, clicks, view-throughs, optionally timeout and cost.',
    source: [prerequisites, variables],
    doubts: [{mark: 'inferred', note: 'counted in the table of the wizard'}],
  },
  wizard: {
    form: 'numbered-pages',
    asks: ['reportSuite', 'name', 'description', 'email'],
    accepts: ['fees'],
    source: [integration, screenshot],
    doubts: [{mark: 'contradictory', field: 'form', note: 'the table describes 6 pages, the screenshot says Step 1 of 9'}],
  },
  inputs: [
    {name: 'username', label: 'User name', page: 2, ...inferredRequired, what: 'the DFA API user'},
    {
      name: 'password',
      label: 'Password',
      page: 2,
      ...inferredSecret,
      what: 'the DFA API password; its field appears once API login is enabled',
    },
    {
      name: 'advertiserId',
      label: 'Advertiser ID',
      page: 2,
      ...inferredRequired,
      what: 'the advertiser (1.5), or any advertiser of the Floodlight configuration, which is looked up (2.0)',
      shape: 'digits',
      pattern: '[0-9]+',
    },
    {
      name: 'searchCenterDedupe',
      label: 'DFA > SearchCenter Deduplication / SearchCenter > DFA deduplication',
      page: 3,
      required: false,
      what: 'writes DFA Clickthrough or DFA Viewthrough into the variable of SearchCenter',
    },
    {
      name: 'currencyCode',
      label: 'currency code',
      required: false,
      what: 'needed with Media Cost (2.0)',
      shape: 'ISO 4217, such as EUR',
      pattern: '[A-Z]{3}',
      source: faq,
      doubts: [{mark: 'inferred', field: 'shape'}],
    },
  ],
  variables: [
    {
      role: 'trackingCode',
      label: 'DFA Ad Variable',
      page: 3,
      kinds: ['campaign', 'eVar'],
      population: 'vista',
      note: 'Ad Tracking Code, filled on the server. Page code must not set it on DFA landing pages.',
      source: [integration, variables, faq],
      doubts: [{mark: 'inferred', field: 'population', note: 'VISTA is named for the view-through eVar and in the FAQ'}],
    },
    {
      role: 'viewThrough',
      label: 'View-Through Variable',
      page: 5,
      kinds: ['eVar'],
      expiration: 'same as the campaign variable',
      subrelations: 'full',
      population: 'vista',
      note: 'Keep it for DFA alone.',
      source: [integration, variables],
    },
    {
      role: 'viewThroughTimeBucket',
      label: 'Time Since Last View',
      page: 5,
      kinds: ['eVar'],
      values: ['0-5 minutes', '20+ days'],
      note: '12 buckets, from the first to the last value given here.',
      source: [integration, bucketPage],
      doubts: [{mark: 'inferred', field: 'values', note: 'bucket names of the Partner API; that DFA kept them is inferred'}],
    },
    {
      role: 'queryError',
      label: 'DFA Query Failure',
      page: 6,
      kinds: ['eVar'],
      required: false,
      population: 'page-code',
      values: ['nh', 'nc', 'qe', 'oo'],
      note: 'nh: no ad history; nc: no DFA cookie; qe: query error; oo: opted out.',
    },
  ],
  events: [
    {role: 'impressions', label: 'Impressions', page: 4, grain: 'aggregated', ...importedMetricUntyped},
    {role: 'adClicks', label: 'Clicks', page: 4, grain: 'aggregated', ...importedMetricUntyped},
    {
      role: 'viewThroughs',
      label: 'View-Throughs',
      page: 5,
      population: 'vista',
      note: 'Filled on the server, once per campaign and visit; the event is renamed View Throughs.',
    },
    {
      role: 'timeout',
      label: 'Timeout Event',
      page: 6,
      type: 'counter',
      required: false,
      population: 'page-code',
      note: 'Once per visitor; s.maxDelay cannot be tuned without it.',
    },
    {
      role: 'mediaCost',
      label: 'DFA Media Cost',
      type: 'currency',
      required: false,
      grain: 'aggregated',
      population: 'imported',
      since: '2.0',
      source: faq,
      doubts: [{mark: 'inferred', field: 'type', note: 'the wizard asks for a currency code with it'}],
    },
  ],
  classifications: [
    {
      of: ['trackingCode', 'viewThrough'],
      names: ['Campaigns', 'Site Name', 'Ad Name', 'Site Placement Name', 'Delivery Tool', 'Channel', 'Cost Structure', 'Creative Name'],
      constants: {'Delivery Tool': 'DoubleClick for Advertisers', Channel: 'Banner Ad'},
    },
  ],
  calculatedMetrics: [],
  collection: dfaPageCode,
  segments: {offered: []},
  accessRequests: [],
  import: {
    schedule: 'nightly',
    grain: 'aggregated',
    carrier: 'Data Sources',
    latency: 'up to 2 days behind DFA',
    note: 'Not at the level of visits.',
  },
  contacts: [
    {
      who: 'your DFA administrator',
      side: 'partner',
      when: 'before',
      what: 'Ask for API access of the user and rights on the advertiser or Floodlight configuration.',
      source: faq,
    },
    {who: 'your Adobe and DoubleClick sales representatives', side: 'adobe', when: 'before', what: 'Ask both what the integration costs.'},
    {
      who: 'Google support',
      side: 'partner',
      when: 'after',
      what: 'Only for 1.5: the CSID comes by mail within 3 days; a ticket moves it between suites.',
      source: faq,
    },
  ],
  partnerSettings: [],
  verification: dfaVerification,
  issues: dfaIssues,
  adServing: dfaAdServing,
  sources: {
    identity: [overview, features],
    lifeCycle: endOfLifePage,
    access: [prerequisites, integration],
    prerequisites,
    requires: prerequisites,
    wizard: integration,
    inputs: integration,
    variables: integration,
    events: integration,
    classifications: integration,
    collection: [integration, 'analytics:implement/vars/integrate.md'],
    import: [features, faq],
    contacts: integration,
    verification: [integration, reports],
    issues: faq,
    adServing: [
      features,
      faq,
      'dfa-data-connector-analytics/assets/DFA_id_struct1_5.png',
      'dfa-data-connector-analytics/assets/DFA_id_struct2.png',
      'partner-api:data_types/r_datatype_adProcessingSettings.md',
    ],
  },
} as const satisfies Connector
