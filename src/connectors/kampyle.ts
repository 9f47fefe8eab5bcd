import type {Connector} from './connector.js'
import {endOfLifePage, inferredRequired, inferredSecret, unverifiedName} from './shared.js'

const home = 'kampyle-home/kampyle-home.md'
const benefits = 'kampyle-home/kampyle-benefits.md'
const deploy = 'kampyle-home/kampyle-deploy.md'
const integration = 'kampyle-home/kampyle-integration.md'
const reporting = 'kampyle-home/assets/adobe_reporting_data.png'
const segment = 'kampyle-home/assets/segment_feedback.png'

/** Counters cannot take an upload, so a daily sync of metrics and counter events do not go together; page code fits both. */
const feedbackEvent = {
  type: 'counter',
  population: 'page-code',
  doubts: [
    {mark: 'contradictory', field: 'type', note: 'metrics are said to be synced daily, yet counters cannot receive uploads'},
    {mark: 'inferred', field: 'population', note: 'the tracking server inputs point to hits'},
  ],
} as const

export default {
  id: 'kampyle',
  name: 'Kampyle (now Medallia) Feedback Analytics',
  aliases: [
    {name: 'Kampyle for Websites', source: home},
    {name: 'Medallia', source: endOfLifePage},
    {name: 'Medallia Digital', today: true, ...unverifiedName},
  ],
  versions: ['1.1'],
  category: 'feedback',
  status: 'deprecating',
  summary: 'Submissions of the feedback form, counted and graded, classified by category and text.',
  flows: ['import-metrics', 'import-classifications'],
  lifeCycle: {listedAs: ['Kampyle (now Medallia) Feedback Analytics (1.1)']},
  access: [
    {text: 'An administrator of Adobe Analytics.'},
    {text: 'An Experience Cloud administrator who may enable Data Connectors.'},
    {text: 'A Kampyle for Websites account that may read the private key.'},
  ],
  prerequisites: [],
  requires: {eVars: 1, events: 3, eventType: 'counter'},
  wizard: {
    form: 'five-steps',
    asks: ['reportSuite', 'name', 'email', 'description'],
    reports: [{label: 'Dashboard Generation', required: false}],
  },
  inputs: [
    {
      name: 'kampyleKey',
      label: 'Kampyle Key',
      aka: ['Private Key'],
      ...inferredSecret,
      what: 'found in Kampyle under Feedback Form > Feedback Form Customization, in the lower part of the page',
      shape: 'alphanumeric string',
      pattern: '[A-Za-z0-9]+',
    },
    {name: 'trackingServer', label: 'Tracking Server', ...inferredRequired, what: 'the Analytics tracking server in use'},
    {
      name: 'trackingServerSecure',
      label: 'Tracking Server Secure',
      required: false,
      what: 'only where https uses another tracking server',
    },
  ],
  variables: [
    {
      role: 'feedbackId',
      label: 'Kampyle Feedback ID',
      kinds: ['eVar'],
      population: 'page-code',
      doubts: [{mark: 'inferred', field: 'population'}],
    },
  ],
  events: [
    {role: 'feedbackGrade', label: 'Feedback Grade', ...feedbackEvent},
    {role: 'feedbackItems', label: 'Feedback Items', ...feedbackEvent},
    {role: 'feedbackWithGrade', label: 'Feedback with Grade', ...feedbackEvent},
  ],
  classifications: [
    {
      of: ['feedbackId'],
      names: ['Feedback Category', 'Feedback Sub-Category', 'Feedback Category and Sub-Category', 'Feedback Description', 'Feedback Grade'],
      source: [reporting, segment],
      doubts: [{mark: 'unverified', field: 'names', note: 'read from screenshots; the list may be incomplete'}],
    },
  ],
  calculatedMetrics: [
    {
      label: 'Avg. Feedback Grade',
      source: reporting,
      note: 'The formula is not given.',
      doubts: [{mark: 'unverified', note: 'seen in the screenshot of a report'}],
    },
  ],
  collection: {
    modes: ['config-object'],
    configObject: 'window.k_sc_param',
    settings: [{name: 'version', example: '1.1'}],
    resource: 'Support tab > Resources > Kampyle Integration Code (JS)',
    placement: 'With the Analytics code of the page, or by a tag manager.',
  },
  segments: {offered: []},
  accessRequests: [],
  import: {schedule: 'daily', what: 'feedback dimensions and metrics', reportLatency: '24-48 hours'},
  contacts: [],
  partnerSettings: [],
  verification: {
    activityLog: {
      expect: [{text: 'Classification data imported successfully', kind: 'classifications'}],
      tab: 'Data In',
      withinHours: 24,
    },
    reports: {
      where: 'Custom Conversion > Kampyle Feedback ID Reports',
      afterHours: [24, 48],
      condition: 'the form is receiving submissions',
    },
  },
  issues: [],
  sources: {
    identity: [home, benefits],
    lifeCycle: endOfLifePage,
    access: home,
    requires: home,
    wizard: deploy,
    inputs: deploy,
    variables: deploy,
    events: deploy,
    classifications: [reporting, segment],
    calculatedMetrics: reporting,
    collection: deploy,
    import: [home, integration],
    verification: deploy,
  },
} as const satisfies Connector
