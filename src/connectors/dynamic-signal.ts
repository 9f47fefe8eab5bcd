import type {Connector} from './connector.js'
import {endOfLifePage, inferredRequired, privacyPage, unverifiedName} from './shared.js'

const overview = 'dynamic-signal-for-analytics/dynamic-signal-for-analytics.md'
const deploy = 'dynamic-signal-for-analytics/dynamic-signal-deploy-integration.md'
const use = 'dynamic-signal-for-analytics/dynamic-signal-use-integration.md'

export default {
  id: 'dynamic-signal',
  name: 'Dynamic Signal VoiceStorm',
  aliases: [
    {name: 'VoiceStorm', source: overview},
    {name: 'Firstup', today: true, ...unverifiedName},
  ],
  category: 'advocacy',
  status: 'migrating',
  summary: 'Tracking codes on content that employees and customers share, classified daily by community, article, author and sharer.',
  flows: ['import-classifications'],
  lifeCycle: {listedAs: ['Dynamic Signal (Nital Vora)']},
  access: [{text: 'An Experience Cloud administrator who may enable Data Connectors.'}, {text: 'A current VoiceStorm contract.'}],
  prerequisites: [],
  requires: {eVars: 1},
  wizard: {
    form: 'five-steps',
    asks: ['reportSuite', 'name', 'email', 'description'],
    reports: [{label: 'Dashboard Generation', required: false}],
  },
  inputs: [{name: 'communityId', label: 'Community ID', ...inferredRequired, what: 'your Dynamic Signal representative gives it to you'}],
  variables: [
    {
      role: 'trackingCode',
      label: 'Tracking Code',
      kinds: ['eVar'],
      population: 'landing-page',
      note: 'VoiceStorm makes the codes on shared links; no page names the parameter of the URL.',
    },
  ],
  events: [],
  classifications: [
    {
      of: ['trackingCode'],
      names: [
        'Channel Type',
        'Article ID',
        'Source Type',
        'User Name',
        'Source ID',
        'User ID',
        'Source Name',
        'Article Title',
        'Community Name',
      ],
      personalData: ['Source ID', 'Source Name', 'User ID', 'User Name'],
      note: 'Source Type is Member or Brand; User is who shares, Source who wrote.',
    },
  ],
  calculatedMetrics: [],
  collection: {modes: [], note: 'No page says how the code gets into the variable.'},
  segments: {offered: []},
  accessRequests: [],
  import: {schedule: 'daily', reportLatency: '24-48 hours'},
  contacts: [
    {who: 'your Dynamic Signal representative', side: 'partner', when: 'before', what: 'Ask for the Community ID.', input: 'communityId'},
    {
      who: 'your Dynamic Signal representative',
      side: 'partner',
      when: 'after',
      what: 'Tell them it is active; they switch it on in VoiceStorm.',
      mustAct: true,
    },
  ],
  partnerSettings: [],
  verification: {
    activityLog: {expect: [{text: 'Classification Data imported successfully', kind: 'classifications'}], withinHours: 24},
    reports: {where: 'the generated dashboard, or the reports of the tracking code', afterHours: [24, 48]},
  },
  issues: [],
  sources: {
    identity: overview,
    lifeCycle: endOfLifePage,
    access: overview,
    requires: overview,
    wizard: deploy,
    inputs: deploy,
    variables: deploy,
    classifications: use,
    personalData: privacyPage,
    collection: deploy,
    import: [overview, deploy],
    contacts: deploy,
    verification: deploy,
  },
} as const satisfies Connector
