import type {Connector} from './connector.js'
import {
  adobeRepresentative,
  emailPrerequisites,
  emailSegments,
  endOfLifePage,
  exactTargetDefects,
  getQueryParam,
  importedMetricUntyped,
  inferredSteps,
  privacyPage,
  unlistedPrivileges,
} from './shared.js'

const overview = 'dreammail-overview/dreammail-overview.md'
const activate = 'dreammail-overview/t-dreammail-activate.md'
const code = 'dreammail-overview/dreammail-analytics-code.md'

/** Chosen by the customer and sent with the segment files; how they get their values is not written down. */
const spotlight = {direction: 'export', population: 'collected-on-site', doubts: [{mark: 'inferred', field: 'population'}]} as const

export default {
  id: 'dreammail',
  name: 'DREAMmail',
  aliases: [{name: 'DREAM', source: endOfLifePage}],
  versions: ['1.0', '2.0'],
  category: 'email',
  status: 'deprecating',
  summary: 'E-mail figures in; remarketing out, keyed by the plain e-mail address and with three events of your choice.',
  flows: ['import-metrics', 'export-segments'],
  lifeCycle: {listedAs: ['DREAM', 'DREAMmail 1.0, DREAMmail 2.0']},
  access: [],
  prerequisites: emailPrerequisites,
  requires: {dataWarehouse: true},
  wizard: {
    form: 'five-steps',
    asks: ['reportSuite', 'name'],
    reports: [{label: 'Dashboard and Bookmark Generation'}],
    ...inferredSteps,
  },
  inputs: [
    {
      name: 'integrationUuid',
      label: 'Integration UUID',
      what: 'the id of the integration at DREAMmail',
      shape: 'uuid',
      pattern: '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
    },
    {name: 'clientName', label: 'Client Name', what: 'the client at DREAMmail'},
    {name: 'siteName', label: 'Site Name', what: 'the site at DREAMmail'},
  ],
  variables: [
    {
      role: 'campaignId',
      label: 'Campaign',
      kinds: ['eVar', 'campaign'],
      population: 'landing-page',
      note: 'The id of the marketing campaign; the sample writes it to s.campaign.',
    },
    {
      role: 'emailAddress',
      label: 'Email eVar',
      kinds: ['eVar'],
      population: 'landing-page',
      personalData: 'direct',
      note: 'A real e-mail address in Analytics: it names a person.',
    },
  ],
  events: [
    {role: 'bounced', label: 'Bounce Backs', ...importedMetricUntyped},
    {role: 'delivered', label: 'Delivered', ...importedMetricUntyped},
    {role: 'deliveryError', label: 'Delivery Errors', ...importedMetricUntyped},
    {role: 'opened', label: 'HTML Opens', ...importedMetricUntyped},
    {role: 'invalidAddress', label: 'Invalids', ...importedMetricUntyped},
    {role: 'passedAlong', label: 'Pass Alongs', ...importedMetricUntyped, note: "The page describes it with the text of 'clicked'."},
    {role: 'clicked', label: 'TotalClicks', ...importedMetricUntyped},
    {role: 'remarketingEvent', label: 'Spotlight Event', ...spotlight},
    {role: 'remarketingPurchases', label: 'Spotlight Purchases', ...spotlight},
    {role: 'remarketingValue', label: 'Spotlight Value', ...spotlight, note: 'An event that carries revenue.'},
  ],
  classifications: [],
  calculatedMetrics: [],
  collection: {
    modes: ['automated', 'javascript-plugin'],
    fields: [
      {role: 'campaignId', label: 'Message ID Query String Parameter'},
      {role: 'emailAddress', label: 'Recipient ID Query String Parameter', doubts: [{mark: 'inferred', field: 'role'}]},
    ],
    parameters: [
      {name: 'ET_CID', role: 'campaignId', target: 'campaign', provenance: 'sample'},
      {
        name: 'ET_RID',
        role: 'emailAddress',
        target: 'eVar2',
        provenance: 'sample',
        doubts: [{mark: 'inferred', field: 'role', note: 'the sample speaks of a recipient id'}],
      },
    ],
    functions: [getQueryParam],
    sampleDefects: exactTargetDefects,
  },
  segments: {offered: emailSegments, extras: ['Spotlight Event', 'Spotlight Purchases', 'Spotlight Value']},
  accessRequests: [unlistedPrivileges],
  import: {schedule: 'up to hourly'},
  contacts: [adobeRepresentative],
  partnerSettings: [],
  issues: [],
  sources: {
    identity: overview,
    lifeCycle: endOfLifePage,
    prerequisites: overview,
    requires: overview,
    wizard: activate,
    inputs: activate,
    variables: activate,
    events: activate,
    personalData: privacyPage,
    collection: [activate, code],
    segments: [overview, activate],
    accessRequests: activate,
    import: overview,
    contacts: overview,
  },
} as const satisfies Connector
