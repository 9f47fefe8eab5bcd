import type {Connector} from './connector.js'

/** For an ad server or network outside the catalogue: what DFA shows, without its Floodlight lookup. */
const common = 'dc:after the documented display-ad partner'
const seed = 'getting-started-data-connectors.md'
const metric = {type: 'numeric', population: 'imported'} as const

export default {
  id: 'generic-ads',
  name: 'Ads (generic)',
  aliases: [
    {name: 'ads', source: common},
    {name: 'ad server', source: common},
  ],
  category: 'display-ads',
  status: 'not-listed',
  summary: 'An ad server or network that is not in the catalogue: a tracking code from the landing page; impressions, clicks and cost in.',
  flows: ['collect-on-page', 'import-metrics', 'import-classifications'],
  access: [{text: 'An account of the ad server with rights on all data you want to integrate.', source: seed}],
  prerequisites: [
    {text: 'Choose the report suite first: an integration belongs to exactly one.'},
    {text: 'Settle how the tracking code is built, so that the uploaded figures and the landing page use the same one.'},
    {text: 'Give ads a click-through parameter of their own, other than those of mailings and of search.'},
  ],
  requires: {optionalEVars: 2, events: 2, optionalEvents: 2, eventType: 'numeric'},
  inputs: [
    {name: 'accountId', label: 'Account or advertiser ID', required: false, what: 'the id of your organisation at the partner'},
    {
      name: 'apiKey',
      label: 'API key or token',
      required: false,
      secret: true,
      what: 'only if figures are fetched from the partner by API',
    },
    {
      name: 'currencyCode',
      label: 'Currency code',
      required: false,
      what: 'needed with cost',
      shape: 'ISO 4217, such as EUR',
      pattern: '[A-Z]{3}',
    },
  ],
  variables: [
    {role: 'trackingCode', label: 'Ad tracking code', kinds: ['campaign', 'eVar'], required: true, population: 'landing-page'},
    {
      role: 'viewThrough',
      label: 'View-through',
      kinds: ['eVar'],
      required: false,
      expiration: 'same as the campaign variable',
      subrelations: 'full',
      note: 'Keep it for this partner alone.',
    },
    {role: 'viewThroughTimeBucket', label: 'Time since last view', kinds: ['eVar'], required: false},
  ],
  events: [
    {role: 'impressions', label: 'Impressions', required: true, ...metric},
    {role: 'adClicks', label: 'Clicks', required: true, ...metric},
    {role: 'mediaCost', label: 'Cost', type: 'currency', population: 'imported', required: false},
    {role: 'viewThroughs', label: 'View-throughs', required: false},
  ],
  classifications: [
    {
      of: ['trackingCode'],
      names: ['Campaigns', 'Site Name', 'Ad Name', 'Site Placement Name', 'Channel', 'Cost Structure', 'Creative Name'],
    },
  ],
  calculatedMetrics: [],
  collection: {
    modes: ['automated', 'javascript-plugin'],
    fields: [{role: 'trackingCode', label: 'Query parameter of the tracking code', required: true}],
    parameters: [{name: 'cid', role: 'trackingCode', provenance: 'example', configurable: true}],
  },
  segments: {offered: []},
  accessRequests: [],
  import: {schedule: 'nightly', grain: 'aggregated', carrier: 'Data Sources', note: 'Aggregates per day and code, not per visit.'},
  contacts: [
    {
      who: 'your contact at the partner',
      side: 'partner',
      when: 'before',
      what: 'Ask for a daily report of impressions, clicks and cost by tracking code, and how to get it.',
    },
  ],
  partnerSettings: [{where: 'Landing URL of every placement', what: 'Append the parameter with the tracking code.'}],
  verification: {
    onPage: [{text: 'Click a test ad: the first hit carries the tracking code.'}],
    reports: {where: 'the report of the tracking code with impressions and clicks', afterHours: [24, 48]},
  },
  issues: [],
  sources: {
    identity: common,
    access: seed,
    prerequisites: common,
    requires: common,
    inputs: common,
    variables: common,
    events: common,
    classifications: common,
    collection: common,
    import: common,
    contacts: common,
    partnerSettings: common,
    verification: common,
  },
} as const satisfies Connector
