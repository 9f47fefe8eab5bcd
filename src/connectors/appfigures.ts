import type {Connector} from './connector.js'
import {endOfLifePage, privacyPage} from './shared.js'

const overview = 'appfigures-overview/appfigures-overview.md'
const before = 'appfigures-overview/appfigures-before-activation.md'
const metrics = 'appfigures-overview/appfigures-metrics.md'
const filter = 'appfigures-overview/appfigures-segment-filter.md'
const wizard = 'appfigures-overview/t-appfigures-integration.md'

const reserved = {type: 'numeric', population: 'imported', reserved: true} as const
const money = {type: 'currency', population: 'imported', reserved: true} as const
const divisor = 'Only there to compute the average.'

export default {
  id: 'appfigures',
  name: 'appFigures',
  aliases: [],
  category: 'app-store',
  status: 'migrating',
  summary: 'App-store downloads, purchases, ranks, ratings and revenue, imported daily into variables of their own; no page code.',
  flows: ['import-metrics', 'import-classifications'],
  lifeCycle: {listedAs: ['Appfigures']},
  access: [{text: 'An administrator of Adobe Analytics.'}, {text: 'An appFigures account on the Enterprise Plan.'}],
  prerequisites: [
    {text: 'Choose the report suite first; a brand-new one must have received at least one hit.'},
    {text: 'If another provider fed app-store data before, tell appFigures its last day, so that the backfill does not overlap.'},
  ],
  requires: {
    eVars: 1,
    events: 10,
    doubts: [
      {mark: 'contradictory', note: 'the list of requirements asks for these; the same page says that dedicated variables are used'},
    ],
  },
  wizard: {
    form: 'five-steps',
    asks: ['reportSuite', 'name'],
    accepts: ['fees'],
    doubts: [{mark: 'contradictory', field: 'accepts', note: 'the wizard speaks of fees, the settings page of none'}],
  },
  inputs: [
    {
      name: 'accountKey',
      label: 'appFigures Account Key',
      section: 'Integration Settings',
      required: true,
      secret: true,
      what: 'made in the Add-ons section of appFigures',
      doubts: [
        {mark: 'inferred', field: 'required', note: 'it is the only input'},
        {mark: 'inferred', field: 'secret'},
      ],
    },
  ],
  variables: [
    {
      role: 'appObjectId',
      label: 'App Store Object ID',
      kinds: ['reserved'],
      population: 'imported',
      allocation: 'Most Recent',
      expiration: 'Visit',
      subrelations: 'basic',
      dataFeedColumn: 'mobileappstoreobjectid',
      source: [metrics, 'analytics:export/analytics-data-feed/c-df-contents/datafeeds-reference.md'],
    },
  ],
  events: [
    {role: 'downloads', label: 'App Store Downloads', ...reserved},
    {role: 'inAppPurchases', label: 'App Store Purchases (in app)', ...reserved, note: 'Purchases and subscriptions.'},
    {role: 'rank', label: 'App Store Rank', ...reserved, note: divisor},
    {role: 'rankDivisor', label: 'App Store Rank Divisor', ...reserved, note: divisor},
    {role: 'rating', label: 'App Store Rating', ...reserved, note: divisor},
    {role: 'ratingDivisor', label: 'App Store Rating Divisor', ...reserved, note: divisor},
    {role: 'revenueInApp', label: 'App Store Revenue (in app)', ...money, note: "After the store's fee."},
    {role: 'revenueOneOff', label: 'App Store Revenue (one off)', ...money, note: "After the store's fee."},
    {role: 'royaltiesInApp', label: 'App Store Royalties (in app)', ...money, deprecated: true},
    {role: 'royaltiesOneOff', label: 'App Store Royalties (one off)', ...money, deprecated: true},
  ],
  classifications: [
    {
      of: ['appObjectId'],
      names: [
        'Country Name',
        'Device Name',
        'Appstore Name',
        'Application Name',
        'In-app Name',
        'Category Name',
        'Review Title',
        'Review Comment',
        'Application Version',
        'App Store User',
      ],
      personalData: ['App Store User', 'Review Comment', 'Review Title'],
      breaksDown: {
        'all metrics': ['Country Name', 'Appstore Name', 'App Name', 'Category Name'],
        'rank only': ['Device Name', 'Rank Category Name'],
        'rating only': ['Review Title', 'Review Comment', 'App Version', 'App Store User'],
        'downloads, in-app purchases and both revenues': ['In-app Name'],
      },
      doubts: [{mark: 'contradictory', field: 'names', note: 'the matrix of metrics also has Rank Category Name, which the list lacks'}],
    },
  ],
  calculatedMetrics: [
    {label: 'App Store Average Rank', formula: '[App Store Rank] / [App Store Rank Divisor]'},
    {label: 'App Store Average Rating', formula: '[App Store Rating] / [App Store Rating Divisor]'},
  ],
  collection: {modes: ['none']},
  segments: {
    offered: [],
    rules: [
      'Containers for page views only.',
      "Rules on appFigures' dimensions only.",
      'Several rules, include and exclude, are allowed.',
      'SiteCatalyst v15 only.',
    ],
  },
  accessRequests: [],
  import: {
    schedule: 'daily',
    restated: 'the last 7 days are sent again every day, then they are final',
    backfill: '13 months before activation',
    grain: 'aggregated',
    carrier: 'Data Sources',
  },
  contacts: [
    {
      who: 'appFigures',
      side: 'partner',
      when: 'before',
      what: 'Only if another provider fed the suite: tell them the last day of its data.',
    },
  ],
  partnerSettings: [],
  issues: [
    {symptom: 'A rank is missing.', cause: "The app is below the store's threshold for that country and category.", fix: 'None; expected.'},
    {symptom: 'The number of server calls rises a little.', cause: 'The import may add to it.'},
    {
      symptom: 'A new suite shows no app-store data.',
      cause: 'The suite has never received a hit.',
      fix: 'Send one hit to the suite.',
      source: before,
    },
    {
      symptom: 'App-store data is there twice.',
      cause: 'The backfill overlaps the data of a former provider.',
      fix: 'Tell appFigures the last day of that provider.',
      source: before,
    },
  ],
  sources: {
    identity: overview,
    lifeCycle: endOfLifePage,
    access: before,
    prerequisites: before,
    requires: before,
    wizard,
    inputs: wizard,
    variables: metrics,
    events: metrics,
    classifications: metrics,
    calculatedMetrics: metrics,
    personalData: privacyPage,
    collection: overview,
    segments: filter,
    import: [overview, before],
    contacts: before,
    issues: [metrics, before, wizard],
  },
} as const satisfies Connector
