import type {Connector} from './connector.js'
import {endOfLifePage, inferredRequired, inferredSecret, unverifiedName} from './shared.js'

const overview = 'qualtrics-overview/qualtrics-overview.md'
const deploying = 'qualtrics-overview/qualtrics-deploying.md'
const integration = 'qualtrics-overview/qualtrics-integration.md'
const organization = 'qualtrics-overview/qualtrics-org-id.md'
const token = 'qualtrics-overview/qualtrics-token.md'

const noPermission = {cause: 'A permission is missing in Qualtrics.', fix: 'Ask the Qualtrics administrator.'} as const

export default {
  id: 'qualtrics',
  name: 'Qualtrics',
  aliases: [
    {name: 'Qualtrics Research Suite', source: deploying},
    {name: 'Qualtrics XM', today: true, ...unverifiedName},
  ],
  versions: ['v2'],
  category: 'survey',
  status: 'migrating',
  summary: 'Answers arrive live as hits in one list variable; Analytics data you choose goes to the survey reports every day.',
  flows: ['collect-live', 'import-classifications', 'export-visitor-data'],
  lifeCycle: {listedAs: ['Qualtrics v2']},
  access: [
    {text: 'An administrator of Adobe Analytics.'},
    {text: 'A Qualtrics user who may enable the Adobe Analytics integration and generate a token.'},
  ],
  prerequisites: [],
  requires: {listVars: 1, eVarsOrProps: 1, events: 1},
  wizard: {
    form: 'five-steps',
    steps: ['Settings', 'Variable Mappings', 'Information only', 'Export Settings', 'Review and Activate Now'],
    asks: ['reportSuite', 'name', 'email', 'description'],
  },
  inputs: [
    {
      name: 'organizationId',
      label: 'Qualtrics Organization ID',
      page: 1,
      ...inferredRequired,
      what: 'found in Research Suite under Account Settings > Qualtrics IDs > User > Organization Id',
      shape: 'a short brand name such as adobeinc',
      source: [deploying, organization],
    },
    {
      name: 'token',
      label: 'Adobe SiteCatalyst Token',
      page: 1,
      ...inferredSecret,
      what: 'made under Qualtrics IDs > Adobe SiteCatalyst > Generate Token',
      shape: 'about 40 letters and digits',
      source: [deploying, token],
    },
    {
      name: 'trackingServer',
      label: 'Tracking Server',
      page: 2,
      ...inferredRequired,
      what: 'the Analytics tracking server; the secure one if it differs',
    },
    {name: 'exportEVars', label: 'eVar', page: 4, max: 5, required: false, what: 'eVars that Qualtrics may read'},
    {name: 'exportEvents', label: 'Events', page: 4, max: 5, required: false, what: 'success events that Qualtrics may read'},
    {name: 'exportProps', label: 'Props', page: 4, max: 5, required: false, what: 'props that Qualtrics may read'},
  ],
  variables: [
    {role: 'responseList', label: 'Qualtrics Response List', kinds: ['list'], required: true, population: 'survey-beacon'},
    {role: 'responseId', label: 'Qualtrics Response ID', kinds: ['eVar', 'prop'], required: true, population: 'survey-beacon'},
  ],
  events: [{role: 'surveySubmission', label: 'Qualtrics Survey Submissions', required: true, population: 'survey-beacon'}],
  classifications: [
    {
      of: ['responseList'],
      names: ['Survey', 'Question', 'Response', 'Survey > Question > Response'],
      note: 'Free text is shown as [open text].',
      source: ['qualtrics-overview/assets/verify-2.png', 'qualtrics-overview/assets/verify-3.png'],
      doubts: [{mark: 'unverified', field: 'names', note: 'read from screenshots'}],
    },
  ],
  calculatedMetrics: [],
  collection: {modes: ['survey-beacon']},
  segments: {offered: []},
  accessRequests: [
    {label: 'Standard metrics and dimensions, tick as wanted', note: 'There are more than 20.'},
    {label: 'visitor_id', elements: ['visitor_id'], required: true, note: 'The export does not work without it.'},
  ],
  import: {schedule: 'live as surveys are submitted', reportLatency: '24-48 hours'},
  export: {schedule: 'daily'},
  contacts: [
    {
      who: 'your Qualtrics administrator',
      side: 'partner',
      when: 'before',
      what: 'Ask for the permissions to enable the integration and to generate a token.',
    },
  ],
  partnerSettings: [
    {
      where: 'My Surveys > Edit > Advanced Options > Adobe Analytics, for each survey',
      what: 'Choose the configuration and save. A survey sends nothing before.',
      options: [
        {label: 'Include Partial Responses', what: 'sends after every screen, not complete surveys alone'},
        {label: 'Send Timestamp With Beacon', what: 'only for suites that take time-stamped data'},
      ],
    },
  ],
  verification: {
    activityLog: {expect: [{text: 'Classification data imported successfully', kind: 'classifications'}], withinHours: 1},
    reports: {where: 'List Variables reports', afterHours: [24, 48], condition: 'the survey is receiving responses'},
  },
  issues: [
    {symptom: 'No entry Adobe Analytics under Advanced Options.', ...noPermission},
    {symptom: 'No configuration to choose.', cause: "Adobe's wizard was not completed.", fix: 'Finish the wizard.'},
    {symptom: 'No button Generate Token.', ...noPermission, source: token},
    {symptom: 'The export is empty.', cause: 'Access to visitor_id was not granted.', fix: 'Tick visitor_id.'},
    {
      symptom: 'No data of one survey.',
      cause: 'The integration is not switched on for that survey.',
      fix: 'Advanced Options > Adobe Analytics.',
    },
  ],
  sources: {
    identity: overview,
    lifeCycle: endOfLifePage,
    access: overview,
    requires: overview,
    wizard: deploying,
    inputs: deploying,
    variables: deploying,
    events: deploying,
    classifications: deploying,
    collection: [overview, integration],
    accessRequests: deploying,
    import: overview,
    export: overview,
    contacts: [deploying, token],
    partnerSettings: deploying,
    verification: deploying,
    issues: deploying,
  },
} as const satisfies Connector
